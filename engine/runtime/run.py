"""A run: the tokens of one case and what happens to them while a command is carried out."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from SpiffWorkflow.util.task import TaskState
from SpiffWorkflow.workflow import Workflow

from engine.errors import EndlessLoop, MotcuaError
from engine.records.outcomes import (
    CANCELLED,
    FINISHED,
    RUNNING,
    Incident,
    JobRequest,
    Standing,
)
from engine.records.values import Json
from engine.runtime.book import Book
from engine.runtime.gateways import Inclusive
from engine.runtime.happenings import Boundary
from engine.runtime.ledger import PAUSED, STOPPED, Ledger
from engine.runtime.moment import Moment
from engine.runtime.repeat import Repeat
from engine.runtime.step import Step, Way
from engine.runtime.token import INSTANCE, ROOT, Scope, Token

if TYPE_CHECKING:
    from engine.runtime.version import Compiled

Act: TypeAlias = Callable[[], object]
MOST_STEPS = 20_000
CANCELLED_STATUS, WITHDRAWN_STATUS = 8, 7


class CaseRun(Workflow):
    """SpiffWorkflow's workflow holding live tokens only, in a flat dictionary by number."""

    def __init__(self, version: "Compiled", moment: Moment) -> None:
        super().__init__(version.spec, deserializing=True)
        self.version = version
        self.moment = moment
        self.cutoff = version.cutoff
        self.book = Book()
        self.scopes: dict[int, Scope] = {}
        self.last_number = 0
        self.hands: dict[str, int] = {}
        self.offices: dict[str, str] = {}
        self.ledger = Ledger()
        self.standing = Standing(status=RUNNING)
        self.ending: str | None = None
        self._ready: deque[Token] = deque()

    # -- numbers, scopes, tokens ----------------------------------------------------------

    def new_number(self) -> int:
        """Return the next number of this case."""
        self.last_number += 1
        return self.last_number

    def open_scope(
        self, kind: str, holder: Token | None, own: dict[str, Json] | None = None, index: int = 0
    ) -> Scope:
        """Return a new scope held by `holder`."""
        scope = Scope(self.new_number(), kind, holder, {} if own is None else own, index)
        self.scopes[scope.number] = scope
        return scope

    def enter(
        self,
        step: Step,
        scope: Scope,
        via: str | None,
        host: Token | None = None,
        quiet: bool = False,
    ) -> Token:
        """Set a token on a step; `quiet` for the inside of a multi-instance, which is no new place."""
        token = Token(self, step, scope, self.new_number(), via)
        if host is not None:
            token.attend(host)
        if quiet:
            token.memory["quiet"] = True
        else:
            self._note(token, "entered", **({"flow": via} if via else {}))
            self.mark(step, token)
        step._update(token)
        return token

    def invite(self, host: Token, names: Iterable[str]) -> None:
        """Set a token on each boundary event of an activity; not twice after a retry."""
        if host.guests:
            return
        for name in names:
            boundary = self.version.steps[name]
            guest = Token(self, boundary, host.scope, self.new_number())
            guest.attend(host)
            guest.memory["quiet"] = True
            boundary._update(guest)

    def queue(self, token: Token) -> None:
        """Line a token up to be run."""
        self._ready.append(token)

    def play(self) -> None:
        """Run tokens until all have come to rest."""
        steps = 0
        while self._ready or self._join_inclusive():
            if not self._ready:
                continue
            token = self._ready.popleft()
            if token.number not in self.tasks or token._state != TaskState.READY:
                continue
            steps += 1
            self.guard(token, token.run if steps < MOST_STEPS else _endless(token, steps))

    def guard(self, token: Token, act: Act) -> None:
        """Carry out `act`; what goes wrong becomes an incident at the token."""
        try:
            act()
        except MotcuaError as error:
            self.raise_incident(token, error)

    def _join_inclusive(self) -> bool:
        """Complete one inclusive join that waits for nobody any more; False when there is none."""
        for scope in list(self.scopes.values()):
            for name in list(scope.arrivals):
                step = self.version.steps[name]
                if isinstance(step, Inclusive) and step.is_complete(scope):
                    kept = step.join(scope)
                    self.guard(kept, kept.complete)
                    return True
        return False

    # -- what steps do with their tokens --------------------------------------------------

    def leave(self, token: Token, ways: tuple[Way, ...]) -> None:
        """Let the token go by `ways`; a path without a way ends here."""
        self._note(token, "left")
        self._close_clock(token)
        for guest in list(token.guests.values()):
            self.forget(guest)
        scope = token.scope
        self._remove(token)
        self.send_off(token, ways)
        if not scope.tokens:
            self._emptied(scope)

    def send_off(self, token: Token, ways: tuple[Way, ...]) -> None:
        """Set new tokens on the targets of `ways`."""
        for way in ways:
            self.enter(self.version.steps[way.target], token.scope, way.flow_id)

    def merge(self, token: Token) -> None:
        """End a token that was joined with another."""
        self._note(token, "left")
        self._remove(token)

    def win(self, token: Token, host: Token) -> None:
        """Let a guest's event take the place of its host, which is dropped with its other guests."""
        host.guests.pop(token.number)
        token.host = None
        if token.memory.pop("quiet", False):
            self._note(token, "entered")
            self.mark(token.step, token)
        self.drop(host)

    def drop(self, token: Token) -> None:
        """Take a token away with all it holds: its guests, its scopes, its rows."""
        self._note(token, "dropped")
        self._close_clock(token)
        for guest in list(token.guests.values()):
            self.forget(guest)
        self.clear_inside(token)
        self._remove(token)

    def forget(self, token: Token) -> None:
        """Take away a guest; one that shows on the diagram is noted as dropped."""
        self.drop(token)

    def clear_inside(self, token: Token) -> None:
        """Take away everything in the scopes that a token holds."""
        for scope in list(token.inner.values()):
            self.clear_scope(scope)
            self._close_scope(scope)

    def clear_scope(self, scope: Scope, but: Token | None = None) -> None:
        """Take away all tokens of a scope, except one."""
        for token in list(scope.tokens.values()):
            if token is not but and token.number in scope.tokens:
                self.drop(token)

    def throw_error(self, token: Token, scope: Scope, code: str | None) -> bool:
        """Hand an error to the nearest boundary event that catches it, from the scope outwards.

        Source  BPMN 2.0.2, 10.5.7 and 13.5.2: errors rise through the enclosing scopes only
        """
        holder = scope.holder
        while holder is not None:
            if self.catch_error(holder, code):
                return True
            holder = holder.scope.holder
        return False

    def catch_error(self, host: Token, code: str | None) -> bool:
        """Fire an error boundary of `host`, if one catches `code`."""
        for guest in host.guests.values():
            step = guest.step
            if isinstance(step, Boundary) and step.catches(code):
                step.fire(guest)
                return True
        return False

    # -- data, offices, jobs, clock, incidents --------------------------------------------

    def write(self, token: Token, values: Mapping[str, Json]) -> None:
        """Write names into the token's scope; only what changes is noted."""
        own = token.scope.own
        changed = {key: value for key, value in values.items() if key not in own or own[key] != value}
        if changed:
            own.update(changed)
            self.book.note("written", token.step.node.node_id, token.number, names=changed)

    def office_code(self, named: object) -> str:
        """Return the code for an office kind, a code, or nothing (the office of the case)."""
        name = str(named or "case")
        return self.offices.get(name, name)

    def request_job(self, token: Token, job: JobRequest) -> None:
        """Ask for a job."""
        self.book.jobs.put(job)
        self._note(token, "job-requested", connector=job.kind)

    def tick(self, act: str, token: Token) -> None:
        """Carry out an act on the legal clock and note it when it changes anything."""
        term, cutoff = self.version.term, self.version.cutoff
        after = self.ledger.act(act, term, cutoff, self.moment)
        if after != self.ledger:
            self.ledger = after
            due = after.due_at.isoformat() if after.due_at else None
            self._note(token, "clock", act=act, due=due)

    def note_ending(self, ending: str) -> None:
        """Remember the word of the end event reached last."""
        self.ending = ending

    def raise_incident(self, token: Token, error: MotcuaError) -> None:
        """Stand still at the token until an administrator retries."""
        if token.number not in self.tasks:
            raise error
        self._drop_rows(token)
        token._set_state(TaskState.ERROR)
        token.memory["incident"] = error.code
        text = error.text("vi")
        incident = Incident(
            token=token.number, element=token.step.node.node_id, code=error.code, text=text
        )
        self.book.incidents.put(incident)
        self._note(token, "incident-raised", code=error.code, text=text)

    def clear_incident(self, token: Token) -> None:
        """Take the incident of a token away."""
        if token.memory.pop("incident", None) is not None:
            self.book.incidents.remove(token.number)
            self._note(token, "incident-cleared")

    def finish(self, status: str, ending: str) -> None:
        """End the case."""
        number = self.standing.portal_status
        if status == CANCELLED:
            early = ending == "withdrawn" and number == 1
            number = WITHDRAWN_STATUS if early else CANCELLED_STATUS
        self.standing = Standing(status=status, ending=ending, portal_status=number)
        self.book.note("case-ended", ending=ending)

    def current_standing(self) -> Standing:
        """Return the standing with the legal clock read now."""
        standing = self.standing
        return Standing(
            status=standing.status,
            ending=standing.ending,
            portal_status=standing.portal_status,
            due_at=self.ledger.due_at,
            paused=self.ledger.state in (PAUSED, STOPPED),
        )

    # -- inner ----------------------------------------------------------------------------

    def _note(self, token: Token, happened: str, **values: Json) -> None:
        if token.memory.get("quiet") and happened in ("entered", "left", "dropped"):
            return
        self.book.note(happened, token.step.node.node_id, token.number, **values)

    def mark(self, step: Step, token: Token) -> None:
        """Do to the case what entering a node says: status, legal clock, notice."""
        marks = step.marks
        if marks.status is not None and marks.status != self.standing.portal_status:
            self.standing = Standing(status=RUNNING, portal_status=marks.status)
            self._note(token, "status", number=marks.status)
        if marks.clock:
            self.tick("pause" if marks.clock == "pause-restart" else marks.clock, token)
        if marks.notice:
            number, element = self.new_number(), step.node.node_id
            inputs: dict[str, Json] = {"to": marks.notice, "element": element}
            self.book.jobs.put(
                JobRequest(
                    token=number, element=element, kind="notice", inputs=inputs, settles=False
                )
            )

    def _close_clock(self, token: Token) -> None:
        clock = token.step.marks.clock
        if clock in ("pause", "pause-restart") and "quiet" not in token.memory:
            self.tick("resume" if clock == "pause" else "restart", token)

    def _drop_rows(self, token: Token) -> None:
        number, memory, book = token.number, token.memory, self.book
        for key, remove in (
            ("due", book.timers.remove),
            ("awaits", book.awaited.remove),
            ("job", book.jobs.remove),
            ("task", book.close_task),
            ("incident", book.incidents.remove),
        ):
            if memory.pop(key, None) is not None:
                remove(number)

    def _remove(self, token: Token) -> None:
        number = token.number
        self._drop_rows(token)
        if token.host is not None:
            token.host.guests.pop(number, None)
        waiting = token.scope.arrivals.get(token.step.name)
        if waiting and token in waiting:
            waiting.remove(token)
        token.scope.tokens.pop(number, None)
        self.tasks.pop(number, None)

    def _close_scope(self, scope: Scope) -> None:
        self.scopes.pop(scope.number, None)
        if scope.holder is not None:
            scope.holder.inner.pop(scope.number, None)

    def _emptied(self, scope: Scope) -> None:
        holder = scope.holder
        if scope.kind == ROOT:
            if self.standing.status == RUNNING:
                self.finish(FINISHED, self.ending or "done")
            return
        self._close_scope(scope)
        if holder is None or holder.number not in self.tasks:
            return
        if scope.kind == INSTANCE and isinstance(holder.step, Repeat):
            step = holder.step
            self.guard(holder, lambda: step.instance_done(holder, scope))
        else:
            self.guard(holder, holder.complete)


def _endless(token: Token, steps: int) -> Act:
    def stop() -> None:
        name = token.step.node.name or token.step.node.node_id
        raise EndlessLoop(element=name, steps=steps)

    return stop
