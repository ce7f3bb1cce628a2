"""A run: the tokens of one case and what is known of it while a command is carried out."""

from collections import deque
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from SpiffWorkflow.workflow import Workflow

from engine.records.outcomes import RUNNING, Standing
from engine.records.values import Json
from engine.runtime.book import Book
from engine.runtime.ledger import PAUSED, STOPPED, Ledger
from engine.runtime.moment import Moment
from engine.runtime.token import Scope, Token

if TYPE_CHECKING:
    from engine.runtime.version import Compiled

SILENT_INSIDE = ("entered", "left", "dropped")


class Sleepers(Protocol):
    """Tokens of a case that are kept as they were saved, until something asks for them."""

    def wake(self, number: int) -> None:
        """Load the token with this number and what belongs to it, if it is asleep."""

    def wake_all(self) -> None:
        """Load them all."""


class CaseRun(Workflow):
    """SpiffWorkflow's workflow holding live tokens only, in a flat dictionary by number.

    book      what has happened and which rows follow
    hands     who completed which user task last
    offices   office code by kind, and of the case under "case"
    ledger    the legal clock
    stood_since  since when it had stood still before this command; None where it ran
    ending    word of the end event reached last
    is_given_up  whether the case is being ended from outside
    ready     tokens lined up to be run
    emptied   scopes lined up to be closed
    asking    tokens that wait for a condition to become true
    changed   names of case data written since the conditions were last looked at
    drawn_before  last number of the case before this command
    """

    def __init__(self, version: "Compiled", moment: Moment) -> None:
        super().__init__(version.spec, deserializing=True)
        self.sleepers: Sleepers | None = None
        self.version = version
        self.moment = moment
        self.cutoff = version.cutoff
        self.book = Book()
        self.scopes: dict[int, Scope] = {}
        self.last_number = 0
        self.drawn_before = 0
        self.hands: dict[str, int] = {}
        self.offices: dict[str, str] = {}
        self.ledger = Ledger()
        self.stood_since: datetime | None = None
        self.standing = Standing(status=RUNNING)
        self.ending: str | None = None
        self.is_given_up = False
        self.ready: deque[Token] = deque()
        self.emptied: deque[Scope] = deque()
        self.asking: dict[int, Token] = {}
        self._awaiters: dict[tuple[str, str], Token] | None = None
        self.changed: set[str] = set()

    @property
    def tasks(self) -> dict[int, Token]:
        """All live tokens by number; those asleep are woken."""
        self.wake_all()
        return self.awake

    @tasks.setter
    def tasks(self, none: dict[int, Token]) -> None:
        # The base class begins with an empty dictionary of its own.
        self.awake = none

    def wake_all(self) -> None:
        """Load every token that is asleep."""
        if self.sleepers is not None:
            sleepers, self.sleepers = self.sleepers, None
            sleepers.wake_all()

    def find(self, number: int) -> Token | None:
        """Return a live token, waking no more than it and what belongs to it."""
        if number not in self.awake and self.sleepers is not None:
            self.sleepers.wake(number)
        return self.awake.get(number)

    def awaiters(self) -> dict[tuple[str, str], Token]:
        """Return who waits for which message (name, key); looked up once for a command."""
        if self._awaiters is None:
            waiting = ((token.memory.get("awaits"), token) for token in self.tasks.values())
            self._awaiters = {(one[0], one[1]): token for one, token in waiting if one}
        return self._awaiters

    def forget_awaiter(self, name: str, key: str) -> None:
        """Take note that nobody waits for this message any more."""
        if self._awaiters is not None:
            self._awaiters.pop((name, key), None)

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

    def close_scope(self, scope: Scope) -> None:
        """Take a scope away that holds no token any more."""
        self.scopes.pop(scope.number, None)
        if scope.holder is not None:
            scope.holder.inside.pop(scope.number, None)

    def note(self, token: Token, happened: str, **values: Json) -> None:
        """Note an event at a token; the inside of a multi-instance is no place of its own."""
        if happened in SILENT_INSIDE and token.memory.get("quiet"):
            return
        self.book.note(happened, token.step.node.node_id, token.number, **values)

    def current_standing(self) -> Standing:
        """Return the standing with the legal clock read now."""
        standing = self.standing
        return Standing(
            status=standing.status,
            ending=standing.ending,
            portal_status=standing.portal_status,
            due_at=self.ledger.due_at,
            paused=self.ledger.state in (PAUSED, STOPPED),
            ready=self.ledger.state == STOPPED,
            apologies=self.ledger.apologies,
        )
