"""The saved state: live tokens, scopes and data as canonical JSON bytes, with a format number.

The specification is not in it (it belongs to the version), nor is anything that has finished.
"""

from typing import Any

import orjson

from engine.errors import StateUnreadable
from engine.records.outcomes import Standing
from engine.runtime.ledger import Ledger
from engine.runtime.moment import Moment
from engine.runtime.run import CaseRun
from engine.runtime.token import ROOT, Scope, Token
from engine.runtime.version import Compiled

FORMAT = 1


def save(run: CaseRun) -> bytes:
    """Return the state of a run; equal runs give equal bytes."""
    root = next((scope for scope in run.scopes.values() if scope.kind == ROOT), None)
    standing = run.standing
    state = {
        "v": FORMAT,
        "n": run.last_number,
        "st": [standing.status, standing.ending, standing.portal_status],
        "c": run.ledger.as_json(),
        "h": run.hands,
        "o": run.offices,
        "e": run.ending,
        "d": root.own if root else {},
        "s": [_scope(scope) for scope in run.scopes.values()],
        "t": [_token(token) for token in run.tasks.values()],
    }
    return orjson.dumps(state, option=orjson.OPT_SORT_KEYS)


def _scope(scope: Scope) -> list[Any]:
    holder = scope.holder.number if scope.holder else None
    own = scope.own if scope.is_apart and scope.kind != ROOT else None
    row = [scope.number, scope.kind, holder, scope.index, own]
    return [*row, scope.undo, scope.counts] if scope.undo or scope.counts else row


def _token(token: Token) -> list[Any]:
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


def read(state: bytes) -> dict[str, Any]:
    """Return the saved state as plain JSON.

    Raises  StateUnreadable for another format
    """
    saved: dict[str, Any] = orjson.loads(state)
    if saved.get("v") != FORMAT:
        raise StateUnreadable(found=saved.get("v"), known=FORMAT)
    return saved


def load(version: Compiled, state: bytes, moment: Moment) -> CaseRun:
    """Return the run as it was saved."""
    saved = read(state)
    run = CaseRun(version, moment)
    run.last_number = saved["n"]
    status, ending, number = saved["st"]
    run.standing = Standing(status=status, ending=ending, portal_status=number)
    run.ledger = Ledger.from_json(saved["c"])
    run.hands, run.offices, run.ending = saved["h"], saved["o"], saved["e"]
    _load_places(run, saved)
    return run


def _load_places(run: CaseRun, saved: dict[str, Any]) -> None:
    """Make scopes and tokens in the order of their numbers: a holder comes before its scope."""
    places = [(row[0], row, True) for row in saved["s"]]
    places += [(row[0], row, False) for row in saved["t"]]
    for _number, row, is_scope in sorted(places, key=lambda place: place[0]):
        if is_scope:
            _load_scope(run, row, saved["d"])
        else:
            _load_token(run, row)
    arrived = [row for row in saved["t"] if row[7]]
    for row in arrived:
        token = run.tasks[row[0]]
        token.scope.arrive(token)


def _load_scope(run: CaseRun, row: list[Any], root_names: dict[str, Any]) -> None:
    number, kind, holder, index, own = row[:5]
    held_by = run.tasks[holder] if holder is not None else None
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
        token.attend(run.tasks[host])
    if "listening" in memory:
        token.listen()
    if "if" in memory:
        run.asking[number] = token
