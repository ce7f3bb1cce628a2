"""At the desk: a dossier is accepted, sent home to be completed, refused, or handed over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from engine.access import acts_in, post_name, stood_in_for
from engine.actions.ask_receipt import fill_receipt
from engine.actions.carry_out import carry_out
from engine.actions.desk_slip import number_slip
from engine.actions.mark_papers import note_papers
from engine.actions.open_case import deciding_office
from engine.actions.repeated import Asked, once
from engine.actions.start_case import NAME, NUMBER, open_filed
from engine.calendars.supplementing import NO_LIMIT
from engine.context import Context, calendar_for, version_in_force
from engine.drafting.authority import agent_blanks
from engine.drafting.papers import handed_in
from engine.errors import AccessDenied, InputRefused, Words
from engine.procedures.supplements import sent_home_until
from engine.records.cards import Card
from engine.records.cases import Case
from engine.records.commands import Note, Start
from engine.records.desk import (
    AGENT_PARTS,
    INCOMPLETE,
    REFUSED,
    Agent,
    Missing,
    Reception,
    ReceptionState,
)
from engine.records.filings import Filing
from engine.records.papers import PaperMark
from engine.records.people import Office, Person
from engine.records.values import Json
from engine.store.cases import lock_case
from engine.store.database import Db
from engine.store.desk_rules import list_rules, rules_on
from engine.store.receptions import (
    find_reception,
    get_reception,
    insert_reception,
    save_reception,
    set_handed_over,
)

HANDED_OVER = "dossier-handed-over"
LONGEST_REASON = 2_000


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What the desk found of a dossier that is not accepted: see Reception."""

    state: ReceptionState
    missing: tuple[Missing, ...] = ()
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Brought:
    """What somebody brought to a desk, as far as it got.

    filing   with the answers as they were typed
    desk_id  the reader's own desk at which it lies
    agent    the authorised person who brought it; None where the applicant did
    """

    filing: Filing
    desk_id: int
    agent: Agent | None = None


def accept_dossier(
    context: Context, person: Person, brought: Brought, marks: Sequence[PaperMark] = ()
) -> Case:
    """Open the case of a complete dossier, its papers marked, in one transaction.

    Raises  AccessDenied without the desk; InputRefused for an office of another province; else as
            `start_case` and `mark_papers` do
    Source  NĐ 118/2025/NĐ-CP, Art. 14 (any desk of the province), 17
    """
    filing = brought.filing

    def act() -> Case:
        with context.database.begin() as db:
            filed = _taken_in(context, db, person, brought)
            if filed.reception_id is not None:
                _lock_open(context, db, filed.reception_id)
            case = open_filed(context, db, filed)
            if brought.agent is not None:
                case = _note_agent(context, db, case, brought.agent, person)
            noted = note_papers(context, db, case, marks, person.person_id)
            fill_receipt(context, db, case, {**handed_in(marks), **agent_blanks(brought.agent)})
            return noted

    return once(context, Asked(key=filing.request_key, kind=Start.kind, by=person.person_id), act)


def _note_agent(context: Context, db: Db, case: Case, agent: Agent, person: Person) -> Case:
    values: dict[str, Json] = {name: str(getattr(agent, name) or "–") for name in AGENT_PARTS}
    event = Note(event="brought-by-agent", values=values, by=person.person_id)
    return carry_out(context, db, case, event)


def ask_completion(
    context: Context, person: Person, brought: Brought, missing: Sequence[Missing]
) -> Reception:
    """Keep a dossier that is incomplete with the whole list of what is missing (form 02).

    Raises  InputRefused for an empty list, a thing without a reason, where the rule on how often
            it may be asked is used up, and for what was not completed in time
    Source  NĐ 118/2025/NĐ-CP, Art. 11: once, in writing, with all that is missing
    """
    listed = tuple(one for one in missing if one.what.strip())
    if not listed or not all(one.reason.strip() for one in listed):
        raise _refused(
            "name everything that is missing, each with its reason: it can be asked for only once.",
            "hãy ghi đủ mọi nội dung còn thiếu kèm lý do: chỉ được yêu cầu bổ sung một lần.",
        )
    with context.database.begin() as db:
        return _keep(context, db, person, brought, Outcome(state=INCOMPLETE, missing=listed))


