"""The letters of a draft: what each can show, and how it looks with the values of a scenario."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from engine.context import Context
from engine.errors import NotFound, Words
from engine.faults import LetterStopped
from engine.letters import rules
from engine.letters.complaints import told
from engine.letters.letter import LINES_BEFORE, Filling, find_missing, make_letter, show_letter
from engine.letters.reader import read_template
from engine.lint.letter_names import FIXED, letter_names
from engine.lint.rules.letters import check_template
from engine.procedures.check import subject_of
from engine.procedures.parts import Parts, read_parts
from engine.queries.drafts import DraftPage, get_draft
from engine.queries.elements import node_name
from engine.queries.letter_values import values_for
from engine.records.cards import Text
from engine.records.findings import Finding
from engine.records.letters import LetterName, LetterView
from engine.records.people import Person
from engine.scenarios.reader import read_scenario

_WORD: Final = Words(en="letter", vi="mẫu văn bản")


@dataclass(frozen=True, kw_only=True)
class LetterLine:
    """A letter in the list: the steps that write it, and its faults."""

    name: str
    path: str
    steps: tuple[Text, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, kw_only=True)
class LetterList:
    """All letters of a draft."""

    page: DraftPage
    letters: tuple[LetterLine, ...]


@dataclass(frozen=True, kw_only=True)
class LetterPage:
    """A letter and all that its editor needs.

    groups     names it may show, by where they come from
    scenarios  whose values it can be looked at with: (name of the file, title)
    """

    page: DraftPage
    name: str
    path: str
    text: str
    steps: tuple[Text, ...]
    groups: Mapping[Text, tuple[LetterName, ...]]
    scenarios: tuple[tuple[str, Text], ...]


def list_draft_letters(context: Context, draft_id: int) -> LetterList:
    """Return the letters of a draft; raise NotFound."""
    page = get_draft(context, draft_id)
    parts = read_parts(page.files)
    names = {one.name: one for one in _names(page.files, parts)}
    return LetterList(
        page=page,
        letters=tuple(
            LetterLine(
                name=name,
                path=path,
                steps=_steps(parts, name),
                findings=tuple(check_template(read_template(page.files[path], path), names)),
            )
            for name, path in parts.letter_files.items()
        ),
    )


def get_draft_letter(context: Context, draft_id: int, name: str) -> LetterPage:
    """Return a letter of a draft; raise NotFound."""
    page = get_draft(context, draft_id)
    parts = read_parts(page.files)
    path = _path(parts, name)
    groups: dict[Text, tuple[LetterName, ...]] = {}
    for one in _names(page.files, parts):
        groups[one.group] = (*groups.get(one.group, ()), one)
    return LetterPage(
        page=page,
        name=name,
        path=path,
        text=page.files[path].decode(errors="replace"),
        steps=_steps(parts, name),
        groups=groups,
        scenarios=tuple(_scenarios(page.files)),
    )


def preview_draft_letter(
    context: Context, person: Person, draft_id: int, name: str, text: str, scenario: str
) -> LetterView:
    """Return how a letter would look with a text that is not saved yet; raise NotFound.

    scenario   whose values it is shown with; "" for none: everything is missing
    """
    page = get_draft(context, draft_id)
    parts = read_parts(page.files)
    template = read_template(text.encode(errors="replace"), _path(parts, name))
    filling = _filling(context, person, page, parts, scenario)
    names = {one.name: one for one in filling.names}
    findings = tuple(check_template(template, names))
    if any(one.severe for one in findings):
        return LetterView(pages=(), missing=(), findings=findings)
    try:
        printed = show_letter(template, filling)
    except LetterStopped as error:
        stopped = rules.STOPPED.at(template.file, reason=error.values["reason"])
        return LetterView(pages=(), missing=(), findings=(stopped,))
    if printed.fault:
        fault = told(printed.fault, template.file, LINES_BEFORE)
        return LetterView(pages=(), missing=(), findings=(*findings, fault))
    missing = find_missing(template, filling)
    return LetterView(pages=printed.parts, missing=missing, findings=findings)


def print_draft_letter(
    context: Context, person: Person, draft_id: int, name: str, scenario: str
) -> bytes:
    """Return a letter as PDF, with the values of a scenario.

    Raises   NotFound; LetterIncomplete naming what is missing; LetterRefused; LetterStopped
    """
    page = get_draft(context, draft_id)
    parts = read_parts(page.files)
    path = _path(parts, name)
    template = read_template(page.files[path], path)
    filling = _filling(context, person, page, parts, scenario)
    return make_letter(template, filling, context.clock.now())


def _filling(
    context: Context, person: Person, page: DraftPage, parts: Parts, scenario: str
) -> Filling:
    names = _names(page.files, parts)
    values = values_for(context, person, page, scenario) if scenario else {}
    return Filling(names=names, values=values, title=page.title.vi)


def _path(parts: Parts, name: str) -> str:
    if name not in parts.letter_files:
        raise NotFound(what=_WORD, key=name[:100])
    return parts.letter_files[name]


def _names(files: Mapping[str, bytes], parts: Parts) -> tuple[LetterName, ...]:
    subject = subject_of(files, parts)
    return letter_names(subject) if subject else FIXED


def _steps(parts: Parts, name: str) -> tuple[Text, ...]:
    nodes = parts.diagram.process.all_nodes() if parts.diagram else ()
    return tuple(node_name(one) for one in nodes if one.attributes.get("letter") == name)


def _scenarios(files: Mapping[str, bytes]) -> Iterator[tuple[str, Text]]:
    for path in sorted(files):
        if path.startswith("scenarios/"):
            scenario, _findings = read_scenario(files[path], path)
            if scenario is not None:
                yield scenario.key, scenario.title
