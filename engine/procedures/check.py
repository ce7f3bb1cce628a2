"""Everything that is wrong with a procedure folder, at once."""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath

from engine.calendars.supplementing import newest_rule
from engine.decisions.decision import names_read
from engine.diagrams.dangling import check_dangling
from engine.diagrams.model import Diagram
from engine.diagrams.schema import check_schema
from engine.diagrams.xml import parse_xml
from engine.lint.run import lint
from engine.lint.subject import Subject
from engine.procedures import rules
from engine.procedures.card import FILE as CARD_FILE
from engine.procedures.guide import FILE as GUIDE_FILE
from engine.procedures.guide_check import check_guide
from engine.procedures.parts import DIAGRAM_FILE, Parts, read_parts
from engine.procedures.reader import check_sizes, is_safe_path
from engine.procedures.supplements import supplement_rule
from engine.records.cards import Text
from engine.records.findings import Finding
from engine.records.offices import OFFICE_KINDS

MOST_FINDINGS = 1_000
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FOLDERS = frozenset(
    (("forms", ".form"), ("decisions", ".dmn"), ("scenarios", ".toml"), ("letters", ".typ"))
)
_FILES = frozenset((CARD_FILE, DIAGRAM_FILE, GUIDE_FILE, "README.md"))


def check_procedure(
    key: str,
    files: Mapping[str, bytes],
    office_kinds: Mapping[str, Text] = OFFICE_KINDS,
    known: Collection[str] | None = None,
) -> tuple[Finding, ...]:
    """Return all findings up to 1,000, sorted by file and line; severe ones refuse publishing.

    key            name of the folder
    files          content by path inside the folder
    office_kinds   the kinds of offices that may be named
    known          keys of the procedures there are; None where nobody knows
    """
    dangerous = [rules.FILE_PATH.at(path, path=path) for path in files if not is_safe_path(path)]
    dangerous += check_sizes({path: len(content) for path, content in files.items()})
    if dangerous:
        return tuple(dangerous)
    parts = read_parts(files)
    findings = [
        *_check_folder(key, files),
        *parts.findings,
        *_check_card(parts, office_kinds),
        *_lint(files, parts, office_kinds),
        *check_guide(key, parts, files.get(GUIDE_FILE, b"").decode("utf-8", "replace"), known),
    ]
    findings += _check_file(parts, findings)
    if len(findings) > MOST_FINDINGS:
        # What refuses publishing comes first; nobody reads a thousand sentences at once.
        findings = sorted(findings, key=lambda one: not one.severe)[:MOST_FINDINGS]
    return tuple(sorted(findings, key=lambda one: (one.file, one.line or 0, one.rule)))


def _check_folder(key: str, files: Mapping[str, bytes]) -> Iterator[Finding]:
    if not _KEY.fullmatch(key):
        yield rules.KEY.at("", key=key)
    for path in files:
        pure = PurePosixPath(path)
        if path not in _FILES and (str(pure.parent), pure.suffix) not in _FOLDERS:
            yield rules.FILE_UNKNOWN.at(path)
    if not any(path.startswith("scenarios/") for path in files):
        yield rules.SCENARIO_MISSING.at("scenarios")


def _check_card(parts: Parts, office_kinds: Mapping[str, Text]) -> Iterator[Finding]:
    card = parts.card
    if card is None:
        return
    if card.office_kind not in office_kinds:
        known = ", ".join(office_kinds)
        yield rules.CARD_OFFICE.at(CARD_FILE, "office_kind", office=card.office_kind, known=known)
    cutoff = parts.diagram.process.attributes.get("cutoff") if parts.diagram else card.cutoff
    if card.cutoff != cutoff:
        yield rules.CARD_CUTOFF.at(
            CARD_FILE, "cutoff", card=card.cutoff or "–", process=cutoff or "–"
        )


def _names_of_asked(parts: Parts, diagram: Diagram) -> dict[str, frozenset[str]]:
    """Return what each decision reads that a task asks, or that stands for its file."""
    process = diagram.process
    works = (*process.nodes.values(), *process.global_tasks.values())
    asked = {node.attributes.get("decision") for node in works}
    return {
        key: names_read(table)
        for key, table in parts.decisions.items()
        if key in asked or "#" not in key
    }


def _check_file(parts: Parts, findings: list[Finding]) -> list[Finding]:
    """Return what the file as such has wrong, but for lines of which more was said already."""
    if parts.diagram is None:
        return []
    told = {(one.file, one.line) for one in findings}
    file = parts.diagram.file
    root = parse_xml(parts.diagram.source, file)
    found = [*check_schema(root, file), *check_dangling(root, file)]
    return [one for one in found if (one.file, one.line) not in told]


def _lint(
    files: Mapping[str, bytes], parts: Parts, office_kinds: Mapping[str, Text]
) -> tuple[Finding, ...]:
    subject = subject_of(files, parts, office_kinds)
    return lint(subject) if subject else ()


def subject_of(
    files: Mapping[str, bytes], parts: Parts, office_kinds: Mapping[str, Text] = OFFICE_KINDS
) -> Subject | None:
    """Return what the rules look at; None where the diagram cannot be read."""
    if parts.diagram is None:
        return None
    # No step fills in the questions of the guide, and no case knows their answers.
    apart = {parts.guide.form} if parts.guide else set()
    return Subject(
        diagram=parts.diagram,
        forms={key: one for key, one in parts.forms.items() if key not in apart},
        form_files={key: one for key, one in parts.form_files.items() if key not in apart},
        decisions=_names_of_asked(parts, parts.diagram),
        tables=parts.decisions,
        decision_files=parts.decision_files,
        letters={name: files[path] for name, path in parts.letter_files.items()},
        letter_files=parts.letter_files,
        filing_form=parts.card.filing_form if parts.card else None,
        is_internal=bool(parts.card and parts.card.is_internal),
        supplement=supplement_rule(parts.card, newest_rule()),
        office_kinds=office_kinds,
    )
