"""Going back in a case: to which completed tasks, what stands in the way, what follows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from engine.errors import Words
from engine.records.values import Answers, Json


@dataclass(frozen=True, kw_only=True)
class Step:
    """A completed task: which, by whom, when."""

    token: int
    element: str
    by: int | None
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Target:
    """A completed task to which a case might go back.

    obstacle   why it cannot; None if it can
    warnings   what has gone out since and does not come back; it must be confirmed
    vanishing  tokens of the open tasks that are taken away, the one that is sent back too
    undone     what others, or the same person, completed since and must be done anew
    kept       elements at which finished work of other branches waits again
    written    case data written since, which stays
    answers    given when the task was completed; they come back as a draft
    """

    step: Step
    seq: int
    answers: Answers = field(repr=False)
    obstacle: Words | None = None
    warnings: tuple[Words, ...] = ()
    vanishing: tuple[int, ...] = ()
    undone: tuple[Step, ...] = ()
    kept: tuple[str, ...] = ()
    written: Mapping[str, Json] = field(default_factory=dict)
