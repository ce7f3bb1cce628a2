"""Activities with an inside: subprocess, event subprocess, transaction, ad-hoc, call."""

from SpiffWorkflow.specs.WorkflowSpec import WorkflowSpec

from engine.diagrams.model import Node
from engine.errors import Words
from engine.faults import ElementError
from engine.records.connectors import CALL_PROCEDURE
from engine.records.outcomes import JobRequest
from engine.records.values import Json
from engine.runtime.activities import Activity, office_code
from engine.runtime.effects import request_job
from engine.runtime.inputs import Inputs
from engine.runtime.moves import enter, open_up
from engine.runtime.reckoning import reckon
from engine.runtime.step import Step, Way
from engine.runtime.token import CALL, SUBPROCESS, Scope, Token
from engine.runtime.undoing import give_up

DEEPEST_CALL = 50


class Subprocess(Activity):
    """An embedded subprocess; it sees and writes the data around it, but for names of its own."""

    def work(self, token: Token) -> bool | None:
        """Start it in a scope of its own; after a retry, go on if it is over already."""
        if "happened" in token.memory:
            self._hand_out(token)
            return True
        run = token.run_of
        scope = run.open_scope(SUBPROCESS, token)
        scope.own.update(token.memory.pop("local", {}))
        open_up(scope, run, self.node.node_id)
        self.start(token, scope)
        return None

    def start(self, token: Token, scope: Scope) -> None:
        """Set the first token inside."""
        run = token.run_of
        enter(run.version.starts[self.node.node_id], scope, run)

    def scope_done(self, token: Token, scope: Scope) -> None:
        """Go on: all its paths have ended."""
        token.memory["happened"] = True
        if self.transfer.gives:
            token.memory["returned"] = dict(scope.own) if scope.is_apart else {}
        self._hand_out(token)
        token.complete()

    def _hand_out(self, token: Token) -> None:
        """Write what its associations give; what cannot be written is tried again."""
        if "returned" in token.memory:
            self.transfer.give(token, token.memory["returned"])
            del token.memory["returned"]


class EventSubprocess(Subprocess):
    """A subprocess that an event begins; its start event has happened when it is entered."""

    def start(self, token: Token, scope: Scope) -> None:
        """Set a token on the start event that passes at once."""
        run = token.run_of
        first = enter(run.version.starts[self.node.node_id], scope, run)
        first.memory["happened"] = True


class Transaction(Subprocess):
    """A subprocess that can be cancelled: what was done in it is then undone."""

    def cancel(self, token: Token) -> None:
        """End all that runs inside, undo what was completed, leave by the cancel event.

        Of a transaction that is repeated, the whole activity is cancelled: the event is on the
        border of that.
        """
        body, around = token, token.scope.holder
        if around is not None and around.step.node.node_id == self.node.node_id:
            body = around
        catching = (one for one in body.guests.values() if one.step.catches("cancel", None))
        give_up(body, next(catching, None), "cancel", None)


class Call(Activity):
    """Calls another process or a global task of the same file, or opens a case of a procedure.

    What is called sees only what is handed in, and gives back only what is handed out.
    """

    settles = True

    def __init__(self, spec: WorkflowSpec, name: str, node: Node, ways: tuple[Way, ...]) -> None:
        super().__init__(spec, name, node, ways)
        self.asked = Inputs(node)
        self.office = reckon(node.attributes.get("office"))
        self.inside: Step | None = None

    def work(self, token: Token) -> bool | None:
        """Begin what is called; after a retry, hand out what it gave."""
        if "happened" in token.memory:
            self._hand_out(token)
            return True
        names = {**self.asked.values(token), **token.memory.pop("local", {})}
        if self.inside is None:
            self._request(token, names)
            return None
        self._require_shallow(token)
        run = token.run_of
        names.setdefault("dossier", token.data.get("dossier"))
        scope = run.open_scope(CALL, token, names)
        open_up(scope, run, self.node.called)
        enter(self.inside, scope, run)
        return None

    def _request(self, token: Token, names: dict[str, Json]) -> None:
        version, element = self.node.attributes.get("version"), self.node.node_id
        inputs: dict[str, Json] = {
            "procedure": self.node.called,
            "version": int(version) if version else None,
            "answers": names,
        }
        if self.office is not None:
            inputs["office"] = office_code(token, self.office, self.node.name or element)
        token.memory["job"] = CALL_PROCEDURE
        request_job(
            token,
            JobRequest(token=token.number, element=element, kind=CALL_PROCEDURE, inputs=inputs),
        )

    def _require_shallow(self, token: Token) -> None:
        """Refuse to go on calling: a process that calls itself must end somewhere."""
        depth, scope = 0, token.scope
        while scope.holder is not None:
            depth += scope.kind == CALL
            scope = scope.holder.scope
        if depth >= DEEPEST_CALL:
            reason = Words(
                en=f"more than {DEEPEST_CALL} calls within each other",
                vi=f"gọi lồng nhau quá {DEEPEST_CALL} tầng",
            )
            raise ElementError(element=self.node.name or self.node.node_id, reason=reason)

    def scope_done(self, token: Token, scope: Scope) -> None:
        """Hand out what is to be handed out, and go on."""
        self._return(token, dict(scope.own))

    def settled(self, token: Token, result: Json) -> None:
        """Take the names that the called case ended with, and go on."""
        self._return(token, result if isinstance(result, dict) else {})

    def _return(self, token: Token, names: dict[str, Json]) -> None:
        token.memory["happened"] = True
        if self.transfer.gives:
            token.memory["returned"] = names
        self._hand_out(token)
        token.complete()

    def _hand_out(self, token: Token) -> None:
        if "returned" in token.memory:
            self.transfer.hand_out(token, token.memory["returned"])
            del token.memory["returned"]
