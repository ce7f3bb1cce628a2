"""Work and timers as a worker takes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.records.values import Json

# How often work is tried that fails for the moment.
MOST_ATTEMPTS = 6


@dataclass(frozen=True, kw_only=True)
class Job:
    """A job that a worker has taken.

    kind     name of the connector
    settles  the case waits for its result
    attempt  1 at the first try
    fence    number of this lease; with an older number nothing can be written
    """

    job_id: int
    case_id: int
    token: int
    element: str
    kind: str
    inputs: Mapping[str, Json]
    settles: bool
    attempt: int
    fence: int


@dataclass(frozen=True, kw_only=True)
class DueTimer:
    """A timer whose instant has come, as a worker has taken it; `fence` as in Job."""

    case_id: int
    token: int
    element: str
    due_at: datetime
    fence: int
