"""Moving a case back to the version it had, just as it stood there (ADR 0018)."""

from typing import TYPE_CHECKING, Any

from engine.errors import CommandRefused, Words
from engine.records.commands import MoveBack
from engine.runtime.codec import read, restore
from engine.runtime.ledger import Ledger
from engine.runtime.migrating import Past, tell
from engine.runtime.moment import Moment
from engine.runtime.remirror import mirror_again
from engine.runtime.renaming import split_name
from engine.runtime.rows import TokenRow
from engine.runtime.taking import is_attending
from engine.runtime.version import Compiled

if TYPE_CHECKING:
    from engine.runtime.run import CaseRun

STEPPED = Words(
    en="a move back: it has gone on since, or was never moved",
    vi="việc chuyển ngược: hồ sơ đã đi tiếp hoặc chưa từng được chuyển",
)


def move_back(
    version: Compiled, past: Past, state: bytes, command: MoveBack, now: Moment
) -> "CaseRun":
    """Return the run of a case as it stood before it moved; whoever holds a task keeps it.

    Raises  CommandRefused where there is no state to go back to
    """
    if past.state is None:
        raise CommandRefused(what=STEPPED)
    rows = {row[0]: TokenRow(*row) for row in read(state)["t"]}
    saved = read(past.state)
    for row in saved["t"]:
        kept = rows.get(row[0])
        if kept is not None and "task" in kept.memory and "task" in row[6]:
            row[6]["task"]["holder"] = kept.memory["task"]["holder"]
    # A day that was set since stays set: nobody changes it without a reason.
    if _is_set_since(read(state)["c"], saved["c"]):
        saved["c"] = read(state)["c"]
    # A number is never given out twice.
    saved["n"] = max(saved["n"], read(state)["n"])
    run = restore(version, saved, now)
    _tell_moves(run, rows)
    tell(run, command)
    mirror_again(run, {number: (row, _element(row)) for number, row in rows.items()})
    return run


def _is_set_since(now: list[Any], then: list[Any]) -> bool:
    after, before = Ledger.from_json(now), Ledger.from_json(then)
    return (after.apologies, after.extended) != (before.apologies, before.extended)


def _tell_moves(run: "CaseRun", rows: dict[int, TokenRow]) -> None:
    for number, row in rows.items():
        token, element = run.awake.get(number), _element(row)
        if token is None and "quiet" not in row.memory:
            run.book.note("dropped", element, number)
        elif token is not None and not is_attending(row) and element != token.step.node.node_id:
            run.book.note("moved", token.step.node.node_id, number, **{"from": element})
    for number, token in sorted(run.awake.items()):
        if number not in rows and "quiet" not in token.memory:
            run.book.note("entered", token.step.node.node_id, number)


def _element(row: TokenRow) -> str:
    return split_name(row.name)[0]
