"""Dossiers of the sample that leaders and citizens look at: promised anew, late, in four offices.

Each is played once, whatever came before it; one that was begun is not begun again.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from engine.actions.complain import Said, complain
from engine.actions.set_date import NewDate, set_date
from engine.jobs.worker import run_due
from engine.records.cases import Case
from engine.records.complaints import COMPLAINT, SUGGESTION
from engine.records.outcomes import RUNNING
from engine.records.people import Person
from engine.records.terms import APOLOGY
from engine.sample import acts
from engine.sample.further import AFTER_BIRTH, CARD
from engine.sample.mailroom import finish_letters
from engine.sample.names import make_citizen
from engine.sample.offices import COMMUNE_NAMES, COMMUNES
from engine.sample.plans import Plan
from engine.sample.stage import Stage
from engine.sample.stories import NOT_YET, PERMIT
from engine.sample.tale import FILING, Story
from engine.store.cases import get_case
from engine.store.family import list_family
from engine.store.log import find_request
from engine.store.tasks import list_case_tasks

# Citizens of their own, before those of the desk and of the fees.
_NUMBERS = 960
# What is younger is left for the visitor to sign.
LATELY = timedelta(days=2)
LEADER = "tam.lanhdao"
REASON = "Hồ sơ phải kiểm tra lại hiện trạng thửa đất; cơ quan đã phân công thêm người xử lý."
BASIS = "NĐ 118/2025/NĐ-CP: xin lỗi bằng văn bản, hẹn lại không quá một lần"
DELAYED = (
    "Hồ sơ của tôi đã được xin lỗi và hẹn lại một lần, nay lại quá ngày hẹn. Đề nghị cho biết"
    " ai đang xử lý và bao giờ có kết quả."
)
IDEA = "Đề nghị bố trí thêm ghế và nước uống ở khu chờ của Bộ phận Một cửa vào buổi sáng."


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A dossier that stands as somebody wants to see it.

    days      filed so many days before the end of the play
    left      steps that nobody does, as procedure and element; "" for every element of it
    again     new day promised, in days from the end of the play; None where nobody apologises
    says      what its applicant complains of
    """

    story: Story
    days: int
    left: tuple[str, str]
    again: int | None = None
    says: str = ""


SCENES = (
    Scene(
        story=Story(name="late a second time", procedure=PERMIT, weight=0),
        days=45,
        left=(PERMIT, "tham_dinh"),
        again=-12,
        says=DELAYED,
    ),
    Scene(
        story=Story(name="an apology with a new day", procedure=PERMIT, weight=0),
        days=19,
        left=(PERMIT, "tham_dinh"),
        again=4,
    ),
    Scene(
        story=Story(name="waits for papers", procedure=PERMIT, weight=0, choices=NOT_YET),
        days=6,
        left=(PERMIT, "bo_sung"),
    ),
    Scene(
        story=Story(
            name="four offices, one of them late",
            procedure=AFTER_BIRTH,
            weight=0,
            choices={
                FILING: {"cha_me_ket_hon": "khong"},
                "soan_du_thao": {"so_dinh_danh_tre": "000400000963"},
            },
        ),
        days=9,
        left=(CARD, ""),
    ),
)


def show_scenes(stage: Stage, until: datetime) -> None:
    """Play the scenes up to an instant."""
    for number, scene in enumerate(SCENES):
        plan = _plan(scene, number, until)
        with stage.context.database.read() as db:
            begun = find_request(db, plan.request_key) is not None
        if not begun:
            _play(stage, scene, plan, until)
    stage.clock.move_to(until)


def _plan(scene: Scene, number: int, until: datetime) -> Plan:
    return Plan(
        number=_NUMBERS + number,
        story=scene.story,
        office=COMMUNES[0],
        desk="",
        channel="online",
        filed_at=until - timedelta(days=scene.days),
        citizen=make_citizen(_NUMBERS + number, COMMUNE_NAMES[0][0]),
        slowness=1.0,
    )


