"""The saved state: live tokens, scopes and data as canonical JSON bytes, with a format number.

The specification is not in it (it belongs to the version), nor is anything that has finished.
"""

from collections.abc import Collection, Iterator, Mapping
from json import JSONDecoder
from operator import itemgetter
from typing import Any, TypeVar

import orjson

from engine.errors import StateUnreadable
from engine.records.outcomes import Standing
from engine.runtime.asleep import LINE, Asleep, lay_down, read_lines
from engine.runtime.ledger import Ledger
from engine.runtime.moment import Moment
from engine.runtime.rows import Rows, load_rows, scope_row, token_row
from engine.runtime.run import CaseRun
from engine.runtime.token import ROOT, Scope, Token
from engine.runtime.version import Compiled

FORMAT = 2
LEDGER_FIRST = '{"c":'
Found = TypeVar("Found", Scope, Token)


def save(run: CaseRun) -> bytes:
    """Return the state of a run; equal runs give equal bytes."""
    root = next((scope for scope in run.scopes.values() if scope.kind == ROOT), None)
    standing = run.standing
    sleeping = lay_down(run)
    state = {
        "v": FORMAT,
        "n": run.last_number,
        "st": [standing.status, standing.ending, standing.portal_status],
        "c": run.ledger.as_json(),
        "h": run.hands,
        "o": run.offices,
        "e": run.ending,
        "d": root.own if root else {},
        "s": [scope_row(one) for one in _in_order(run.scopes, sleeping.scopes)],
        "t": [token_row(one) for one in _in_order(run.awake, sleeping.tokens)],
    }
    if not any(sleeping.pieces):
        return orjson.dumps(state, option=orjson.OPT_SORT_KEYS)
    state["z"] = sleeping.counts
    return b"".join((orjson.dumps(state, option=orjson.OPT_SORT_KEYS), *sleeping.pieces))


def _in_order(found: Mapping[int, Found], but: Collection[int]) -> Iterator[Found]:
    return (found[number] for number in sorted(found) if number not in but)


def read(state: bytes) -> dict[str, Any]:
    """Return the saved state as plain JSON, with all tokens and scopes in the order of numbers.

    Raises  StateUnreadable for another format
    """
    saved, begin = _split(state)
    for scopes, tokens in read_lines(state[begin:]):
        saved["s"] += scopes
        saved["t"] += tokens
    saved["s"].sort(key=itemgetter(0))
    saved["t"].sort(key=itemgetter(0))
    return saved


def read_ledger(state: bytes) -> Ledger:
    """Return where the legal clock of a saved state stands. Raises StateUnreadable."""
    return Ledger.from_json(_split(state)[0]["c"])


def read_ledger_first(head: bytes) -> Ledger | None:
    """Return where the legal clock stands by the first bytes of a saved state.

    It is the first that a state holds, for its keys are in order. None where the bytes end in it.
    """
    text = head.decode(errors="ignore")
    if not text.startswith(LEDGER_FIRST):
        return None
    try:
        saved, _end = JSONDecoder().raw_decode(text, len(LEDGER_FIRST))
    except ValueError:
        return None
    return Ledger.from_json(saved)


def _split(state: bytes) -> tuple[dict[str, Any], int]:
    """Return what is awake, and where the sleeping units begin."""
    begin = state.find(LINE)
    begin = len(state) if begin < 0 else begin
    saved: dict[str, Any] = orjson.loads(state[:begin])
    if saved.get("v") != FORMAT:
        raise StateUnreadable(found=saved.get("v"), known=FORMAT)
    return saved, begin


def load(version: Compiled, state: bytes, moment: Moment) -> CaseRun:
    """Return the run as it was saved."""
    saved, begin = _split(state)
    run = restore(version, saved, moment)
    if begin < len(state):
        run.sleepers = sleepers = Asleep(run, state, begin)
        sleepers.count(saved["z"])
    return run


def restore(version: Compiled, saved: Mapping[str, Any], moment: Moment) -> CaseRun:
    """Return the run that plain JSON gives, as `read` returns it: nothing of it sleeps."""
    run = CaseRun(version, moment)
    run.last_number = run.drawn_before = saved["n"]
    status, ending, number = saved["st"]
    run.standing = Standing(status=status, ending=ending, portal_status=number)
    run.ledger = Ledger.from_json(saved["c"])
    run.stood_since = run.ledger.paused_at
    run.hands, run.offices, run.ending = saved["h"], saved["o"], saved["e"]
    load_rows(run, Rows(scopes=saved["s"], tokens=saved["t"], root=saved["d"]))
    return run