def refuse_dossier(context: Context, person: Person, brought: Brought, reason: str) -> Reception:
    """Keep that a dossier cannot be received, and why (form 03); raise InputRefused without reason.

    Source  NĐ 63/2010/NĐ-CP, Art. 18: reasons in writing
    """
    if not reason.strip():
        raise _refused(
            "write why the dossier cannot be received.",
            "hãy ghi rõ lý do không tiếp nhận hồ sơ.",
        )
    with context.database.begin() as db:
        outcome = Outcome(state=REFUSED, reason=reason.strip()[:LONGEST_REASON])
        return _keep(context, db, person, brought, outcome)


def hand_over(context: Context, person: Person, case_id: int) -> Case:
    """Note that a dossier taken in on behalf of another office was handed over to it.

    Raises  NotFound; AccessDenied for another desk's; InputRefused for what stays here, or was
            handed over before
    Source  NĐ 118/2025/NĐ-CP, Art. 18
    """
    with context.database.begin() as db:
        case = lock_case(db, case_id)
        came, directory = find_reception(db, case_id), context.offices.get(db)
        if came is None or came.proxy_id is None:
            raise _refused(
                "this dossier was not taken in on behalf of another office.",
                "hồ sơ này không phải hồ sơ tiếp nhận hộ.",
            )
        proxy = directory.acting(came.proxy_id)
        if not acts_in(person, proxy, "desk", "head"):
            raise AccessDenied(post=post_name("desk"))
        if not set_handed_over(db, case_id, person.person_id, context.clock.now()):
            raise _refused("it was handed over before.", "hồ sơ đã được bàn giao trước đó.")
        to = directory.by_id[directory.acting(case.office_id)]
        values: dict[str, Json] = {"to": to.code, "to_vi": to.name_vi, "to_en": to.name_en}
        absent = stood_in_for(person, proxy, "desk", "head")
        note = Note(event=HANDED_OVER, values=values, by=person.person_id, instead_of=absent)
        return carry_out(context, db, case, note)


def _is_used_up(context: Context, db: Db, before: Reception) -> bool:
    """Tell whether a dossier was asked to be completed as often as may be.

    As the rule says of the day on which it came first; a procedure may have its own exception.
    """
    rules = rules_on(list_rules(db), _came_on(context, before))
    own = _card(context, db, before).supplements
    most = own[0].rounds if own else int(rules["rounds"].value) if "rounds" in rules else NO_LIMIT
    return most != NO_LIMIT and before.rounds >= most


def _came_on(context: Context, before: Reception) -> date:
    return before.received_at.astimezone(context.calendars.current.tz).date()


def _card(context: Context, db: Db, before: Reception) -> Card:
    return context.versions.get(db, before.version_id).compiled.procedure.card


def _require_in_time(context: Context, db: Db, before: Reception) -> None:
    """Raise InputRefused for what was not completed in time: it is closed, and comes as new."""
    days = (_came_on(context, before), before.asked_at or before.received_at)
    calendar = calendar_for(context, db, before.proxy_id or before.desk_id)
    until = sent_home_until(_card(context, db, before), days, calendar)
    if until is not None and context.clock.now() > until:
        raise _refused(
            f"it was to be completed by {until:%d/%m/%Y} and is closed; take it in as a new one.",
            f"hồ sơ phải bổ sung chậm nhất {until:%d/%m/%Y} và đã đóng; hãy tiếp nhận như hồ sơ "
            "mới.",
        )


