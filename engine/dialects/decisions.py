"""Decision tables beside the diagram: copied, with the names of variables as they go here."""

import re
from collections.abc import Mapping

from engine.diagrams.texts import local
from engine.diagrams.xml import Element, line_of
from engine.dialects import losses
from engine.dialects.edits import Edits
from engine.dialects.source import Source, read_source
from engine.dialects.tools import FEEL, JUEL
from engine.dialects.translate import translate
from engine.dialects.variables import free_name, hyphened
from engine.dialects.work import Work
from engine.errors import ProcedureRefused
from engine.expressions.faults import Fault

_WITH_TEXT = tuple(
    f"{{*}}{tag}" for tag in ("inputExpression", "inputEntry", "outputEntry", "literalExpression")
)
# Texts in quotes and members of groups stay; a name with a capital letter goes by its new name.
_WORD = re.compile(
    r"\"(?:[^\"\\]|\\.)*\"|(?<![\w.])(?P<name>[a-z]\w*[A-Z]\w*|[A-Z]\w*)(?!\w|\s*\()"
)


def find_decision(work: Work, decision_id: str) -> tuple[str, bool]:
    """Return the name by which motcua:decision asks for a decision, and whether its file is there.

    The file is copied the first time it is asked for.
    """
    known = work.decisions.get(decision_id)
    if known is not None:
        return known, True
    for path, content in work.beside.items():
        if not path.endswith(".dmn"):
            continue
        try:
            source = read_source(content, path)
        except ProcedureRefused:
            continue
        ids = [one.get("id", "") for one in source.root.iter("{*}decision")]
        if decision_id in ids:
            stem = _copy(work, path, source)
            names = {one: stem if len(ids) == 1 else f"{stem}#{one}" for one in ids}
            work.decisions.update(names)
            return names[decision_id], True
    return hyphened(decision_id, "bang"), False


def _copy(work: Work, path: str, source: Source) -> str:
    taken = {name.removeprefix("decisions/").removesuffix(".dmn") for name in work.files}
    stem = free_name(hyphened(path.removesuffix(".dmn"), "bang"), taken)
    target = f"decisions/{stem}.dmn"
    edits = Edits(source)
    for one in source.root.iter(*_WITH_TEXT):
        text = one.find("{*}text")
        if text is None or not (text.text or "").strip():
            continue
        if local(one) == "inputExpression":
            _rewrite(work, edits, text, one, target)
        else:
            _rename(work, edits, text)
    work.files[target] = edits.content()
    work.findings.append(losses.COPIED.at(target, found=path, now=target, todo=losses.COMPARE))
    return stem


def _rename(work: Work, edits: Edits, text: Element) -> None:
    """Cells are tests and values, not whole expressions: only their names change."""
    written = text.text or ""

    def renamed(found: re.Match[str]) -> str:
        name = found["name"]
        return work.variables.name(name) if name else found[0]

    cell = _WORD.sub(renamed, written)
    if cell != written:
        edits.write(text, cell)


def _rewrite(work: Work, edits: Edits, text: Element, around: Element, target: str) -> None:
    written = (text.text or "").strip()
    language = (around.get("expressionLanguage") or "feel").lower()
    tongue = JUEL if "juel" in language else FEEL
    try:
        found = translate(written, tongue, work.variables)
    except Fault as fault:
        values: Mapping[str, object] = {"text": losses.shortened(written), "reason": fault.words}
        near, what = around.get("id"), losses.called(around)
        work.findings.append(losses.EXPRESSION.at(target, near, line_of(text), what=what, **values))
        return
    if found != written:
        edits.write(text, found)
