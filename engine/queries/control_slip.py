"""Form 06, the control slip of a case: every hand-over, from the log and nothing else.

Source  Thông tư 03/2025/TT-VPCP, form 06; Thông tư 01/2018/TT-VPCP, form 05
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from engine.access import post_name
from engine.context import Context
from engine.drafting.of_case import make_draft
from engine.errors import Words
from engine.letters.letter import make_letter
from engine.letters.wording import ZONE, moment_text
from engine.queries.case_file import Opened, names_now, open_case
from engine.queries.elements import element_name
from engine.records.cards import Text
from engine.records.cases import Case, Entry
from engine.records.events import Event
from engine.records.letters import CONTROL, STANDARD, Wish
from engine.records.people import APPLICANT, Person
from engine.records.values import Json

EARLY, IN_TIME, LATE = "early", "in-time", "late"
VERDICTS = {
    EARLY: Words(vi="Trước hạn", en="Early"),
    IN_TIME: Words(vi="Đúng hạn", en="On time"),
    LATE: Words(vi="Quá hạn", en="Late"),
}
_SYSTEM = Text(vi="Hệ thống", en="The system")
_APPLICANT = Text(vi="Người nộp hồ sơ", en="The applicant")
_NOBODY = Text(vi="chưa có người nhận", en="nobody yet")


@dataclass(frozen=True, kw_only=True)
class Side:
    """One side of a hand-over."""

    office: Text
    who: Text


@dataclass(frozen=True, kw_only=True)
class HandOver:
    """Work passed on.

    verdict   whether the giver was early, on time or late; None where there was no term
    step      what the receiver is to do
    """

    giver: Side
    receiver: Side
    at: datetime
    verdict: str | None
    step: Text


@dataclass(frozen=True, kw_only=True)
class ControlSlip:
    """The slip of a case."""

    case: Case
    title: Text
    office: Text
    partners: tuple[Text, ...]
    rows: tuple[HandOver, ...]


@dataclass(frozen=True, kw_only=True)
class _Work:
    """A task as the log tells it."""

    side: Side
    due: datetime | None
    step: Text


def get_control_slip(context: Context, person: Person, code: str) -> ControlSlip:
    """Return the control slip of a case; raise NotFound."""
    with context.database.read() as db:
        return _slip(open_case(context, db, person, code))


def print_control_slip(context: Context, person: Person, code: str) -> bytes:
    """Return the control slip as PDF/A; raise NotFound."""
    now = context.clock.now()
    with context.database.read() as db:
        opened = open_case(context, db, person, code)
        slip = _slip(opened)
        more: dict[str, Json] = {
            "slip": [_line(one) for one in slip.rows],
            "partners": "; ".join(one.vi for one in slip.partners) or None,
        }
        wish = Wish(name=f"{STANDARD}{CONTROL}", more=more, by=person.person_id)
        names = names_now(opened.case, opened.history())
        draft = make_draft(context, db, opened.case, wish, names)
    today = now.astimezone(ZONE).date().isoformat()
    return make_letter(draft.chosen.template, draft.filling(None, today), now)


def _slip(opened: Opened) -> ControlSlip:
    case, directory = opened.case, opened.directory
    own = directory.by_id[case.office_id]
    rows = tuple(_hand_overs(opened))
    offices = {one.receiver.office for one in rows} | {one.giver.office for one in rows}
    mine = Text(vi=own.name_vi, en=own.name_en)
    partners = sorted(offices - {mine, _SYSTEM, _APPLICANT}, key=lambda one: one.vi)
    return ControlSlip(
        case=case,
        title=opened.procedure.card.title,
        office=mine,
        partners=tuple(partners),
        rows=rows,
    )


def _hand_overs(opened: Opened) -> Iterator[HandOver]:
    """Yield a row for each task that was opened, and one for the end."""
    works: dict[int, _Work] = {}
    takers = _takers(opened.log.entries, opened.log.names)
    for entry in opened.log.entries:
        done = [one for one in entry.events if one.kind == "task-completed"]
        giver, verdict = _giver(opened, entry, done, works)
        for event in entry.events:
            if event.kind == "task-opened" and event.token is not None:
                works[event.token] = _work(opened, event, takers)
                work = works[event.token]
                yield HandOver(
                    giver=giver, receiver=work.side, at=entry.at, verdict=verdict, step=work.step
                )
            elif event.kind == "task-resumed" and event.token in works:
                works[event.token] = replace(works[event.token], due=_due_of(event))
            elif event.kind == "case-ended":
                end = Side(office=_APPLICANT, who=Text(vi=opened.case.applicant.name, en=""))
                step = Text(vi="Kết thúc hồ sơ", en="End of the dossier")
                yield HandOver(giver=giver, receiver=end, at=entry.at, verdict=verdict, step=step)


def _takers(entries: Sequence[Entry], names: Mapping[int, str]) -> dict[int, str]:
    """Return who has, or had, each task: whoever completed it, else holds it."""
    found: dict[int, str] = {}
    for entry in entries:
        for event in entry.events:
            if event.token is None:
                continue
            if event.kind == "task-completed" and entry.by is not None:
                found[event.token] = names.get(entry.by, "")
            holder = event.values.get("holder")
            if event.kind.startswith("task-") and isinstance(holder, int):
                found[event.token] = names.get(holder, "")
    return found


def _work(opened: Opened, event: Event, takers: dict[int, str]) -> _Work:
    values, post = event.values, str(event.values.get("post"))
    office = opened.directory.by_code.get(str(values.get("office")))
    words = post_name(post)
    name = takers.get(event.token or 0)
    who = (
        Text(vi=f"{words.vi}: {name}", en=f"{words.en}: {name}")
        if name
        else (Text(vi=f"{words.vi} ({_NOBODY.vi})", en=f"{words.en} ({_NOBODY.en})"))
    )
    shown = Text(vi=office.name_vi, en=office.name_en) if office else _SYSTEM
    is_own = post == APPLICANT
    side = (
        Side(office=_APPLICANT, who=Text(vi=opened.case.applicant.name, en=""))
        if (is_own)
        else Side(office=shown, who=who)
    )
    return _Work(
        side=side,
        due=_due_of(event),
        step=element_name(opened.process, event.element or ""),
    )


def _due_of(event: Event) -> datetime | None:
    due = event.values.get("due")
    return datetime.fromisoformat(due) if isinstance(due, str) else None


def _giver(
    opened: Opened, entry: Entry, done: list[Event], works: dict[int, _Work]
) -> tuple[Side, str | None]:
    """Return who passes the work on with an entry, and whether they were in time."""
    work = next((works[one.token] for one in done if one.token in works), None)
    if work is not None:
        return work.side, _verdict(work.due, entry.at)
    if entry.by is not None:
        name = opened.log.names.get(entry.by, "")
        own = opened.directory.by_id[opened.case.office_id]
        office = Text(vi=own.name_vi, en=own.name_en)
        return Side(office=office, who=Text(vi=name, en=name)), None
    if entry.kind == "start":
        applicant = opened.case.applicant.name
        return Side(office=_APPLICANT, who=Text(vi=applicant, en=applicant)), None
    return Side(office=_SYSTEM, who=Text(vi="", en="")), None


def _verdict(due: datetime | None, done_at: datetime) -> str | None:
    """Return early, on time or late: on time is the last day itself."""
    if due is None:
        return None
    if done_at > due:
        return LATE
    same_day = done_at.astimezone(ZONE).date() == due.astimezone(ZONE).date()
    return IN_TIME if same_day else EARLY


def _line(one: HandOver) -> list[Json]:
    """Return a row of the printed slip."""
    verdict = VERDICTS[one.verdict].vi if one.verdict else ""
    sides = f"1. Giao: {one.giver.office.vi}\n2. Nhận: {one.receiver.office.vi}"
    people = f"Người giao: {one.giver.who.vi}\nNgười nhận: {one.receiver.who.vi}"
    return [sides, moment_text(one.at), verdict, f"{one.step.vi}\n{people}"]
