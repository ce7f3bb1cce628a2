"""One row of JSON for each token and scope of a saved state."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from engine.runtime.run import CaseRun
from engine.runtime.token import ROOT, Scope, Token


class TokenRow(NamedTuple):
    """The row of a token by its parts: see `token_row`."""

    number: int
    name: str
    state: int
    scope: int
    via: str | None
    host: int | None
    memory: dict[str, Any]
    arrived: bool


class ScopeRow(NamedTuple):
    """The row of a scope by its parts: see `scope_row`."""

    number: int
    kind: str
    holder: int | None
    place: int
    own: dict[str, Any] | None
    undo: list[dict[str, Any]] = []
    counts: dict[str, Any] = {}


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Rows of scopes and tokens; `root` holds the names of the outermost scope."""

    scopes: list[list[Any]]
    tokens: list[list[Any]]
    root: dict[str, Any]


def scope_row(scope: Scope) -> list[Any]:
    """Return the row of a scope."""
    holder = scope.holder.number if scope.holder else None
    own = scope.own if scope.is_apart and scope.kind != ROOT else None
    row = [scope.number, scope.kind, holder, scope.index, own]
    return [*row, scope.undo, scope.counts] if scope.undo or scope.counts else row


def token_row(token: Token) -> list[Any]:
    """Return the row of a token."""
    host = token.host.number if token.host else None
    return [
        token.number,
        token.step.name,
        token._state,
        token.scope.number,
        token.via,
        host,
        token.memory,
        token in token.scope.arrivals.get(token.step.name, ()),
    ]


def load_rows(run: CaseRun, rows: Rows) -> None:
    """Make scopes and tokens in the order of their numbers: a holder comes before its scope."""
    places = [(row[0], row, True) for row in rows.scopes]
    places += [(row[0], row, False) for row in rows.tokens]
    for _number, row, is_scope in sorted(places, key=lambda place: place[0]):
        if is_scope:
            _load_scope(run, row, rows.root)
        else:
            _load_token(run, row)
    for row in rows.tokens:
        if row[7]:
            token = run.awake[row[0]]
            token.scope.arrive(token)


def _load_scope(run: CaseRun, row: list[Any], root_names: dict[str, Any]) -> None:
    number, kind, holder, index, own = row[:5]
    held_by = run.awake[holder] if holder is not None else None
    names = root_names if kind == ROOT else own or {}
    scope = Scope(number, kind, held_by, names, index)
    if len(row) > 5:
        scope.undo, scope.counts = row[5:]
    run.scopes[number] = scope


def _load_token(run: CaseRun, row: list[Any]) -> None:
    number, name, state, scope, via, host, memory, _arrived = row
    token = Token(run, run.version.steps[name], run.scopes[scope], number, via)
    token._set_state(state)
    token.internal_data = memory
    if host is not None:
        token.attend(run.awake[host])
    if "listening" in memory:
        token.listen()
    if "if" in memory:
        run.asking[number] = token
