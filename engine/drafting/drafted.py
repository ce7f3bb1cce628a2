"""A letter of a case as it is drafted: template, names and values together."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from engine.drafting.facts import Scene, facts_of
from engine.drafting.standing import NAME, STANDING, printed
from engine.drafting.templates import Chosen, names_for
from engine.errors import Words
from engine.faults import LetterStopped
from engine.letters.complaints import told
from engine.letters.letter import LINES_BEFORE, Filling, find_missing, show_letter
from engine.procedures.procedure import Procedure
from engine.records.letters import Letter, LetterName
from engine.records.values import Json

_FIGURES: Final = re.compile(r"[0-9]{1,9}")
_ONE_FIGURE: Final = re.compile(r"[1-9]/")


@dataclass(frozen=True, kw_only=True)
class Drafted:
    """What is needed to set a letter.

    symbol   what follows its number, "" for one without a number
    author   name of the office that issues it
    """

    chosen: Chosen
    names: tuple[LetterName, ...]
    facts: Mapping[str, Json]
    symbol: str
    author: str

    def kept(self) -> dict[str, Json]:
        """Return the values that the template shows, and no others: these are stored."""
        shown = {one.name for one in self.chosen.template.shown}
        shown |= set(STANDING) if NAME in shown else set()
        return {key: one for key, one in self.facts.items() if key in shown}

    @property
    def typed_number(self) -> str:
        """The number that somebody has typed in at a step; "" where the register gives one."""
        typed = str(self.facts.get(self.chosen.template.number) or "").strip()
        return completed_number(typed, self.symbol)

    def filling(self, value: int | None, today: str, address: str = "", mark: str = "") -> Filling:
        """Return what the letter is filled with.

        value     its number; None where it has none yet
        today     ISO date
        address   where it can be checked
        mark      written across the pages of one that is not real
        """
        number = self.typed_number or written_number(value, self.symbol)
        last: dict[str, Json] = {"today": today, "letter.number": number}
        if self.chosen.template.number and self.symbol:
            last[self.chosen.template.number] = number
        return Filling(
            names=self.names,
            values={**self.facts, **last},
            title=self.chosen.title.vi,
            author=self.author,
            address=address,
            mark=mark,
            standing=printed(self.facts),
        )

    def missing(self, today: str) -> tuple[LetterName, ...]:
        """Return what the letter lacks."""
        return find_missing(self.chosen.template, self.filling(1, today))


def written_number(value: int | None, symbol: str) -> str | None:
    """Return 05/PBS-UBND; …/PBS-UBND where the number is not given yet; None without a symbol.

    Source   NĐ 30/2020/NĐ-CP, annex I: a number below 10 gets a zero before
    """
    if not symbol:
        return None
    return f"{'…' if value is None else f'{value:02}'}/{symbol}"


def completed_number(typed: str, symbol: str) -> str:
    """Return 05/TB-UBND for a typed 5 or 05; a number with its symbol stays, but for the zero."""
    if symbol and _FIGURES.fullmatch(typed) and int(typed):
        return f"{int(typed):02}/{symbol}"
    return f"0{typed}" if _ONE_FIGURE.match(typed) else typed


def draft_letter(scene: Scene, chosen: Chosen) -> Drafted:
    """Return a letter as it is drafted from what its case knows now."""
    naming = scene.naming
    return Drafted(
        chosen=chosen,
        names=names_for(scene.procedure, chosen),
        facts=facts_of(scene),
        symbol=chosen.symbol.format(desk=naming.desk, office=naming.short),
        author=scene.office.name_vi,
    )


def redraft_letter(procedure: Procedure, chosen: Chosen, letter: Letter, author: str) -> Drafted:
    """Return a letter as it was drafted when it was asked for."""
    return Drafted(
        chosen=chosen,
        names=names_for(procedure, chosen),
        facts=letter.facts,
        symbol=letter.symbol,
        author=author,
    )


def show_pages(
    draft: Drafted, today: str, mark: str = ""
) -> tuple[tuple[bytes, ...], Words | None]:
    """Return a letter without a number as pictures (PNG), or why there are none.

    today   ISO date
    mark    written across the pages
    """
    template = draft.chosen.template
    try:
        printed = show_letter(template, draft.filling(None, today, mark=mark))
    except LetterStopped as error:
        return (), Words(vi=error.text("vi"), en=error.text("en"))
    if printed.fault is None:
        return printed.parts, None
    finding = told(printed.fault, template.file, LINES_BEFORE)
    return (), Words(vi=finding.vi, en=finding.en)
