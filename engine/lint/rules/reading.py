"""Expressions, scripts and tables: each must be readable, and read only names that exist."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.diagrams.model import Loop, Node
from engine.diagrams.words import called
from engine.errors import Words
from engine.expressions.catalogue import CATALOGUE
from engine.expressions.expression import compile_expression
from engine.expressions.sandbox import check_script
from engine.faults import ExpressionRefused, ScriptRefused
from engine.lint.names import ACTIVATION, ANSWER, COUNTERS, STARTING, known_names
from engine.lint.nearest import Nearest
from engine.lint.subject import Subject, both
from engine.records.findings import Finding, Rule

_ANSWERED = frozenset(("serviceTask", "sendTask"))

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


@dataclass(frozen=True, kw_only=True)
class _Text:
    """An expression at a node: what it is for, and names it may read beyond the others."""

    part: str
    text: str | None
    more: frozenset[str] = frozenset()


class _Known:
    """The names of the procedure."""

    def __init__(self, names: frozenset[str]) -> None:
        self.names = names
        self.nearest = Nearest(names)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield expressions and scripts that are refused or read what nobody writes."""
    known = _Known(names=known_names(subject))
    for place in _places(subject):
        yield from _check_expression(place, known)
    for node in subject.works:
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
            source = subject.process.nodes.get(flow.source)
            is_complex = source is not None and source.tag == "complexGateway"
            name = flow.name or flow.flow_id
            where = Words(
                vi=f"Điều kiện của mũi tên “{name}”", en=f"The condition of the arrow “{name}”"
            )
            yield _Place(
                text=flow.condition,
                where=where,
                file=file,
                element=flow.flow_id,
                line=flow.line,
                more=STARTING if is_complex else frozenset(),
            )
    process = subject.process
    extra = _marked(process.attributes.get("extraTerm"))
    if extra is not None:
        yield _Place(
            text=extra,
            where=Words(vi="Thời hạn cộng thêm", en="The supplement to the term"),
            file=file,
            element=process.process_id,
            line=process.line,
        )
    for node in subject.works:
        for one in _texts(node):
            if one.text is None:
                continue
            what = called(node)
            yield _Place(
                text=one.text,
                where=Words(vi=f"{what.vi} ({one.part})", en=f"{what.en} ({one.part})"),
                file=file,
                element=node.node_id,
                line=node.line,
                more=one.more,
            )
    yield from _form_places(subject)


def _texts(node: Node) -> Iterator[_Text]:
    """Yield the expressions at a node."""
    for part in ("office", "label", "key", "clockTerm"):
        yield _Text(part=part, text=_marked(node.attributes.get(part)))
    for part in ("letterWhen", "decides"):
        yield _Text(part=part, text=node.attributes.get(part))
    for name, text in node.inputs:
        yield _Text(part=f"input {name}", text=_marked(text))
    yield from _mapped_texts(node)
    for event in node.events:
        said = event.text if event.kind == "conditional" else _marked(event.text)
        yield _Text(part=event.kind, text=said)
    more = ACTIVATION | frozenset(node.incoming)
    yield _Text(part="activationCondition", text=node.activation, more=more)
    if node.ad_hoc:
        yield _Text(part="completionCondition", text=node.ad_hoc.completion)
    if node.loop:
        yield from _loop_texts(node.loop)


def _mapped_texts(node: Node) -> Iterator[_Text]:
    for mapped in node.takes:
        yield _Text(part=mapped.target, text=mapped.text)
    if node.tag == "callActivity":
        # What comes back from another procedure has names that only that procedure knows.
        return
    more = ANSWER if node.tag in _ANSWERED else frozenset()
    for mapped in node.gives:
        yield _Text(part=mapped.target, text=mapped.text, more=more)


def _loop_texts(loop: Loop) -> Iterator[_Text]:
    if loop.standard:
        yield _Text(part="loopCondition", text=loop.condition)
        return
    yield _Text(part="collection", text=loop.collection)
    yield _Text(part="loopCardinality", text=loop.cardinality)
    yield _Text(part="outputElement", text=loop.output_element)
    yield _Text(part="completionCondition", text=loop.completion, more=COUNTERS)
    for one in loop.thrown:
        yield _Text(part="complexBehaviorDefinition", text=one.condition, more=COUNTERS)


def _marked(text: str | None) -> str | None:
    """Return a text that is an expression only with "=" before it; None for a plain one."""
    return text if text and text.startswith("=") else None


def _form_places(subject: Subject) -> Iterator[_Place]:
    for form_id, form in subject.forms.items():
        file = subject.form_files[form_id]
        hides = [(section.title_vi, section.title_en, section.hide) for section in form.sections]
        hides += [(field.label_vi, field.label_en, field.hide) for field in form.fields]
        for vi, en, hide in hides:
            if hide:
                where = Words(vi=f"Điều kiện ẩn của “{vi}”", en=f"The condition that hides “{en}”")
                yield _Place(text=hide, where=where, file=file, element=form_id, line=None)
        for field in form.fields:
            where = Words(vi=f"Dòng phí “{field.label_vi}”", en=f"The fee “{field.label_en}”")
            for text in filter(None, (field.amount, field.free_if)):
                yield _Place(text=text, where=where, file=file, element=form_id, line=None)
