"""A DMN file as plain parts, and the faults found in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from engine.decisions import rules
from engine.decisions.cells import Condition, compile_condition
from engine.decisions.languages import Language, compile_result, find_language
from engine.expressions.expression import Expression
from engine.faults import ExpressionError
from engine.records.findings import Finding
from engine.records.findings import Rule as Check


@dataclass(frozen=True, kw_only=True)
class Part:
    """An element of a DMN file.

    tag    local name; empty for elements of other namespaces
    text   its own text, trimmed
    line   1-based
    """

    tag: str
    attributes: Mapping[str, str]
    text: str
    line: int
    parts: tuple["Part", ...]

    @property
    def part_id(self) -> str:
        """Its id, or nothing."""
        return self.attributes.get("id", "")

    @property
    def written(self) -> str:
        """What is written in a cell: in its <text>, or in a rule's <description>."""
        found = self.all("text") or self.all("description")
        return found[0].text if found else ""

    def all(self, tag: str) -> list["Part"]:
        """Return the children of this name."""
        return [one for one in self.parts if one.tag == tag]

    def first(self, tag: str) -> "Part | None":
        """Return the first child of this name."""
        return next((one for one in self.parts if one.tag == tag), None)

    def below(self) -> Iterator["Part"]:
        """Yield it and everything in it."""
        yield self
        for one in self.parts:
            yield from one.below()


@dataclass(kw_only=True)
class Sheet:
    """The faults found so far in one file.

    language   what the file says of all its cells, before each may say otherwise
    """

    file: str
    language: Language = ""
    found: list[Finding] = field(default_factory=list)
    _cells: dict[tuple[str, Language], Condition] = field(default_factory=dict)

    def note(self, rule: Check, part: Part, **values: object) -> None:
        """Note a fault at a part."""
        self.found.append(rule.at(self.file, part.part_id or None, part.line or None, **values))

    def language_of(self, part: Part) -> Language:
        """Return the language of a cell; note one that is not read."""
        written = part.attributes.get("expressionLanguage", "")
        if not written:
            return self.language
        language = find_language(written)
        if language is None:
            self.note(rules.LANGUAGE, part, language=written[:60])
        return language or ""

    def expression(self, part: Part, text: str) -> Expression | None:
        """Return the expression of a cell; None for an empty one, or a faulty one noted."""
        language = self.language_of(part)
        try:
            return compile_result(text, language) if text else None
        except ExpressionError as error:
            self.note(rules.CELL, part, text=text[:60], reason=error.values["reason"])
            return None

    def condition(self, part: Part) -> Condition:
        """Return the condition of a cell; one that is always met for a faulty one noted."""
        key = part.written, self.language_of(part)
        try:
            # Long tables say the same thing in many rows.
            if key not in self._cells:
                self._cells[key] = compile_condition(*key)
            return replace(self._cells[key], cell_id=part.part_id)
        except ExpressionError as error:
            self.note(rules.CELL, part, text=part.written[:60], reason=error.values["reason"])
            return compile_condition("-")
