"""Joining the rules of many regions at once: for each rule, over the regions where it is met.

A rule is met in a few runs of neighbouring regions; what joins a whole run is looked up in a table
of joins over 1, 2, 4 … regions, so a thousand rules cost about what ten do asked one by one.
Source: Bender, Farach-Colton: The LCA Problem Revisited (LATIN 2000), "sparse table".
"""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from engine.decisions.column import bits

Join: TypeAlias = Callable[[int, int], int]


def joined_over(
    where: Sequence[int], masks: Sequence[int], join: Join, first: Sequence[int]
) -> list[int]:
    """Return, for each rule, `first` joined with the masks of all regions where the rule is met.

    where   rules by region, as bits
    masks   what is joined, by region
    join    `or_` or `and_`
    """
    table = _table(masks, join)
    found = list(first)
    begun: dict[int, int] = {}
    before = 0
    for place, current in enumerate((*where, 0)):
        for number in bits(before & ~current):
            start = begun.pop(number)
            found[number] = join(found[number], _over(table, join, start, place))
        for number in bits(current & ~before):
            begun[number] = place
        before = current
    return found


def _table(masks: Sequence[int], join: Join) -> list[list[int]]:
    """Return rows of joins: row n holds the joins of 2**n neighbours, by the first of them."""
    rows = [list(masks)]
    width = 1
    while 2 * width <= len(masks):
        last = rows[-1]
        rows.append([join(last[at], last[at + width]) for at in range(len(last) - width)])
        width *= 2
    return rows


def _over(table: Sequence[Sequence[int]], join: Join, start: int, end: int) -> int:
    """Return the join of the regions from `start` up to and without `end`."""
    row = (end - start).bit_length() - 1
    return join(table[row][start], table[row][end - (1 << row)])
