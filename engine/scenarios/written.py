"""A letter that a case in memory has written: named, with what it would say; nothing is printed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from engine.records.values import Json


@dataclass(frozen=True, kw_only=True)
class Written:
    """A letter as it was asked for.

    seq      number of the command that wrote it
    name     as the attribute `letter` says it: "tra-loi-tu-choi", "standard:02"
    office   code of the office that writes it; None for the office of the case
    element  the step that writes it; None for one that a decision asks for
    names    case data where it is written
    more     what whoever asks for it brings, by the names of standard forms without "form."
    due_at   day promised then
    by       invented person who writes it
    """

    seq: int
    name: str
    at: datetime
    names: Mapping[str, Json] = field(repr=False)
    office: str | None = None
    element: str | None = None
    more: Mapping[str, Json] = field(default_factory=dict)
    due_at: datetime | None = None
    by: int | None = None
