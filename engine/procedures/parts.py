"""The readable parts of a folder, and everything that reading them found."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from engine.decisions.decision import Decision
from engine.decisions.reader import read_decisions
from engine.decisions.requirements import find_asked
from engine.diagrams.model import Diagram
from engine.diagrams.reader import read_diagram
from engine.forms import rules as form_rules
from engine.forms.listing import fill_lists
from engine.forms.reader import read_form
from engine.procedures import rules
from engine.procedures.card import FILE as CARD_FILE
from engine.procedures.card import read_card
from engine.procedures.guide import FILE as GUIDE_FILE
from engine.procedures.guide import read_guide
from engine.records.cards import Card
from engine.records.findings import Finding
from engine.records.forms import Form
from engine.records.guides import Guide

DIAGRAM_FILE = "process.bpmn"


@dataclass(frozen=True, kw_only=True)
class Parts:
    """What could be read; a part is missing here when its file is missing or unreadable.

    decisions      by "file#decision", and by "file" where that is clear
    form_files, decision_files, letter_files   paths by file name, of the unreadable ones too
    guide          None where the folder has none, too
    findings                                   of the reading, in no particular order
    """

    card: Card | None
    diagram: Diagram | None
    forms: Mapping[str, Form]
    decisions: Mapping[str, Decision]
    form_files: Mapping[str, str]
    decision_files: Mapping[str, str]
    letter_files: Mapping[str, str]
    guide: Guide | None
    findings: tuple[Finding, ...]

    def is_whole(self) -> bool:
        """Tell whether every part could be read."""
        return (
            self.card is not None
            and self.diagram is not None
            and self.forms.keys() == self.form_files.keys()
            and {key.partition("#")[0] for key in self.decisions} == self.decision_files.keys()
        )


def read_parts(files: Mapping[str, bytes]) -> Parts:
    """Return the parts of a folder, given by path."""
    findings: list[Finding] = []
    form_files = dict(_files_below(files, "forms", ".form"))
    decision_files = dict(_files_below(files, "decisions", ".dmn"))
    card = _read_card(files, findings)
    return Parts(
        card=card,
        diagram=_read_diagram(files, findings),
        forms=_read_forms(files, form_files, card, findings),
        decisions=_read_decisions(files, decision_files, findings),
        form_files=form_files,
        decision_files=decision_files,
        letter_files=dict(_files_below(files, "letters", ".typ")),
        guide=_read_guide(files, findings),
        findings=tuple(findings),
    )


def _files_below(files: Mapping[str, bytes], folder: str, ending: str) -> Iterator[tuple[str, str]]:
    """Yield (id, path) of the files directly in `folder` with this ending."""
    for path in sorted(files):
        pure = PurePosixPath(path)
        if str(pure.parent) == folder and pure.suffix == ending:
            yield pure.stem, path


def _read_card(files: Mapping[str, bytes], findings: list[Finding]) -> Card | None:
    if CARD_FILE not in files:
        findings.append(rules.FILE_MISSING.at(CARD_FILE, name=CARD_FILE))
        return None
    card, found = read_card(files[CARD_FILE])
    findings += found
    return card


def _read_guide(files: Mapping[str, bytes], findings: list[Finding]) -> Guide | None:
    if GUIDE_FILE not in files:
        return None
    guide, found = read_guide(files[GUIDE_FILE])
    findings += found
    return guide


def _read_diagram(files: Mapping[str, bytes], findings: list[Finding]) -> Diagram | None:
    if DIAGRAM_FILE not in files:
        findings.append(rules.FILE_MISSING.at(DIAGRAM_FILE, name=DIAGRAM_FILE))
        return None
    diagram, found = read_diagram(files[DIAGRAM_FILE], DIAGRAM_FILE)
    findings += found
    return diagram


def _read_forms(
    files: Mapping[str, bytes],
    paths: Mapping[str, str],
    card: Card | None,
    findings: list[Finding],
) -> dict[str, Form]:
    forms = {}
    for form_id, path in paths.items():
        form, found = read_form(files[path], path)
        findings += found
        if form is not None:
            forms[form_id] = form
    filled, empty = fill_lists(forms, card.papers if card else ())
    for form_id, field in empty:
        name, source = field.label_vi or field.key, field.source
        findings.append(form_rules.LIST.at(paths[form_id], field.key, name=name, source=source))
    return filled


def _read_decisions(
    files: Mapping[str, bytes], paths: Mapping[str, str], findings: list[Finding]
) -> dict[str, Decision]:
    decisions: dict[str, Decision] = {}
    for stem, path in paths.items():
        tables, found = read_decisions(files[path], path)
        findings += found
        asked = find_asked(tables, stem)
        if asked:
            decisions[stem] = asked
        decisions |= {f"{stem}#{key}": one for key, one in tables.items()}
    return decisions