def _play(stage: Stage, scene: Scene, plan: Plan, until: datetime) -> None:
    """File the dossier; let everybody do their part, day after day, but for what is left."""
    stage.clock.move_to(_at_work(stage, plan.filed_at))
    case = acts.file_case(stage, plan)
    promised = False
    while stage.clock.now() < until:
        _work(stage, scene, plan, case)
        with stage.context.database.read() as db:
            due = get_case(db, case.case_id).standing.due_at
        if scene.again is not None and not promised and due is not None:
            _apologise(stage, case, due, _working_day(stage, until, scene.again))
            promised = True
        _post(stage, case, until - LATELY)
        stage.clock.move_to(min(until, _at_work(stage, stage.clock.now() + timedelta(days=1))))
    while run_due(stage.context):
        pass
    if scene.says:
        _complain(stage, plan, case, scene.says)


def _work(stage: Stage, scene: Scene, plan: Plan, case: Case) -> None:
    """Do what can be done today in all dossiers that hang together."""
    is_moving = True
    while is_moving:
        while run_due(stage.context):
            pass
        waiting = list(_tasks(stage, scene, case))
        for key, one, token in waiting:
            stage.clock.move(timedelta(minutes=7))
            told = replace(plan, story=replace(plan.story, procedure=key))
            acts.do_task(stage, told, one, token)
        is_moving = bool(waiting)


def _post(stage: Stage, case: Case, before: datetime) -> None:
    """Let the letters of all dossiers that hang together be signed and handed over."""
    with stage.context.database.read() as db:
        family = list_family(db, case.case_id)
    for _, one in family:
        finish_letters(stage, one, before)


def _tasks(stage: Stage, scene: Scene, case: Case) -> Iterator[tuple[str, Case, int]]:
    """Give procedure, case and token of each task that is to be done."""
    key, element = scene.left
    with stage.context.database.read() as db:
        for _, one in list_family(db, case.case_id):
            mine = stage.context.versions.get(db, one.version_id).version.procedure_key
            for task in list_case_tasks(db, one.case_id):
                if one.standing.status == RUNNING and not (
                    mine == key and element in ("", task.element)
                ):
                    yield mine, one, task.token


def _apologise(stage: Stage, case: Case, due: datetime, again: date) -> None:
    """Apologise on the day before the one promised, and name a new one."""
    stage.clock.move_to(due - timedelta(days=1, hours=2))
    while run_due(stage.context):
        pass
    leader = _person(stage, LEADER)
    wanted = NewDate(act=APOLOGY, due_on=again, reason=REASON, basis=BASIS)
    set_date(stage.context, leader, case.code, wanted)


def _complain(stage: Stage, plan: Plan, case: Case, text: str) -> None:
    """Let the applicant complain of a dossier, and somebody else make a suggestion."""
    other = make_citizen(_NUMBERS + len(SCENES), COMMUNE_NAMES[0][0])
    said = Said(
        kind=COMPLAINT,
        office_id=stage.directory.by_code[plan.office].office_id,
        name=plan.citizen.name,
        phone=plan.citizen.phone,
        text=text,
        code=case.code,
    )
    idea = replace(said, kind=SUGGESTION, name=other.name, phone=other.phone, text=IDEA, code="")
    sent: tuple[tuple[int, Said], ...] = ((3, said), (1, idea))
    for days, one in sent:
        stage.clock.move(timedelta(days=-days))
        complain(stage.context, one, "sample")
        stage.clock.move(timedelta(days=days))


def _person(stage: Stage, login: str) -> Person:
    return next(one for one in stage.people if one.login == login)


def _working_day(stage: Stage, until: datetime, days: int) -> date:
    """Return the first working day from so many days after an instant on."""
    calendar = stage.context.calendars.current
    day = until.astimezone(calendar.tz).date() + timedelta(days=days)
    while not calendar.is_working(day):
        day += timedelta(days=1)
    return day


def _at_work(stage: Stage, at: datetime) -> datetime:
    """Return nine o'clock of the first working day from the day of an instant on."""
    calendar = stage.context.calendars.current
    day = _working_day(stage, at, 0)
    return datetime(day.year, day.month, day.day, 9, tzinfo=calendar.tz)
