"""Checking the rows of a case against what its log gives when it is carried out again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from engine.errors import Words
from engine.records.commands import Start
from engine.records.outcomes import OpenTask, Outcome, Subscription, Timer
from engine.records.verdicts import Discrepancy
from engine.store.sweep import Rows


@dataclass(kw_only=True)
class Mirror:
    """The rows that a case should have, folded from the outcomes of its commands."""

    tasks: dict[int, OpenTask] = field(default_factory=dict)
    timers: dict[int, Timer] = field(default_factory=dict)
    awaited: dict[int, Subscription] = field(default_factory=dict)

    def follow(self, outcome: Outcome) -> None:
        """Take in one more outcome."""
        for token in outcome.closed:
            self.tasks.pop(token, None)
        for task in (*outcome.opened, *outcome.changed):
            self.tasks[task.token] = task
        for token in outcome.timers_gone:
            self.timers.pop(token, None)
        self.timers.update({timer.token: timer for timer in outcome.timers})
        for token in outcome.awaited_gone:
            self.awaited.pop(token, None)
        self.awaited.update({one.token: one for one in outcome.awaited})


def check_rows(
    rows: Rows, outcome: Outcome, mirror: Mirror, offices: Mapping[str, int]
) -> Iterator[Discrepancy]:
    """Yield every row that is not as the log gives it."""
    case = rows.case
    if case.state is not None and case.state != outcome.state:
        yield _say(rows, "the saved state", "trạng thái lưu")
    if case.standing != outcome.standing:
        yield _say(
            rows,
            "the case row (status, ending or deadline)",
            "dòng hồ sơ (trạng thái, kết thúc hoặc hạn)",
        )
    if not _applicant_fits(rows):
        yield _say(rows, "the applicant", "người nộp hồ sơ")
    found = {one.token: (one.element, one.post, one.office_id, one.holder_id) for one in rows.tasks}
    wanted = {
        one.token: (one.element, one.post, offices.get(one.office), one.holder)
        for one in mirror.tasks.values()
    }
    yield from _differences(rows, "task", "việc", found, wanted)
    due: dict[int, datetime] = {one.token: one.due_at for one in mirror.timers.values()}
    yield from _differences(rows, "timer", "hẹn giờ", rows.timers, due)
    messages = {one.token: (one.name, one.key) for one in mirror.awaited.values()}
    yield from _differences(rows, "awaited message", "thông điệp chờ", rows.awaited, messages)


def _applicant_fits(rows: Rows) -> bool:
    first = rows.entries[0].command
    if not isinstance(first, Start):
        return False
    stated: Any = first.dossier.get("applicant")
    applicant = rows.case.applicant
    return bool(
        stated
        == {
            "name": applicant.name,
            "phone": applicant.phone,
            "email": applicant.email,
            "number": applicant.number,
        }
    )


def _differences(
    rows: Rows, en: str, vi: str, found: Mapping[int, object], wanted: Mapping[int, object]
) -> Iterator[Discrepancy]:
    for token in sorted(found.keys() | wanted.keys()):
        if found.get(token) != wanted.get(token):
            yield _say(rows, f"the {en} with number {token}", f"{vi} số {token}")


def _say(rows: Rows, en: str, vi: str) -> Discrepancy:
    return Discrepancy(
        code=rows.case.code,
        what=Words(
            en=f"{en} is not what the log gives", vi=f"{vi} không khớp với kết quả từ nhật ký"
        ),
    )
