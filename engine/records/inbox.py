"""The inbox: what is asked for, and what is found."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from engine.records.cases import Task

Scope: TypeAlias = Literal["mine", "office", "all"]
Only: TypeAlias = Literal["late", "today", "paused"]


@dataclass(frozen=True, kw_only=True)
class InboxFilter:
    """Which tasks a person wants to see.

    scope      "mine": those I hold; "office": those of my posts that nobody holds; "all": all of my
               posts, whoever holds them, and those I hold elsewhere
    only       "late": past their deadline; "today": due before the day ends; "paused": whose
               legal clock stands still (they are never late and never due today)
    procedure  key of a procedure
    text       part of the applicant's name or the dossier code, with or without diacritics
    """

    scope: Scope = "all"
    only: Only | None = None
    procedure: str | None = None
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class Horizon:
    """What "late" and "today" are measured by: now, and the end of the local day, in UTC."""

    now: datetime
    day_ends_at: datetime


@dataclass(frozen=True, kw_only=True)
class InboxPage:
    """One page of the list, the most urgent first; `number` begins at 1."""

    tasks: tuple[Task, ...]
    number: int
    size: int
    has_more: bool


@dataclass(frozen=True, kw_only=True)
class InboxCounts:
    """How many tasks each scope and each filter over "all" would show."""

    mine: int = 0
    office: int = 0
    all: int = 0
    late: int = 0
    today: int = 0
    paused: int = 0
