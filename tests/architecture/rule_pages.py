"""Write docs/rules/ and docs/reference/rules.md anew: python -m tests.architecture.rule_pages.

What comes of the rules and their diagrams is written; "Why" is kept, and of rules without diagrams
"Wrong" and "Right" too.
"""

import difflib
import importlib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from engine.records.findings import Rule
from tests.architecture.sources import ROOT
from tests.engine.lint.drawn import DRAWN, PAGES, findings_of, rules_by_name, rules_by_place

INDEX = ROOT / "docs" / "reference" / "rules.md"
HEAD = """# Rules for procedures

`check` reads a procedure folder and tells **all** that is wrong at once, each with file, element
and line. Severe findings refuse publishing; *advice* does not. Each rule has a page: what it says,
why, what is wrong and what is right. The folder `tests/engine/lint/right/` is without any finding.

Limits: a file 5 MB, a folder 200 files and 20 MB, XML 200 elements deep.

This page is written by `python -m tests.architecture.rule_pages`, and so are the pages of the rules
but for their reasons.
"""
# Where a rule is listed: the first part of the place it is defined at that fits.
CHAPTERS = (
    ("engine.procedures", "Folder and card"),
    ("engine.diagrams", "Reading the diagram"),
    ("engine.forms", "Forms"),
    ("engine.decisions", "Decision tables"),
    ("engine.letters", "Letters"),
)
LONGEST = 240
_DRAWING = "<bpmndi"


def chapters() -> dict[str, list[Rule]]:
    """Return the rules under the heading of their chapter, each where it is defined first."""
    found: dict[str, list[Rule]] = {}
    seen: set[str] = set()
    for place, rule in rules_by_place().items():
        if rule.name not in seen:
            seen.add(rule.name)
            found.setdefault(_chapter(place), []).append(rule)
    return found


def _chapter(place: str) -> str:
    for start, title in CHAPTERS:
        if place.startswith(start):
            return title
    document = importlib.import_module(place.rpartition(".")[0]).__doc__ or ""
    return re.split(r"[:.(]", document.strip().splitlines()[0])[0].strip()


def index() -> str:
    """Return docs/reference/rules.md as it should be."""
    parts = [HEAD]
    for title, rules in chapters().items():
        parts.append(f"\n## {title}\n\n| rule | | says |\n|---|---|---|\n")
        for rule in rules:
            advice = "" if rule.severe else "*advice*"
            says = _plain(rule.en).replace("|", "·")
            parts.append(f"| [`{rule.name}`](../rules/{rule.name}.md) | {advice} | {says} |\n")
    return "".join(parts)


def page(rule: Rule) -> str:
    """Return the page of a rule as it should be; what is kept of it is empty where it is new."""
    kept = _kept(PAGES / f"{rule.name}.md")
    vi, en = _sentences(rule)
    weight = "Refuses publishing." if rule.severe else "Advice: does not hinder publishing."
    lines = [f"# {rule.name}", "", weight, "", f"> {en}", ">", f"> {vi}", ""]
    lines += ["## Why", "", kept.get("Why", ""), ""]
    if (DRAWN / rule.name).is_dir():
        lines += list(_shown(rule.name))
    else:
        for title in ("Wrong", "Right"):
            lines += [f"## {title}", "", kept.get(title, ""), ""]
    return "\n".join(lines).rstrip() + "\n"


def _sentences(rule: Rule) -> tuple[str, str]:
    if (DRAWN / rule.name).is_dir():
        found = findings_of(rule.name, "wrong")
        return found[0].vi, found[0].en
    return _plain(rule.vi), _plain(rule.en)


def _plain(template: str) -> str:
    return re.sub(r"\{[^}]*\}", "…", template)


def _kept(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    parts = re.split(r"^## (.+)$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {title: text.strip() for title, text in zip(parts[1::2], parts[2::2], strict=True)}


def _shown(name: str) -> Iterator[str]:
    """Yield the sections with what differs between the two diagrams."""
    wrong, right = (_lines(DRAWN / name / f"{which}.bpmn") for which in ("wrong", "right"))
    folder = f"../../{DRAWN.relative_to(ROOT).as_posix()}/{name}"
    for title, one, other in (("Wrong", wrong, right), ("Right", right, wrong)):
        yield from (f"## {title}", "")
        only = list(_only(one, other))
        yield from ("```xml", *only, "```") if only else ("What the other has is not there.",)
        yield from ("", f"The whole diagram: [{title.lower()}.bpmn]({folder}/{title.lower()}.bpmn)")
        yield ""


def _lines(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines()]


def _only(one: Sequence[str], other: Sequence[str]) -> Iterator[str]:
    """Yield the lines that the other does not have; of the drawing where nothing else differs."""
    found = [line for line in _extra(one, other) if not line.startswith(_DRAWING)]
    if not found and _process(one) == _process(other):
        found = _extra(one, other)
    for line in found:
        yield line if len(line) <= LONGEST else f"{line[:LONGEST]} …"


def _process(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if not line.startswith(_DRAWING)]


def _extra(one: Sequence[str], other: Sequence[str]) -> list[str]:
    compared = difflib.SequenceMatcher(None, other, one, autojunk=False)
    return [
        line
        for change, _, _, first, last in compared.get_opcodes()
        if change in ("insert", "replace")
        for line in one[first:last]
    ]


def write() -> None:
    """Write the index and all pages; take away pages of rules that are no more."""
    PAGES.mkdir(exist_ok=True)
    rules = rules_by_name()
    for path in PAGES.glob("*.md"):
        if path.stem not in rules:
            path.unlink()
    for rule in rules.values():
        (PAGES / f"{rule.name}.md").write_text(page(rule), encoding="utf-8")
    INDEX.write_text(index(), encoding="utf-8")


if __name__ == "__main__":
    write()
