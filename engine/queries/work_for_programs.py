"""Work that a program has taken, with the procedure it belongs to."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.context import Context
from engine.records.clients import Work


@dataclass(frozen=True, kw_only=True)
class WorkLine:
    """A piece of work and the version of its case."""

    work: Work
    procedure_key: str
    version_number: int


def tell_work(context: Context, taken: Sequence[Work]) -> tuple[WorkLine, ...]:
    """Return the work with its procedures; versions in use cost no statement."""
    if not taken:
        return ()
    with context.database.read() as db:
        versions = {
            one.version_id: context.versions.get(db, one.version_id).version for one in taken
        }
    return tuple(
        WorkLine(
            work=one,
            procedure_key=versions[one.version_id].procedure_key,
            version_number=versions[one.version_id].number,
        )
        for one in taken
    )
