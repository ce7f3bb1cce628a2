"""Letters: the names a template may show, and what came of setting one."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.records.cards import Text
from engine.records.findings import Finding


@dataclass(frozen=True, kw_only=True)
class LetterName:
    """A name that a template may show.

    name     as the template writes it: "ho_ten", "dossier.code"
    group    where it comes from: a form, the dossier, the office
    choices  what is written for a value that was chosen, by value
    kind     text, lines, number, day, moment, choice or list; any where nothing is known
    """

    name: str
    label: Text
    group: Text
    choices: Mapping[str, str] = field(default_factory=dict)
    kind: str = "any"

    @property
    def use(self) -> str:
        """The function that shows it best."""
        return {"lines": "lines", "list": "lines", "day": "day"}.get(self.kind, "field")


@dataclass(frozen=True, kw_only=True)
class LetterView:
    """A letter as the editor shows it.

    pages     PNG pictures; none where the template has a fault
    missing   names the template shows that have no value here
    """

    pages: tuple[bytes, ...]
    missing: tuple[LetterName, ...]
    findings: tuple[Finding, ...]