def _taken_in(context: Context, db: Db, person: Person, brought: Brought) -> Filing:
    """Return the filing with who took it in and on whose behalf; raise where it may not be."""
    filing, desk = brought.filing, brought.desk_id
    if not acts_in(person, desk, "desk"):
        raise AccessDenied(post=post_name("desk"))
    directory = context.offices.get(db)
    deciding = directory.acting(filing.office_id)
    if directory.top_of(desk) != directory.top_of(deciding):
        raise _refused(
            "a desk takes in dossiers for offices of its own province only.",
            "chỉ tiếp nhận hồ sơ thuộc thẩm quyền của cơ quan trong cùng tỉnh, thành phố.",
        )
    own = acts_in(person, deciding, "desk")
    return Filing(
        procedure_key=filing.procedure_key,
        office_id=deciding,
        answers=filing.answers,
        channel=filing.channel,
        by=person.person_id,
        proxy_id=None if own else desk,
        reception_id=filing.reception_id,
        request_key=filing.request_key,
    )


def _keep(
    context: Context,
    db: Db,
    person: Person,
    brought: Brought,
    outcome: Outcome,
) -> Reception:
    asked = outcome.state == INCOMPLETE
    filed = _taken_in(context, db, person, brought)
    again = filed.reception_id
    before = None if again is None else _lock_open(context, db, again)
    rounds = before.rounds if before else 0
    if asked and before and _is_used_up(context, db, before):
        raise _refused(
            "something was asked for before; accept the dossier, or refuse it with the reason.",
            "đã yêu cầu bổ sung trước đó; hãy tiếp nhận, hoặc từ chối và nêu rõ lý do.",
        )
    office, version_id = _decider(context, db, filed)
    now = context.clock.now()
    kept = Reception(
        reception_id=before.reception_id if before else 0,
        received_at=before.received_at if before else now,
        state=outcome.state,
        office_id=office.office_id,
        desk_id=office.office_id,
        proxy_id=filed.proxy_id,
        channel=filed.channel,
        procedure_key=filed.procedure_key,
        version_id=version_id,
        applicant_name=_text(filed.answers, NAME),
        number=_text(filed.answers, NUMBER) or None,
        by=person.person_id,
        rounds=rounds + asked,
        missing=outcome.missing or (before.missing if before else ()),
        reason=outcome.reason,
        asked_at=now if asked else (before.asked_at if before else None),
        asked_by=person.person_id if asked else (before.asked_by if before else None),
        slip=number_slip(context, db, office, outcome.state, now),
        answers=_plain(filed.answers),
    )
    if before is None:
        number = insert_reception(db, kept)
        return get_reception(db, number)
    save_reception(db, kept)
    return kept


def _decider(context: Context, db: Db, filed: Filing) -> tuple[Office, int]:
    """Return the office that decides, and the version in force; the applicant must be named."""
    if not _text(filed.answers, NAME):
        raise _refused("write the applicant's name first.", "hãy ghi họ tên người nộp trước.")
    directory = context.offices.get(db)
    office = directory.by_id.get(filed.office_id)
    code = office.code if office else None
    ready = version_in_force(context, db, filed.procedure_key, code)
    return deciding_office(ready, directory, filed.office_id), ready.version.version_id


def _lock_open(context: Context, db: Db, reception_id: int) -> Reception:
    found = get_reception(db, reception_id, lock=True)
    if found.state != INCOMPLETE:
        raise _refused(
            "this dossier was already accepted or refused.",
            "hồ sơ này đã được tiếp nhận hoặc đã bị từ chối.",
        )
    _require_in_time(context, db, found)
    return found


def _plain(answers: Mapping[str, object]) -> dict[str, Json]:
    """Return typed answers as they can be kept: texts, lists of texts and of files."""
    return {key: value for key, value in answers.items() if isinstance(value, str | list)}


def _text(answers: Mapping[str, object], key: str) -> str:
    return str(answers.get(key) or "").strip()


def _refused(en: str, vi: str) -> InputRefused:
    return InputRefused(reason=Words(en=en, vi=vi))
