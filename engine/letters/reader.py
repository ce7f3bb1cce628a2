"""A template as text → the names it shows, and what templates may not do."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from engine.letters import rules
from engine.records.findings import Finding

MOST_LETTERS: Final = 200_000
_COMMENT = re.compile(r'"(?:\\.|[^"\\\n])*"|/\*.*?(?:\*/|\Z)|(?<!:)//[^\n]*', re.DOTALL)
_SHOWN = re.compile(
    r"\b(?P<use>field|day|moment|money|words|lines|rows-of|given|value)\(\s*"
    r'(?:"(?P<name>[^"\n]*)"(?P<spare>\s*,\s*default\s*:)?|(?P<other>[^"\s)]))'
)
_ACCESS = re.compile(
    r"(?P<what>(?<![\w.-])(?:import|include)\s*[\"(]|"
    r"(?<![\w-])(?:read|image|plugin|eval|bibliography|csv|json|toml|yaml|xml|cbor)\s*\()"
)
_SYMBOL = re.compile(r'\bsymbol\s*:\s*"([^"\n]{1,20})"')
_NUMBER = re.compile(
    r'\bnumber\s*:\s*field\(\s*"(?P<name>[^"\n]+)"'
    r'(?:\s*,\s*default\s*:\s*"…/(?P<symbol>[^"\n]{1,20})")?'
)
# Whoever heads an office signs what ends as Decree 30/2020/NĐ-CP has it, unless it says otherwise.
ENDING, SIGNATORY = "#ending(", "leader"
_SIGNER = re.compile(r'\bsigner\s*:\s*"([a-z-]{1,20})"')
_HEADING = re.compile(
    r'\bheading-of\(\s*"(?P<vi>[^"\n]{1,200})"(?:\s*,\s*en\s*:\s*"(?P<en>[^"\n]{1,200})")?'
)
_ABOUT = re.compile(r"\babout\s*:\s*\[(?P<about>[^\[\]#\n]{1,200})\]")
# What the head of a standard form shows by itself.
_HEAD = re.compile(r"(?<![\w-])form-head\s*\(")
_IN_HEAD: Final = ("desk.parent", "desk.name", "letter.number", "office.place", "today")
_SPARE: Final = ("desk.parent", "letter.number")


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A place where a template shows or asks for a name.

    use       field, day, moment, money, words, lines, rows-of, given or value
    is_spare  it says itself what to write where there is no value
    """

    name: str
    use: str
    line: int
    is_spare: bool = False


@dataclass(frozen=True, kw_only=True)
class Template:
    """A template as it was read.

    findings   what keeps it from being set
    symbol     what stands in its number after the figure, such as TB; the office follows
    own_symbol the same where it stands whole in the template, such as TB-UBND
    number     name of the answer that holds its number; where that is empty, a register gives one
    signer     post of whoever signs it; "" where it has no place for a signatory
    heading    kind of document that it says it is, in Vietnamese and English
    """

    file: str
    text: str
    symbol: str = ""
    own_symbol: str = ""
    number: str = ""
    signer: str = ""
    heading: tuple[str, str] | None = None
    shown: tuple[Shown, ...] = ()
    findings: tuple[Finding, ...] = ()

    def needed(self) -> frozenset[str]:
        """Return the names that must have a value: those the template does not ask about first."""
        asked = {one.name for one in self.shown if one.use == "given"}
        shown = {one.name for one in self.shown if not one.is_spare}
        return frozenset(shown - asked)


def read_template(source: bytes, file: str) -> Template:
    """Return the template of a file."""
    try:
        text = source.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = source[: error.start].count(b"\n") + 1
        return Template(file=file, text="", findings=(rules.UNREADABLE.at(file, line=line),))
    if len(text) > MOST_LETTERS:
        return Template(file=file, text="", findings=(rules.TOO_LONG.at(file),))
    code = _COMMENT.sub(_blanked, text)
    findings = [*_find_access(code, file), *_find_nameless(code, file)]
    shown = tuple(_find_shown(code))
    number = _NUMBER.search(code)
    return Template(
        file=file,
        text=text,
        symbol=_first(_SYMBOL, code),
        number=number["name"] if number else "",
        own_symbol=number["symbol"] or "" if number else "",
        signer=_first(_SIGNER, code) or (SIGNATORY if ENDING in code else ""),
        heading=_heading(code),
        shown=shown,
        findings=tuple(findings),
    )


def _heading(code: str) -> tuple[str, str] | None:
    """Return what a document calls itself; an official letter is named by what it is about."""
    found = _HEADING.search(code)
    if found is not None:
        return found["vi"], found["en"] or found["vi"]
    about = _ABOUT.search(code)
    if about is None:
        return None
    text = about["about"].strip()
    return f"Công văn về việc {text}", f"Official letter: {text}"


def _first(pattern: re.Pattern[str], code: str) -> str:
    found = pattern.search(code)
    return found[1] if found else ""


def _blanked(found: re.Match[str]) -> str:
    """Return what stands for a comment: only its line ends; a text in quotes stays."""
    text = found.group()
    return text if text.startswith('"') else "\n" * text.count("\n")


def _find_shown(code: str) -> Iterator[Shown]:
    for found in _SHOWN.finditer(code):
        if found["name"] is not None:
            yield Shown(
                name=found["name"],
                use=found["use"],
                line=_line(code, found.start()),
                is_spare=found["spare"] is not None,
            )
    for found in _SYMBOL.finditer(code):
        line = _line(code, found.start())
        yield Shown(name="letter.number", use="field", line=line, is_spare=True)
    for found in _HEAD.finditer(code):
        for name in _IN_HEAD:
            line = _line(code, found.start())
            yield Shown(name=name, use="field", line=line, is_spare=name in _SPARE)


def _find_access(code: str, file: str) -> Iterator[Finding]:
    for found in _ACCESS.finditer(code):
        what = found["what"].rstrip('("@ ').strip()
        yield rules.ACCESS.at(file, None, _line(code, found.start()), what=what)


def _find_nameless(code: str, file: str) -> Iterator[Finding]:
    for found in _SHOWN.finditer(code):
        if found["name"] is None:
            yield rules.NAMELESS.at(file, None, _line(code, found.start()), use=found["use"])


def _line(code: str, place: int) -> int:
    return code.count("\n", 0, place) + 1
