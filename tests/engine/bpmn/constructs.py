"""Which BPMN constructs are proven to work, or to be refused, and by which test.

docs/reference/bpmn.md is written from these marks: python -m tests.engine.bpmn.page
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

Test = TypeVar("Test", bound=Callable[..., None])
GROUPS = (
    "Sequence flows",
    "Gateways",
    "Events: start and event subprocess",
    "Events: intermediate",
    "Events: boundary",
    "Events: end",
    "Compensation and transactions",
    "Activities",
    "Loops and multi-instance",
    "Subprocesses and calls",
    "Data",
    "Pools and messages",
    "Scale",
)


@dataclass(frozen=True, kw_only=True)
class Construct:
    """One line of the page.

    group     one of GROUPS
    name      what BPMN calls it, with what is special about it
    refused   the rule that refuses it; None when it works
    test      module and name of the test
    """

    group: str
    name: str
    refused: str | None
    test: str


def construct(group: str, name: str, refused: str | None = None) -> Callable[[Test], Test]:
    """Mark a test as the proof that a construct works, or is refused by a rule."""
    if group not in GROUPS:
        raise ValueError(group)

    def mark(test: Test) -> Test:
        known: list[Construct] = getattr(test, "constructs", [])
        at = f"{test.__module__}.{test.__qualname__}"
        test.constructs = [*known, Construct(group=group, name=name, refused=refused, test=at)]  # type: ignore[attr-defined]  # read by the page
        return test

    return mark
