"""Tokens that only wait are kept as they were saved, until a command asks for them.

A case with a thousand tasks, timers or instances open would otherwise be read and written whole at
every step. What sleeps is a unit: a waiting token with its boundary events, or an instance of a
multi-instance with all in it. Each unit is a line of the saved state: the numbers of its tokens
between marks that JSON cannot hold, then its rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import orjson
from SpiffWorkflow.util.task import TaskState

from engine.runtime.rows import Rows, load_rows, scope_row, token_row
from engine.runtime.run import CaseRun
from engine.runtime.token import INSTANCE, Scope, Token

LINE, MARK = b"\n", b"\x1f"
# Below so many live tokens nothing sleeps.
FEWEST = 40
_RESTLESS = ("if", "listening", "incident", "unmarked", "hears", "quiet")


@dataclass
class LaidDown:
    """What sleeps in a state to be saved.

    pieces   the units in the order of their first tokens, each after a line break
    counts   [tokens asleep by scope, instances asleep by the token that holds them]
    scopes, tokens   numbers of loaded ones that sleep from now on
    """

    pieces: list[bytes | memoryview] = field(default_factory=list)
    counts: tuple[dict[str, int], dict[str, int]] = field(default_factory=lambda: ({}, {}))
    scopes: set[int] = field(default_factory=set)
    tokens: set[int] = field(default_factory=set)


class Asleep:
    """The sleeping tokens of a case, within the state they were saved in (run.Sleepers).

    state   the whole saved state; the units stand from `begin` on
    woken   (begin, end) of the units that were loaded
    """

    def __init__(self, run: CaseRun, state: bytes, begin: int) -> None:
        self.run = run
        self.state = state
        self.begin = begin
        self.woken: list[tuple[int, int]] = []

    def count(self, counts: tuple[dict[str, int], dict[str, int]]) -> None:
        """Tell scopes and tokens how much of theirs sleeps."""
        by_scope, by_token = counts
        for number, count in by_scope.items():
            scope = self.run.scopes[int(number)]
            scope.asleep, scope.run = count, self.run
        for number, count in by_token.items():
            self.run.awake[int(number)].asleep = count

    def wake(self, number: int) -> None:
        """Load the unit of a token."""
        mark = b"%b%d%b" % (MARK, number, MARK)
        begin, end = self._unit_before(number)
        if self.state.find(mark, begin, end) < 0:
            at = self.state.find(mark, self.begin)
            if at < 0:
                return
            begin, end = self._unit_at(at)
        if (begin, end) not in self.woken:
            self.woken.append((begin, end))
            self._load(self.state[begin:end])

    def wake_all(self) -> None:
        """Load all units."""
        lines = b"".join(self.pieces([]))
        self.woken = [(self.begin, len(self.state))]
        self._load(lines)

    def size(self) -> int:
        """Return how many tokens sleep: a unit has one mark more than it has tokens."""
        places = [(self.begin, len(self.state)), *self.woken]
        count = [self.state.count(MARK, *one) - self.state.count(LINE, *one) for one in places]
        return count[0] - sum(count[1:])

    def pieces(self, new: list[tuple[int, bytes]]) -> list[bytes | memoryview]:
        """Return what still sleeps, with new units, given by first token in its order."""
        view, at = memoryview(self.state), self.begin
        changes = [(self._unit_from(number), 0, line) for number, line in new]
        changes += [(begin, end, b"") for begin, end in self.woken]
        found: list[bytes | memoryview] = []
        for begin, end, line in sorted(changes, key=lambda change: change[:2]):
            found += [view[at:begin], line]
            at = max(begin, end)
        return [*found, view[at:]]

    def _load(self, lines: bytes) -> None:
        for scopes, tokens in read_lines(lines):
            load_rows(self.run, Rows(scopes=scopes, tokens=tokens, root={}))
            if scopes:
                self.run.awake[scopes[0][2]].asleep -= 1
            else:
                self.run.scopes[tokens[0][3]].asleep -= len(tokens)
        _set_in_order(self.run)

    def _unit_at(self, at: int) -> tuple[int, int]:
        """Return where the unit around a place begins and ends."""
        begin = self.state.rfind(LINE, self.begin, at + 1)
        end = self.state.find(LINE, at + 1)
        return begin, len(self.state) if end < 0 else end

    def _unit_before(self, number: int) -> tuple[int, int]:
        """Return the last unit whose first token has at most this number."""
        low = self._unit_from(number + 1)
        return self._unit_at(max(low - 1, self.begin))

    def _unit_from(self, number: int) -> int:
        """Return the place of the first unit whose first token has at least this number."""
        low, high = self.begin, len(self.state)
        while low < high:
            begin, end = self._unit_at((low + high) // 2)
            first = int(self.state[begin + 2 : self.state.index(MARK, begin + 2)])
            if first < number:
                low = end
            else:
                high = begin
        return low


def read_lines(lines: bytes) -> Iterator[tuple[list[list[Any]], list[list[Any]]]]:
    """Yield the rows of scopes and of tokens of each unit."""
    for line in lines.split(LINE)[1:]:
        scopes, tokens = orjson.loads(line[line.rindex(MARK) + 1 :])
        yield scopes, tokens


def lay_down(run: CaseRun) -> LaidDown:
    """Return what of a run can sleep in its saved state: the same for equal runs."""
    laid = LaidDown()
    if any(_is_asunder(scope) for scope in run.scopes.values()):
        run.wake_all()
    sleepers = run.sleepers if isinstance(run.sleepers, Asleep) else None
    if _are_few(run, sleepers):
        run.wake_all()
        return laid
    _count(run, laid)
    new: list[tuple[int, bytes]] = []
    for scope in list(run.scopes.values()):
        _lay_scope(scope, laid, new)
    new.sort()
    laid.pieces = sleepers.pieces(new) if sleepers else [line for _, line in new]
    return laid


def _set_in_order(run: CaseRun) -> None:
    """Set what was loaded among the rest, as if it had never slept."""
    run.awake = dict(sorted(run.awake.items()))
    run.scopes = dict(sorted(run.scopes.items()))
    for scope in run.scopes.values():
        scope.awake = dict(sorted(scope.awake.items()))
    for token in run.awake.values():
        token.inside = dict(sorted(token.inside.items()))


def _are_few(run: CaseRun, sleepers: Asleep | None) -> bool:
    """Tell whether the case has too few live tokens for any to sleep."""
    if sleepers is None:
        return len(run.awake) < FEWEST
    waiting = sum(scope.asleep for scope in run.scopes.values())
    held = sum(token.asleep for token in run.awake.values())
    # Of instances it is known only how many sleep: their tokens are counted where it matters.
    return len(run.awake) + waiting + held < FEWEST and len(run.awake) + sleepers.size() < FEWEST


def _is_asunder(scope: Scope) -> bool:
    """Tell whether an instance sleeps in parts that would sleep as one, were they awake."""
    return scope.kind == INSTANCE and _has_asleep(scope) and _is_calm_scope(scope)


def _has_asleep(scope: Scope) -> bool:
    return bool(scope.asleep) or any(
        token.asleep or any(_has_asleep(inner) for inner in token.inside.values())
        for token in scope.awake.values()
    )


def _count(run: CaseRun, laid: LaidDown) -> None:
    by_scope, by_token = laid.counts
    by_scope.update((str(one.number), one.asleep) for one in run.scopes.values() if one.asleep)
    by_token.update((str(one.number), one.asleep) for one in run.awake.values() if one.asleep)


def _lay_scope(scope: Scope, laid: LaidDown, new: list[tuple[int, bytes]]) -> None:
    """Lay down the scope if it is a calm instance, else its calm tokens."""
    if scope.number in laid.scopes or _is_within(scope, laid):
        return
    holder = scope.holder
    if scope.kind == INSTANCE and holder is not None and _is_calm_scope(scope):
        scopes, tokens = _closure(scope)
        _add(laid, new, scopes, tokens)
        _increase(laid.counts[1], holder.number, 1)
        return
    for token in scope.awake.values():
        if token.host is None and not token.inner_count and _is_calm(token):
            unit = [token, *_guests(token)]
            _add(laid, new, [], unit)
            _increase(laid.counts[0], scope.number, len(unit))


def _is_within(scope: Scope, laid: LaidDown) -> bool:
    return scope.holder is not None and scope.holder.number in laid.tokens


def _increase(counts: dict[str, int], number: int, by: int) -> None:
    counts[str(number)] = counts.get(str(number), 0) + by


def _is_calm(token: Token) -> bool:
    """Tell whether a token only waits for something that names it."""
    if token._state != TaskState.STARTED or token in token.scope.arrivals.get(token.step.name, ()):
        return False
    restless = [word for word in _RESTLESS if word in token.memory]
    if restless and not (restless == ["quiet"] and _is_bound(token)):
        return False
    return all(_is_calm(guest) for guest in token.guests.values())


def _is_bound(token: Token) -> bool:
    """Tell whether a token that is no place of its own belongs to one that is."""
    return token.host is not None or token.scope.kind == INSTANCE


def _is_calm_scope(scope: Scope) -> bool:
    """Tell whether all in a scope only waits; what sleeps in it does."""
    if scope.listeners or scope.undo or scope.counts or not (scope.awake or scope.asleep):
        return False
    return all(
        _is_calm(token) and all(_is_calm_scope(inner) for inner in token.inside.values())
        for token in scope.awake.values()
    )


def _guests(token: Token) -> Iterator[Token]:
    for guest in token.guests.values():
        yield guest
        yield from _guests(guest)


def _closure(scope: Scope) -> tuple[list[Scope], list[Token]]:
    scopes, tokens = [scope], list(scope.awake.values())
    for token in list(tokens):
        for inner in token.inside.values():
            more = _closure(inner)
            scopes += more[0]
            tokens += more[1]
    return scopes, tokens


def _add(
    laid: LaidDown, new: list[tuple[int, bytes]], scopes: list[Scope], tokens: list[Token]
) -> None:
    tokens.sort(key=lambda token: token.number)
    numbers = [token.number for token in tokens]
    laid.tokens.update(numbers)
    laid.scopes.update(scope.number for scope in scopes)
    rows = [[scope_row(one) for one in scopes], [token_row(one) for one in tokens]]
    marks = MARK.join(b"%d" % number for number in numbers)
    text = orjson.dumps(rows, option=orjson.OPT_SORT_KEYS)
    new.append((numbers[0], b"%b%b%b%b%b" % (LINE, MARK, marks, MARK, text)))
