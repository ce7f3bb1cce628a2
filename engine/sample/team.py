"""Working together in the sample office: somebody is away, colleagues remark, a case is urgent."""

from datetime import timedelta

from engine.actions.enter_absence import enter_absence
from engine.actions.make_remark import make_remark
from engine.actions.set_priority import set_priority
from engine.context import Context, local_day
from engine.records.absences import AbsenceWish
from engine.records.inbox import Horizon, InboxFilter
from engine.records.people import Person
from engine.store.absences import list_lasting
from engine.store.inbox import list_tasks
from engine.store.people import list_people

ABSENT, SUBSTITUTE, HEAD, DESK = "dung.xaydung", "binh.hotich", "minh.phong", "lan.motcua"
REMARKS = (
    "Đã gọi điện cho công dân, hẹn chiều nay mang bản chính đến đối chiếu.",
    "Nhờ bộ phận Một cửa kiểm tra lại số định danh trên bản quét, trang 2 bị mờ.",
)
REASON = "Công dân cần giấy tờ để làm thủ tục nhập viện cho con."


def show_team_work(context: Context) -> None:
    """Enter an absence, two remarks and an urgent case, unless that was done before."""
    with context.database.read() as db:
        people = {one.login: one for one in list_people(db)}
        known = list_lasting(db, local_day(context))
    if known:
        return
    today = local_day(context)
    absence = AbsenceWish(
        person_id=people[ABSENT].person_id,
        substitute_id=people[SUBSTITUTE].person_id,
        starts_on=today,
        ends_on=today + timedelta(days=4),
        reason="Nghỉ phép năm",
    )
    enter_absence(context, people[ABSENT], absence)
    cases = _open_cases(context, people[SUBSTITUTE])
    for number, (case_id, text) in enumerate(zip(cases, REMARKS, strict=False)):
        mention = [people[DESK].person_id] if number else []
        key = f"sample-remark-{number}"
        make_remark(context, people[SUBSTITUTE], case_id, text, mention, key)
    for case_id in cases[1:2]:
        set_priority(context, people[HEAD], case_id, pressing=True, reason=REASON)


def _open_cases(context: Context, person: Person) -> list[int]:
    """Return the cases whose tasks lie in a person's inbox, each once."""
    now = context.clock.now()
    with context.database.read() as db:
        horizon = Horizon(now=now, day_ends_at=now)
        page = list_tasks(db, person, InboxFilter(scope="all"), horizon)
    return list(dict.fromkeys(one.case_id for one in page.tasks))
