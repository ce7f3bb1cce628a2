"""The complex gateway (BPMN 2.0.2, 10.6.5 and 13.4.5).

It waits to be started: once its activation condition holds, it takes a token from each flow that
has one and splits. Then it waits to be reset: for a token on each of the other flows that can still
bring one; those are taken together, and go on only by conditions that hold in this phase.
"""

from collections.abc import Mapping
from typing import Any

from engine.expressions.expression import Expression
from engine.records.values import Json
from engine.runtime.gateways import Joining, consume, first_by_flow
from engine.runtime.step import Way, choose_all, is_open
from engine.runtime.token import Scope, Token

COUNT, STARTING = "activationCount", "waitingForStart"


class Complex(Joining):
    """Joins by a condition on the number of tokens, then waits for the rest."""

    activation: Expression | None = None

    def begin(self, token: Token) -> bool | None:
        """Wait; whether it goes on is asked once all other tokens have come to rest."""
        if len(self.node.incoming) < 2 or "joined" in token.memory:
            return True
        # After a retry it has come already.
        if token not in token.scope.arrivals.get(self.name, ()):
            token.scope.arrive(token)
        return None

    def is_complete(self, scope: Scope) -> bool:
        """Tell whether the condition holds, or the reset has all the tokens it can have."""
        waiting = scope.arrivals.get(self.name, [])
        if not waiting or any("incident" in token.memory for token in waiting):
            return False
        taken = scope.counts.get(self.name)
        if taken is not None:
            here = {token.via for token in waiting if token.via not in taken}
            missing = [one for one in self.node.incoming if one not in taken and one not in here]
            if self.may_still_come(scope, missing, here):
                return False
            if here:
                return True
            # Nothing more can come: what waits belongs to the next round.
            del scope.counts[self.name]
        return self._is_active(scope, waiting)

    def _is_active(self, scope: Scope, waiting: list[Token]) -> bool:
        if self.activation is None:
            return True
        names = {**scope.names, **self._counters(waiting)}
        return bool(self.activation.value(names, missing_is_null=True))

    def _counters(self, waiting: list[Token]) -> dict[str, Json]:
        by_flow: dict[str, Json] = dict.fromkeys(self.node.incoming, 0)
        for token in waiting:
            count = by_flow.get(token.via or "", 0)
            by_flow[token.via or ""] = (count if isinstance(count, int) else 0) + 1
        return {**by_flow, COUNT: len(waiting)}

    def join(self, scope: Scope) -> Token:
        """Merge one token of each flow that counts now, and change the phase."""
        waiting = scope.arrivals[self.name]
        taken: Any = scope.counts.pop(self.name, None)
        first = {
            flow: token
            for flow, token in first_by_flow(waiting).items()
            if taken is None or flow not in taken
        }
        kept = min(first.values(), key=lambda token: token.number)
        consume(waiting, first, keep=kept)
        kept.memory["joined"] = True
        kept.memory["starting"] = taken is None
        if taken is None and set(first) != set(self.node.incoming):
            scope.counts[self.name] = sorted(str(flow) for flow in first)
        return kept

    def choose(self, token: Token) -> tuple[Way, ...]:
        """Return the open ways; when it is reset there may be none."""
        starting = token.memory.get("starting", True)
        names: Mapping[str, Json] = {**token.data, STARTING: starting}
        if starting:
            return choose_all(self, token, names)
        return tuple(way for way in self.ways if way.condition is not None and is_open(way, names))
