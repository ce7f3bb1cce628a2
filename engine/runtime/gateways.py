"""Gateways: exclusive, parallel, inclusive, event-based (BPMN 2.0.2, 10.6 and 13.4)."""

from collections.abc import Collection

from engine.runtime.moves import enter, merge
from engine.runtime.step import Step, Way, choose_first
from engine.runtime.token import Scope, Token


class Exclusive(Step):
    """Takes the first way whose condition is true."""

    def choose(self, token: Token) -> tuple[Way, ...]:
        """Return that way."""
        return choose_first(self, token)


class Parallel(Step):
    """Waits for one token on each incoming flow, then leaves by all ways."""

    def begin(self, token: Token) -> bool | None:
        """Take one token of each incoming flow, the earliest first; those in excess stay."""
        flows = self.node.incoming
        if len(flows) < 2:
            return True
        scope = token.scope
        scope.arrive(token)
        waiting = scope.arrivals[self.name]
        first = first_by_flow(waiting)
        if len(first) < len(flows):
            return None
        consume(waiting, first, keep=token)
        return True


class Joining(Step):
    """A gateway that must know which tokens can still arrive.

    before   for each incoming flow, the nodes from which it can be reached without passing here
    """

    before: dict[str, frozenset[str]]

    def may_still_come(
        self, scope: Scope, empty: Collection[str], here: Collection[str | None]
    ) -> bool:
        """Tell whether a token of the scope can still reach one of the flows that have none.

        empty, here   incoming flows that have no token, and those that have one
        Source: BPMN 2.0.2, 13.4.3: a token that can also reach a flow which has one does not count.
        """
        for token in scope.tokens.values():
            at = token.step.node.node_id
            if at == self.node.node_id or not any(at in self.before[flow] for flow in empty):
                continue
            if not any(at in self.before[flow] for flow in here if flow in self.before):
                return True
        return False


class Inclusive(Joining):
    """Splits by every true condition; joins the tokens that can still arrive."""

    def begin(self, token: Token) -> bool | None:
        """Wait; whether the join is complete is asked once all other tokens have come to rest."""
        if len(self.node.incoming) < 2 or "joined" in token.memory:
            return True
        token.scope.arrive(token)
        return None

    def is_complete(self, scope: Scope) -> bool:
        """Tell whether no token outside can still reach an incoming flow that has none."""
        here = {token.via for token in scope.arrivals.get(self.name, ())}
        empty = [flow for flow in self.node.incoming if flow not in here]
        return bool(here) and not self.may_still_come(scope, empty, here)

    def join(self, scope: Scope) -> Token:
        """Merge one token of each flow into the earliest and return that one."""
        waiting = scope.arrivals[self.name]
        first = first_by_flow(waiting)
        kept = min(first.values(), key=lambda token: token.number)
        consume(waiting, first, keep=kept)
        kept.memory["joined"] = True
        return kept


class EventBased(Step):
    """Waits for the first of several events; the events of its ways are its guests."""

    waits = True

    def begin(self, token: Token) -> bool | None:
        """Set a token on each event that follows."""
        run = token.run_of
        for way in self.ways:
            enter(run.version.steps[way.target], token.scope, run, way.flow_id, token)
        return None


def first_by_flow(waiting: list[Token]) -> dict[str | None, Token]:
    """Return the earliest waiting token of each flow."""
    first: dict[str | None, Token] = {}
    for token in waiting:
        first.setdefault(token.via, token)
    return first


def consume(waiting: list[Token], first: dict[str | None, Token], keep: Token) -> None:
    """Take the tokens of `first` out of the waiting line; all but `keep` end here."""
    for token in first.values():
        waiting.remove(token)
        if token is not keep:
            merge(token, keep)
