"""What a scenario expects, compared with what came."""

from collections.abc import Iterable
from datetime import date, datetime, tzinfo

from engine.errors import Words
from engine.records.outcomes import CANCELLED, FINISHED, Standing
from engine.records.scenarios import Expected, Move
from engine.runtime.codec import read
from engine.runtime.ledger import Ledger
from engine.runtime.peek import peek
from engine.scenarios.trial import Trial


def check_day(expected: date | None, due: datetime | None, tz: tzinfo) -> list[Words]:
    """Return a fault when a day was expected and `due` is on another, by local time."""
    found = due.astimezone(tz).date() if due else None
    return [] if expected is None else _same("hạn", "due", expected, found)


def check_clock(move: Move, trial: Trial) -> list[Words]:
    """Return what of the legal clock is not as a move expects it."""
    standing, tz = trial.standing, trial.calendar.tz
    faults = check_day(move.case_due, standing.due_at if standing else None, tz)
    if move.legal_due is not None:
        limit = Ledger.from_json(read(trial.state)["c"]).limit_at if trial.state else None
        found = limit.astimezone(tz).date() if limit else None
        faults += _same("hạn theo luật", "legal due", move.legal_due, found)
    if move.clock is not None:
        faults += _same("đồng hồ", "clock", move.clock, _clock(standing))
    return faults


def check_letters(expected: Iterable[str] | None, found: Iterable[str]) -> list[Words]:
    """Return a fault where other letters were written than expected."""
    if expected is None:
        return []
    return _same("văn bản", "letters", _listed(expected), _listed(found))


def check_refused(expected: str | None, code: str | None) -> list[Words]:
    """Return a fault where a move that is to be refused was made, or is refused otherwise."""
    return _same("bị từ chối", "refused", expected, code)


def check_end(expected: Expected, trial: Trial) -> list[Words]:
    """Return what at the end is not as expected."""
    standing = trial.standing
    if standing is None:
        return [Words(vi="hồ sơ chưa được mở", en="the case was not opened")]
    faults = _check_ending(expected, standing, trial)
    if expected.status is not None:
        faults += _same("trạng thái", "status", expected.status, standing.portal_status)
    faults += check_day(expected.due, standing.due_at, trial.calendar.tz)
    faults += _check_path(expected, trial.path)
    names = peek(trial.state).names if trial.state and expected.names else {}
    for key, value in expected.names.items():
        faults += _same(key, key, value, names.get(key))
    return faults + check_letters(expected.letters, (one.name for one in trial.letters))


def _clock(standing: Standing | None) -> str:
    if standing is None or standing.due_at is None:
        return "off"
    if standing.ready:
        return "ready"
    return "paused" if standing.paused else "running"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "–"


def _check_ending(expected: Expected, standing: Standing, trial: Trial) -> list[Words]:
    ending = standing.ending if standing.status in (FINISHED, CANCELLED) else None
    faults = _same("kết thúc", "ending", expected.ending, ending)
    if faults and ending is None:
        waiting = ", ".join(sorted(task.element for task in trial.tasks.values())) or "–"
        faults.append(
            Words(
                vi=f"hồ sơ chưa kết thúc, đang chờ: {waiting}",
                en=f"the case has not ended, it waits for: {waiting}",
            )
        )
    return faults


def _check_path(expected: Expected, path: Iterable[str]) -> list[Words]:
    reached = list(path)
    rest = iter(reached)
    faults = [
        Words(
            vi=f"không tới “{element}” theo thứ tự; đã đi: {' → '.join(reached)}",
            en=f"“{element}” was not reached in order; the way was: {' → '.join(reached)}",
        )
        for element in expected.path
        if element not in rest
    ][:1]
    return faults + [
        Words(vi=f"đã đi qua “{element}”", en=f"“{element}” was reached")
        for element in expected.avoid
        if element in reached
    ]


def _same(vi: str, en: str, expected: object, found: object) -> list[Words]:
    if expected == found:
        return []
    return [Words(vi=f"{vi}: {found}, không phải {expected}", en=f"{en}: {found}, not {expected}")]
