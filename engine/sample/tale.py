"""What a story of the sample is: one way a case can go."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Answers: TypeAlias = Mapping[str, object]
LookUp: TypeAlias = Literal["found", "nothing", "unreachable", "broken"]

FILING = "filing"


@dataclass(frozen=True, kw_only=True)
class Story:
    """One way a case can go.

    weight       how often it is told, against the others
    choices      element (or FILING) → answers that differ from the usual ones
    sometimes    element → probability, and answers that are then given instead
    quiet        element → probability that it is not answered
    look_up      what the marriage register says, or how it fails
    withdraws    the applicant withdraws after a day or two
    within_days  filed so many days before the end, so that it is open then; None: on any day
    office       code of the office that decides, where it is no commune
    """

    name: str
    procedure: str
    weight: int
    channels: tuple[str, ...] = ("direct", "online", "online")
    choices: Mapping[str, Answers] = field(default_factory=dict)
    sometimes: Mapping[str, tuple[float, Answers]] = field(default_factory=dict)
    quiet: Mapping[str, float] = field(default_factory=dict)
    look_up: LookUp = "found"
    withdraws: bool = False
    within_days: int | None = None
    office: str | None = None
