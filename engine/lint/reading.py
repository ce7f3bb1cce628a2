"""Expressions, scripts and tables: each must be readable, and read only names that exist."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.diagrams.model import Node
from engine.diagrams.words import called
from engine.errors import Words
from engine.expressions.catalogue import CATALOGUE
from engine.expressions.expression import compile_expression
from engine.expressions.sandbox import check_script
from engine.faults import ExpressionRefused, ScriptRefused
from engine.lint.names import COUNTERS, known_names
from engine.lint.nearest import Nearest
from engine.lint.subject import Subject, both
from engine.records.findings import Finding, Rule

EXPRESSION = Rule(name="expression-refused", vi="{where}: {reason}", en="{where}: {reason}")
NAME_UNKNOWN = Rule(
    name="name-unknown",
    vi="{where} đọc “{name}”, nhưng không biểu mẫu, kịch bản hay kết quả nào ghi tên này.{hint}",
    en="{where} reads “{name}”, and no form, script or result writes that name.{hint}",
)
SCRIPT = Rule(name="script-refused", vi="{where}: {reason}", en="{where}: {reason}")
SCRIPT_EMPTY = Rule(
    name="script-empty",
    vi="{where} chưa có kịch bản. Hãy viết kịch bản, hoặc bỏ việc này.",
    en="{where} has no script. Write one, or remove the task.",
)


@dataclass(frozen=True, kw_only=True)
class _Place:
    """Where a text stands that is an expression."""

    text: str
    where: Words
    file: str
    element: str
    line: int | None
    more: frozenset[str] = frozenset()


class _Known:
    """The names of the procedure."""

    def __init__(self, names: frozenset[str]) -> None:
        self.names = names
        self.nearest = Nearest(names)


def check_reading(subject: Subject) -> Iterator[Finding]:
    """Yield expressions and scripts that are refused or read what nobody writes."""
    known = _Known(names=known_names(subject))
    for place in _places(subject):
        yield from _check_expression(place, known)
    for node in subject.nodes:
        if node.tag == "scriptTask":
            yield from _check_script(subject, node, known)
    for table, names in subject.decisions.items():
        where = Words(vi=f"Bảng quyết định “{table}”", en=f"The decision “{table}”")
        place = _Place(
            text="", where=where, file=subject.decision_file(table), element=table, line=None
        )
        yield from _check_names(place, names, known)


def _check_expression(place: _Place, known: _Known) -> Iterator[Finding]:
    try:
        names = compile_expression(place.text).names
    except ExpressionRefused as error:
        yield EXPRESSION.at(
            place.file, place.element, place.line, where=place.where, reason=both(error)
        )
        return
    yield from _check_names(place, names, known)


def _check_names(place: _Place, names: frozenset[str], known: _Known) -> Iterator[Finding]:
    for name in sorted(names - known.names - place.more):
        yield NAME_UNKNOWN.at(
            place.file,
            place.element,
            place.line,
            where=place.where,
            name=name,
            hint=_hint(name, known),
        )


def _hint(name: str, known: _Known) -> Words:
    if name in CATALOGUE:
        return Words(vi=f" Hàm viết là {name}(…).", en=f" The function is written {name}(…).")
    return known.nearest.hint(name)


def _check_script(subject: Subject, node: Node, known: _Known) -> Iterator[Finding]:
    where = called(node)
    if node.script is None:
        yield subject.fault(SCRIPT_EMPTY, node, where=where)
        return
    try:
        names = check_script(node.script)
    except ScriptRefused as error:
        yield subject.fault(SCRIPT, node, where=where, reason=both(error))
        return
    place = _Place(
        text="", where=where, file=subject.diagram.file, element=node.node_id, line=node.line
    )
    yield from _check_names(place, frozenset(names), known)


def _places(subject: Subject) -> Iterator[_Place]:
    file = subject.diagram.file
    for flow in subject.process.flows.values():
        if flow.condition:
            name = flow.name or flow.flow_id
            where = Words(
                vi=f"Điều kiện của mũi tên “{name}”", en=f"The condition of the arrow “{name}”"
            )
            yield _Place(
                text=flow.condition, where=where, file=file, element=flow.flow_id, line=flow.line
            )
    for node in subject.nodes:
        for part, text in _texts(node):
            what = called(node)
            where = Words(vi=f"{what.vi} ({part})", en=f"{what.en} ({part})")
            more = COUNTERS if part == "completionCondition" else frozenset()
            yield _Place(
                text=text, where=where, file=file, element=node.node_id, line=node.line, more=more
            )
    yield from _form_places(subject)


def _texts(node: Node) -> Iterator[tuple[str, str]]:
    """Yield (what it is, text) of the expressions at a node."""
    optional = [
        ("office", node.attributes.get("office", "")),
        ("label", node.attributes.get("label", "")),
        ("key", node.attributes.get("key", "")),
        *((f"input {name}", text) for name, text in node.inputs),
        *(("timer", event.text or "") for event in node.events if event.kind == "timer"),
    ]
    yield from ((part, text) for part, text in optional if text.startswith("="))
    if node.loop:
        for part, loop_text in (
            ("collection", node.loop.collection),
            ("loopCardinality", node.loop.cardinality),
            ("outputElement", node.loop.output_element),
            ("completionCondition", node.loop.completion),
        ):
            if loop_text:
                yield part, loop_text


def _form_places(subject: Subject) -> Iterator[_Place]:
    for form_id, form in subject.forms.items():
        file = subject.form_files[form_id]
        hides = [(section.title_vi, section.title_en, section.hide) for section in form.sections]
        hides += [(field.label_vi, field.label_en, field.hide) for field in form.fields]
        for vi, en, hide in hides:
            if hide:
                where = Words(vi=f"Điều kiện ẩn của “{vi}”", en=f"The condition that hides “{en}”")
                yield _Place(text=hide, where=where, file=file, element=form_id, line=None)
