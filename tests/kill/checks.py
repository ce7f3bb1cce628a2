"""What must be true after the storm, each with what was found against it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import func, select

from engine.actions.verify_cases import verify_cases
from engine.context import Context
from engine.records.cases import Case
from engine.records.outcomes import FINISHED
from engine.store.cases import find_case_by_code
from engine.store.log import read_log
from engine.store.tables import case, incident, job, log, subscription, task, timer
from tests.kill.clients import Told

ROWS = (task, timer, subscription, job, incident)
WANTED = Counter(
    {"start": 1, "settle-job": 1, "fire-timer": 1, "deliver-message": 1, "complete": 1}
)


def check(context: Context, told: Sequence[Told]) -> Mapping[str, list[str]]:
    """Return the violations of each promise; none of them should have any."""
    codes = [code for one in told for code in one.codes]
    found = [_case(context, code) for code in codes]
    cases = [one for one in found if one is not None]
    return {
        "every acknowledged command is in the log exactly once": [
            *(key for one in told for key in one.keys if _times(context, key) != 1),
            *(code for code, one in zip(codes, found, strict=True) if one is None),
        ],
        "nobody was refused what was asked again": [
            f"{kind} × {times}"
            for one in told
            for kind, times in one.tries.items()
            if kind.startswith("refused")
        ],
        "every chain verifies": [
            str(one.what) for verdict in verify_cases(context) for one in verdict.discrepancies
        ],
        "every timer, job and message happened exactly once": list(_uneven(context, cases)),
        "every case could go on to its end": [
            one.code for one in cases if one.standing.status != FINISHED
        ],
        "no case was opened that nobody knows of": _unknown(context, codes),
        "no row is left over": list(_left_over(context)),
    }


def _case(context: Context, code: str) -> Case | None:
    with context.database.read() as db:
        return find_case_by_code(db, code)


def _times(context: Context, key: str) -> int:
    with context.database.read() as db:
        count = select(func.count()).select_from(log).where(log.c.request_key == key)
        return int(db.execute(count).scalar_one())


def _uneven(context: Context, cases: Sequence[Case]) -> Iterator[str]:
    for one in cases:
        with context.database.read() as db:
            entries = read_log(db, one.case_id)
        kinds = Counter(entry.kind for entry in entries if entry.kind != "note")
        # What is told of its term, each thing once: how much depends on the hour of the day.
        told = Counter(entry.events[0].kind for entry in entries if entry.kind == "note")
        if kinds != WANTED or any(times > 1 for times in told.values()):
            yield f"{one.code}: {dict(kinds)} {dict(told)}"


def _unknown(context: Context, codes: Sequence[str]) -> list[str]:
    """Return the cases beyond those told; a client insists, so it is told of each in the end."""
    with context.database.read() as db:
        return sorted(set(db.execute(select(case.c.code)).scalars()) - set(codes))


def _left_over(context: Context) -> Iterator[str]:
    with context.database.read() as db:
        for table in ROWS:
            count = db.execute(select(func.count()).select_from(table)).scalar_one()
            if count:
                yield f"{table.name}: {count}"
