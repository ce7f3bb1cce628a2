"""What people and the worker do to a sample case, each act through the real action."""

from random import Random

from engine.actions.complete_task import complete_as_applicant, complete_task
from engine.actions.deliver_message import answer_as_applicant
from engine.actions.hold_task import claim_task
from engine.actions.receive_dossier import hand_over
from engine.actions.start_case import start_case
from engine.actions.stop_case import may_withdraw, withdraw_as_applicant
from engine.jobs.worker import run_due
from engine.records.cases import Case
from engine.records.filings import Filing
from engine.records.outcomes import Subscription
from engine.records.people import APPLICANT
from engine.runtime.peek import peek
from engine.sample.outage import work_without_register
from engine.sample.plans import Plan
from engine.sample.stage import Stage
from engine.sample.tale import FILING
from engine.store.cases import get_case
from engine.store.subscriptions import list_case_subscriptions
from engine.store.tasks import find_task

# Most offices of the sample sign results by hand still.
SIGNED_ON_PAPER = "Bản giấy đã ký, đóng dấu; cơ quan chưa dùng chữ ký số cho loại này."
WITHDRAWAL = "Tôi xin rút hồ sơ để nộp lại sau."


def chance(plan: Plan, token: int) -> Random:
    """Return the random numbers of one step of one plan: the same whenever it is asked."""
    return Random(f"{plan.request_key} {token}")  # noqa: S311 - a sample, no secret


def file_case(stage: Stage, plan: Plan) -> Case:
    """File the dossier of a plan, at a desk or from afar."""
    procedure = stage.procedures[plan.story.procedure]
    form = procedure.forms[procedure.card.filing_form]
    filing = Filing(
        procedure_key=procedure.key,
        office_id=stage.directory.by_code[plan.office].office_id,
        answers=stage.answers(plan, FILING, form, chance(plan, 0)),
        channel=plan.channel,
        by=stage.desk_of(plan),
        proxy_id=_proxy(stage, plan),
        request_key=plan.request_key,
    )
    case = start_case(stage.context, filing)
    officer = next((one for one in stage.people if one.person_id == filing.by), None)
    if filing.proxy_id is not None and officer is not None:
        hand_over(stage.context, officer, case.case_id)
    return case


def do_task(stage: Stage, plan: Plan, case: Case, token: int) -> None:
    """Complete a task as whoever it waits for; nothing when it is gone or nobody may."""
    rng = chance(plan, token)
    with stage.context.database.read() as db:
        task = find_task(db, case.case_id, token)
        state = get_case(db, case.case_id).state
    if task is None:
        return
    names = peek(state).names_at(token) if state else {}
    form = stage.form(plan.story.procedure, task, names)
    answers = stage.answers(plan, task.element, form, rng)
    if task.post == APPLICANT:
        complete_as_applicant(stage.context, _own(plan, case), token, answers)
        return
    person = stage.person_for(task, rng)
    if person is not None:
        place = (case.case_id, token)
        complete_task(stage.context, person, place, answers, on_paper=SIGNED_ON_PAPER)


def claim(stage: Stage, plan: Plan, case: Case, token: int) -> None:
    """Take a task as one of those who may; nothing when it is gone or somebody has it."""
    with stage.context.database.read() as db:
        task = find_task(db, case.case_id, token)
    if task is None or task.holder_id is not None:
        return
    person = stage.person_for(task, chance(plan, token))
    if person is not None:
        claim_task(stage.context, person, (case.case_id, token))


def answer(stage: Stage, plan: Plan, case: Case, asked: Subscription) -> None:
    """Answer, as the applicant, what the case asks by message; nothing when it asks no longer."""
    with stage.context.database.read() as db:
        awaited = list_case_subscriptions(db, case.case_id)
    if asked.token not in {one.token for one in awaited}:
        return
    form = stage.form(plan.story.procedure, asked, {})
    answers = stage.answers(plan, asked.element, form, chance(plan, asked.token))
    answer_as_applicant(stage.context, _own(plan, case), asked.token, answers)


def withdraw(stage: Stage, plan: Plan, case: Case) -> None:
    """Withdraw, as the applicant; nothing when it is too late for that."""
    with stage.context.database.read() as db:
        is_early = may_withdraw(stage.context, db, get_case(db, case.case_id))
    if is_early:
        withdraw_as_applicant(stage.context, _own(plan, case), WITHDRAWAL)


def work(stage: Stage, plan: Plan) -> None:
    """Do all background work that is due, in the state of the register that the story wants."""
    if plan.story.look_up in ("unreachable", "broken"):
        work_without_register(stage.context, caught=plan.story.look_up == "unreachable")
    while run_due(stage.context):
        pass


def _proxy(stage: Stage, plan: Plan) -> int | None:
    """Return the desk that took a dossier in on behalf of the commune that decides."""
    if plan.desk in ("", plan.office):
        return None
    return stage.directory.by_code[plan.desk].office_id


def _own(plan: Plan, case: Case) -> tuple[str, str]:
    return case.code, plan.citizen.phone[-4:]
