"""What is handed into an activity and out of it (BPMN 2.0.2, 10.4.2)."""

from collections.abc import Mapping

from engine.diagrams.model import Node
from engine.expressions.expression import compile_expression
from engine.records.values import Json
from engine.runtime.effects import write
from engine.runtime.reckoning import given, reckon
from engine.runtime.token import Token
from engine.runtime.values import keep


def kept_of(node: Node, answers: Mapping[str, Json]) -> Mapping[str, object]:
    """Return what is kept of the answers that begin a case at this node."""
    if not node.gives:
        return answers
    gives = [(one.target, compile_expression(one.text)) for one in node.gives]
    return {name: text.value(answers, missing_is_null=True) for name, text in gives}


class Inputs:
    """The values of motcua:input: what a connector is asked with, a message or call carries."""

    def __init__(self, node: Node) -> None:
        self.node = node
        self.asked = tuple((key, reckon(text)) for key, text in node.inputs)

    def values(self, token: Token) -> dict[str, Json]:
        """Return them by name. Raises ElementError for a value that cannot be kept."""
        names, element = token.data, self.node.node_id
        return {key: keep(element, key, given(text, names)) for key, text in self.asked}


class Transfer:
    """Names seen in an activity only, and names written after it: see `Node.lent`."""

    def __init__(self, node: Node) -> None:
        self.node = node
        self.takes = (
            *((name, reckon(text)) for name, text in node.lent),
            *((one.target, compile_expression(one.text)) for one in node.takes),
        )
        self.gives = tuple((one.target, compile_expression(one.text)) for one in node.gives)

    def take(self, token: Token) -> dict[str, Json]:
        """Return the names handed in."""
        token.memory.pop("local", None)
        names, element = token.data, self.node.name or self.node.node_id
        return {name: keep(element, name, given(text, names)) for name, text in self.takes}

    def give(self, token: Token, values: Mapping[str, object]) -> None:
        """Write what the activity gives: through its associations where it has any, else all."""
        if self.gives:
            self.hand_out(token, {**token.data, **values})
        else:
            write(token, values)

    def hand_out(self, token: Token, seen: Mapping[str, object]) -> None:
        """Write what the associations give, reckoned from what is `seen`."""
        element = self.node.name or self.node.node_id
        write(
            token,
            {
                name: keep(element, name, text.value(seen, missing_is_null=True))
                for name, text in self.gives
            },
        )
