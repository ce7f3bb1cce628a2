"""What every page tells of the history of a case: its last steps, and where it stands."""

from dataclasses import dataclass, field

from engine.procedures.procedure import Procedure
from engine.queries.history import MOST_TOLD, Station, Step, stations_of, told_briefly


@dataclass(frozen=True, kw_only=True)
class Told:
    """The procedure of a case and the steps it has taken."""

    procedure: Procedure = field(repr=False)
    steps: tuple[Step, ...]

    @property
    def brief(self) -> tuple[Step, ...]:
        """The last steps, the newest first."""
        return told_briefly(self.steps, MOST_TOLD)

    @property
    def stations(self) -> tuple[Station, ...]:
        """Where tokens stand now."""
        process = self.procedure.diagram.process
        return stations_of(process, self.steps[-1]) if self.steps else ()
