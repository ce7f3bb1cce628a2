"""The sets of standard forms (bpmn/letters), which of them holds on a day, how offices are named.

Source  Thông tư 03/2025/TT-VPCP; Thông tư 01/2018/TT-VPCP for dossiers received before
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from engine.letters.reader import Template, read_template
from engine.records.cards import Text

SHIPPED: Final = Path(__file__).parent.parent.parent / "bpmn" / "letters"
DEFAULT: Final = "default"


@dataclass(frozen=True, kw_only=True)
class StandardForm:
    """A form of one set.

    kind      number that diagrams and programs name it by, that of the newest set
    code      its number in its own set
    book      register in which its letters are numbered
    symbol    what follows the number, with {desk} and {office}
    signer    post of whoever signs it; "" for a view of the log
    answers   names of case data that fill a blank of the form, by its name without "form."
    """

    kind: str
    code: str
    edition: str
    title: Text
    book: str
    symbol: str
    signer: str
    answers: Mapping[str, Sequence[str]]
    template: Template = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Edition:
    """A set of forms, and from which day to which cases are received under it."""

    key: str
    source: str
    valid_from: date
    valid_to: date | None
    forms: Mapping[str, StandardForm]


@dataclass(frozen=True, kw_only=True)
class Naming:
    """How letters name offices of one kind; docs/reference/letters.md."""

    short: str
    desk: str
    desk_name: str
    authority: str
    title: str
    full: str = ""
    place: str = ""


@dataclass(frozen=True, kw_only=True)
class Editions:
    """All sets, the oldest first, and the names of offices by their kind."""

    editions: Sequence[Edition]
    namings: Mapping[str, Naming] = field(default_factory=dict)

    def find(self, kind: str, received_on: date) -> StandardForm | None:
        """Return the form for a case received on a day.

        A kind that its set does not have yet is taken from the first later set that has it.
        """
        for edition in self.editions:
            open_end = edition.valid_to is None or received_on <= edition.valid_to
            if open_end and kind in edition.forms:
                return edition.forms[kind]
        return None

    def get(self, edition: str, kind: str) -> StandardForm | None:
        """Return a form by the key of its set."""
        found = (one.forms.get(kind) for one in self.editions if one.key == edition)
        return next(found, None)

    def naming(self, office_kind: str) -> Naming:
        """Return how an office of a kind is named."""
        return self.namings.get(office_kind, self.namings[DEFAULT])


@cache
def shipped_editions() -> Editions:
    """Return the sets in bpmn/letters."""
    return read_editions(SHIPPED)


def read_editions(folder: Path) -> Editions:
    """Return the sets of a folder; raise ValueError or KeyError for one that cannot be read."""
    editions = [_edition(one.parent) for one in sorted(folder.glob("*/letters.toml"))]
    raw = _toml(folder / "offices.toml")
    namings = {kind: Naming(**{**raw[DEFAULT], **given}) for kind, given in raw.items()}
    return Editions(
        editions=tuple(sorted(editions, key=lambda one: one.valid_from)), namings=namings
    )


def _edition(folder: Path) -> Edition:
    raw = _toml(folder / "letters.toml")
    forms = [_form(folder, one) for one in raw["forms"]]
    return Edition(
        key=folder.name,
        source=raw["source"],
        valid_from=raw["valid_from"],
        valid_to=raw.get("valid_to"),
        forms={one.kind: one for one in forms},
    )


def _form(folder: Path, raw: Mapping[str, Any]) -> StandardForm:
    path = folder / f"{raw['code']}.typ"
    template = read_template(path.read_bytes(), f"letters/{folder.name}/{path.name}")
    if template.findings:
        raise ValueError(f"{path}: {template.findings[0].en}")
    return StandardForm(
        kind=raw["kind"],
        code=raw["code"],
        edition=folder.name,
        title=Text(**raw["title"]),
        book=raw["book"],
        symbol=raw["symbol"],
        signer=raw["signer"],
        answers=raw.get("answers", {}),
        template=template,
    )


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
