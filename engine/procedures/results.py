"""What a step of a procedure reads of the case data, and what it gives to them."""

from collections.abc import Iterator

from engine.decisions.decision import names_read as names_asked
from engine.diagrams.model import Node
from engine.expressions.expression import compile_expression
from engine.expressions.script import read_script
from engine.faults import ExpressionRefused, ScriptRefused
from engine.procedures.procedure import Procedure


def names_given(procedure: Procedure, node: Node) -> tuple[str, ...]:
    """Return the names that the step writes, as far as its drawing, form or script says."""
    return tuple(dict.fromkeys(name for name in _names(procedure, node) if name))


def _names(procedure: Procedure, node: Node) -> Iterator[str | None]:
    if node.loop is not None:
        # Each turn keeps its own; outside only the list of results is seen.
        yield node.loop.output
        return
    yield node.attributes.get("result")
    yield from (one.target for one in node.gives)
    form = procedure.forms.get(node.attributes.get("form", ""))
    if form is not None:
        yield from (one.key for one in form.fields if not one.readonly)
    if node.script:
        yield from _written(node.script)


def _written(script: str) -> tuple[str, ...]:
    try:
        return tuple(sorted(read_script(script).written))
    except ScriptRefused:
        return ()


def names_read(procedure: Procedure, node: Node) -> tuple[str, ...]:
    """Return the names that the step, or the choice of the ways out of it, depends on, sorted."""
    found = {name for text in _expressions(procedure, node) for name in _read_by(text)}
    if node.script:
        found |= _script_reads(node.script)
    decision = procedure.decisions.get(node.attributes.get("decision", ""))
    if decision is not None:
        found |= names_asked(decision)
    return tuple(sorted(found))


def _expressions(procedure: Procedure, node: Node) -> Iterator[str]:
    flows = procedure.diagram.process.flows
    yield from (flows[one].condition or "" for one in node.outgoing if one in flows)
    yield from (one.text for one in node.takes)
    if node.loop is not None:
        loop = node.loop
        yield from (
            text or ""
            for text in (loop.collection, loop.cardinality, loop.completion, loop.condition)
        )
    marked = [*node.attributes.values(), *(text for _name, text in node.inputs)]
    marked += [event.text or "" for event in node.events]
    yield from (text for text in marked if text.startswith("="))


def _read_by(text: str) -> frozenset[str]:
    try:
        return compile_expression(text).names if text else frozenset()
    except ExpressionRefused:
        return frozenset()


def _script_reads(script: str) -> frozenset[str]:
    try:
        return read_script(script).read
    except ScriptRefused:
        return frozenset()
