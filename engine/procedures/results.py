"""What a step of a procedure gives to the case data when it is done."""

from collections.abc import Iterator

from engine.diagrams.model import Node
from engine.expressions.script import read_script
from engine.faults import ScriptRefused
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
