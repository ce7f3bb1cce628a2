"""A case to be replayed: its steps on the diagram of its own version."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.context import Context
from engine.procedures.procedure import Procedure
from engine.queries.case_file import open_case
from engine.queries.facts import Named, meanings_of
from engine.queries.history import Station, Step, stations_of
from engine.records.cases import Case
from engine.records.people import Person
from engine.records.versions import Version


@dataclass(frozen=True, kw_only=True)
class Recording:
    """All that a replay shows; `meanings` explain the names of the case data."""

    case: Case
    version: Version
    procedure: Procedure = field(repr=False)
    steps: tuple[Step, ...]
    meanings: Mapping[str, Named] = field(repr=False)

    def stations(self, step: Step) -> tuple[Station, ...]:
        """Return where tokens stood after a step."""
        return stations_of(self.procedure.diagram.process, step)


def get_recording(context: Context, person: Person, code: str) -> Recording:
    """Return a case with its history; three statements. Raises NotFound."""
    with context.database.read() as db:
        opened = open_case(context, db, person, code)
    return Recording(
        case=opened.case,
        version=opened.ready.version,
        procedure=opened.procedure,
        steps=opened.history(),
        meanings=meanings_of(opened.procedure, opened.directory),
    )
