"""Checking the rows of a case against what its log gives when it is carried out again."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from engine.actions.mirror import Mirror
from engine.actions.replay import Rebuilt
from engine.actions.set_priority import LOWERED, RAISED
from engine.errors import Words
from engine.records.cases import Case, Task
from engine.records.commands import Start
from engine.records.outcomes import OpenTask
from engine.records.verdicts import Discrepancy
from engine.store.directory import Directory
from engine.store.sweep import Rows

Found = Mapping[Any, object]
STATE = Words(en="the saved state", vi="trạng thái lưu")
CASE_ROW = Words(
    en="the case row (status, ending or deadline)",
    vi="dòng hồ sơ (trạng thái, kết thúc hoặc hạn)",
)
PLACE = Words(
    en="the case row (office, version, day of opening or closing)",
    vi="dòng hồ sơ (cơ quan, phiên bản, ngày mở hoặc đóng)",
)
CALLER = Words(en="the case that called it", vi="hồ sơ đã gọi nó")
URGENT = Words(en="the mark of urgency", vi="dấu khẩn")
APPLICANT = Words(en="the applicant", vi="người nộp hồ sơ")
TASK = Words(en="the task with number {}", vi="việc số {}")
TIMER = Words(en="the timer with number {}", vi="hẹn giờ số {}")
AWAITED = Words(en="the awaited message with number {}", vi="thông điệp chờ số {}")
HEARING = Words(en="the awaited signal with number {}", vi="tín hiệu chờ số {}")
JOB = Words(en="the job with number {}", vi="việc nền số {}")
NOTICE = Words(en="the notice with number {}", vi="thông báo số {}")
INCIDENT = Words(en="the incident with number {}", vi="sự cố số {}")
PAPER = Words(en="the paper {}", vi="giấy tờ {}")


def check_rows(
    rows: Rows, last: Rebuilt, mirror: Mirror, directory: Directory
) -> Iterator[Discrepancy]:
    """Yield every row that is not as the log gives it.

    last   the last entry, carried out again
    """
    case, offices = rows.case, directory.ids
    if case.state is not None and case.state != last.outcome.state:
        yield _say(rows, STATE)
    if case.standing != last.outcome.standing:
        yield _say(rows, CASE_ROW)
    if {case.pressing, *(one.pressing for one in rows.tasks)} != {_is_pressing(rows)}:
        yield _say(rows, URGENT)
    yield from _check_first(rows, last, directory, mirror.closed_at)
    tasks = {one.token: _wanted_task(one, case, offices) for one in mirror.tasks.values()}
    yield from _differences(rows, TASK, {one.token: _task(one) for one in rows.tasks}, tasks)
    due = {one.token: one.due_at for one in mirror.timers.values()}
    yield from _differences(rows, TIMER, rows.timers, due)
    messages = {
        one.token: (one.name, one.key, one.audience, one.form) for one in mirror.awaited.values()
    }
    yield from _differences(rows, AWAITED, rows.awaited, messages)
    signals = {one.token: (one.element, one.name) for one in mirror.hearings.values()}
    yield from _differences(rows, HEARING, rows.hearings, signals)
    yield from _check_work(rows, mirror)
    yield from _differences(rows, PAPER, rows.documents, mirror.papers)


def _is_pressing(rows: Rows) -> bool:
    """Tell whether the log says that the case is urgent: the last mark counts."""
    marks = [
        event.kind == RAISED
        for entry in rows.entries
        for event in entry.events
        if event.kind in (RAISED, LOWERED)
    ]
    return bool(marks) and marks[-1]


def _check_first(
    rows: Rows, last: Rebuilt, directory: Directory, closed_at: datetime | None
) -> Iterator[Discrepancy]:
    """Check what was laid down when the case was opened, and when it was closed.

    A case that had ended before its office was closed stays with that office.
    """
    case, first = rows.case, rows.entries[0].command
    dossier: Mapping[str, Any] = first.dossier if isinstance(first, Start) else {}
    place = (
        directory.acting(case.office_id),
        case.version_id,
        case.opened_at.isoformat(),
        case.closed_at,
    )
    wanted = (
        directory.ids.get(dossier.get("office", "")),
        last.entry.version_id,
        dossier.get("received_at"),
        closed_at,
    )
    if place != wanted:
        yield _say(rows, PLACE)
    if [case.parent_case_id, case.parent_token] != dossier.get("called_from", [None, None]):
        yield _say(rows, CALLER)
    applicant = case.applicant
    stated = {
        "name": applicant.name,
        "phone": applicant.phone,
        "email": applicant.email,
        "number": applicant.number,
    }
    if dossier.get("applicant") != stated:
        yield _say(rows, APPLICANT)


def _check_work(rows: Rows, mirror: Mirror) -> Iterator[Discrepancy]:
    """Check jobs and incidents; a notice is gone once it was sent, and may only be missing."""
    settling = {token: job for token, job in rows.jobs.items() if job[0]}
    yield from _differences(rows, JOB, settling, mirror.jobs)
    for token in sorted(rows.jobs.keys() - settling.keys()):
        if rows.jobs[token] != mirror.notices.get(token):
            yield _say(rows, NOTICE, token)
    yield from _differences(rows, INCIDENT, rows.incidents, mirror.incidents)


def _task(one: Task) -> tuple[object, ...]:
    place = (one.element, one.post, one.office_id, one.form, one.label)
    people = (one.holder_id, one.forbidden, one.applicant_name)
    clock = (one.due_at, one.case_due_at, one.paused, one.ready)
    return (*place, *people, one.code, one.version_id, *clock)


def _wanted_task(one: OpenTask, case: Case, offices: Mapping[str, int]) -> tuple[object, ...]:
    place = (one.element, one.post, offices.get(one.office), one.form, one.label)
    people = (one.holder, one.forbidden, case.applicant.name)
    standing = case.standing
    return (
        *place,
        *people,
        case.code,
        case.version_id,
        one.due_at,
        standing.due_at,
        standing.paused,
        standing.ready,
    )


def _differences(rows: Rows, what: Words, found: Found, wanted: Found) -> Iterator[Discrepancy]:
    for key in sorted(found.keys() | wanted.keys()):
        if found.get(key) != wanted.get(key):
            yield _say(rows, what, key)


def _say(rows: Rows, what: Words, key: object = "") -> Discrepancy:
    shown = key[0] if isinstance(key, tuple) else key
    return Discrepancy(
        code=rows.case.code,
        what=Words(
            en=f"{what.en.format(shown)} is not what the log gives",
            vi=f"{what.vi.format(shown)} không khớp với kết quả từ nhật ký",
        ),
    )
