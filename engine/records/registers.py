"""The register of offices and people: what was changed, by whom, and what a closing moves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from engine.records.people import Office, Person
from engine.records.values import Json


@dataclass(frozen=True, kw_only=True)
class RegisterChange:
    """Somebody changed an office or a person.

    act      office-added, office-renamed, office-closing, office-closed, office-began,
             person-added, posts-changed, person-disabled, person-enabled, code-given,
             password-chosen
    changed  what it is now
    """

    at: datetime
    act: str
    by: int | None
    by_name: str
    office_id: int | None
    person_id: int | None
    about: str
    reason: str
    changed: Mapping[str, Json]


@dataclass(frozen=True, kw_only=True)
class Closing:
    """An office is closed from a day; its successor takes its work over.

    basis  the decision: number, date, who made it
    """

    office_id: int
    successor_id: int | None
    on: date
    basis: str


@dataclass(frozen=True, kw_only=True)
class Moving:
    """What goes over to a successor: how many of each."""

    tasks: int
    cases: int
    receptions: int
    people: tuple[str, ...]
    below: tuple[Office, ...]

    @property
    def is_nothing(self) -> bool:
        """Tell whether there is no work that somebody would have to take over."""
        return not (self.tasks or self.cases or self.people or self.below)


@dataclass(frozen=True, kw_only=True)
class KnownPersonRow:
    """Somebody who can sign in, or could."""

    person: Person
    disabled_at: datetime | None
    waits_for_code: bool
