"""Which values no rule of a table covers, and which rules cover the same values.

Each rule is a box in the space of the columns. Gaps are found by a sweep, column by column, that
carries along the rules still alive and remembers what it found for the same rules; overlaps by
comparing each two rules column by column. Both are exact for constant cells: a cell that reads
names or is a free expression may be met or not, and nothing is claimed that rests on it.
Source: Calvanese et al.: Semantics and Analysis of DMN Decision Tables (BPM 2016), sections 4-5.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import islice
from operator import and_, or_

from engine.decisions.column import bits
from engine.decisions.decision import Decision
from engine.decisions.regions import Domain, Region, Side, sides_of
from engine.decisions.runs import joined_over
from engine.decisions.sweep import Sweep, TooMuch
from engine.decisions.wording import example_of, in_words
from engine.errors import Words
from engine.faults import ExpressionFailed
from engine.records.values import Json

MOST_SHOWN = 20
MOST_BITS = 20_000_000


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Values that no rule covers.

    where     what is so in each column that matters, in words: (label of the column, values)
    example   a value for each column, by the text of its expression
    """

    where: tuple[tuple[str, Words], ...]
    example: Mapping[str, Json]


@dataclass(frozen=True, kw_only=True)
class Overlap:
    """A rule and later ones that cover some of its values.

    rule, others   numbers from 0
    example        values that the rule shares with the first of the others
    """

    rule: int
    others: tuple[int, ...]
    example: Mapping[str, Json]


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """What a table covers.

    never     rules that no value can meet
    hidden    (rule, earlier rule that covers all its values), where the first match counts
    complete  False when the table was too large to look at all of it, or more was found than is
              told here; what is told is true all the same
    """

    gaps: tuple[Gap, ...]
    overlaps: tuple[Overlap, ...]
    never: tuple[int, ...]
    hidden: tuple[tuple[int, int], ...]
    complete: bool


def find_coverage(decision: Decision, domains: Mapping[str, Domain] | None = None) -> Coverage:
    """Return the gaps and overlaps of a decision table, at most 20 of each.

    domains   what is known of values, by the text of an input's expression; for the answers of
              required decisions it is found here
    """
    known = {**_domains_of_needs(decision), **(domains or {})}
    sides = sides_of(decision, known)
    sweep = Sweep(sides=sides, rules=len(decision.rules))
    complete = True
    if _size(sides, decision) > MOST_BITS:
        return Coverage(gaps=(), overlaps=(), never=(), hidden=(), complete=False)
    try:
        boxes = sweep.gaps()
    except TooMuch:
        boxes, complete = (), False
    # One more than is told shows that there are more.
    overlaps = tuple(islice(_overlaps(sides, len(decision.rules)), MOST_SHOWN + 1))
    never = _never(sides, len(decision.rules))
    complete = complete and len(boxes) <= MOST_SHOWN and len(overlaps) <= MOST_SHOWN
    return Coverage(
        gaps=tuple(_gap(sides, box) for box in boxes[:MOST_SHOWN]),
        overlaps=overlaps[:MOST_SHOWN],
        never=never,
        hidden=tuple(_hidden(sides, decision, never)),
        complete=complete and not sweep.is_cut,
    )


def _domains_of_needs(decision: Decision) -> dict[str, Domain]:
    """Return the answers that required decisions can give, where they are all constants."""
    asked = {one.decision_id: one for one in decision.before}
    found = {}
    for need in decision.needs:
        values = _answers(asked[need.decision_id]) if need.decision_id in asked else None
        if values:
            found[need.variable] = Domain(values=values)
    return found


def _answers(decision: Decision) -> tuple[Json, ...] | None:
    if len(decision.outputs) != 1 or decision.policy in ("COLLECT", "RULE ORDER", "OUTPUT ORDER"):
        return None
    name, default = decision.outputs[0].name, decision.outputs[0].default
    found: list[Json] = []
    for constants in decision.constants:
        if constants is None:
            return None
        found.append(constants[name])
    try:
        return (*found, default.json_value({})) if default else tuple(found)
    except ExpressionFailed:
        return None


def _gap(sides: Sequence[Side], box: Sequence[tuple[Region, ...] | None]) -> Gap:
    where = [
        (side.label, in_words(regions, _likely(side)))
        for side, regions in zip(sides, box, strict=True)
        if regions is not None
    ]
    example = {
        side.text: example_of(one)
        for side, regions in zip(sides, box, strict=True)
        for one in (regions or _likely(side))[:1]
    }
    return Gap(where=tuple(where), example=example)


def _likely(side: Side) -> tuple[Region, ...]:
    return tuple(one for one in side.regions if one.likely)


def _size(sides: Sequence[Side], decision: Decision) -> int:
    """Return how many bits the widest column takes: rules × regions."""
    return max((len(side.regions) for side in sides), default=0) * len(decision.rules)


def _overlaps(sides: Sequence[Side], rules: int) -> Iterable[Overlap]:
    every = (1 << rules) - 1
    shared = [every] * rules
    for side in sides:
        met = [one.met for one in side.regions]
        touched = joined_over(met, met, or_, [0] * rules)
        shared = [left & right for left, right in zip(shared, touched, strict=True)]
    for number, mask in enumerate(shared):
        others = tuple(bits(mask >> number + 1 << number + 1))
        if others and mask >> number & 1:
            example = _example(sides, 1 << number | 1 << others[0])
            yield Overlap(rule=number, others=others, example=example)


def _example(sides: Sequence[Side], rules: int) -> dict[str, Json]:
    found = {}
    for side in sides:
        common = [one for one in side.regions if one.met & rules == rules]
        # A value of the sort that the column is about says more than an empty one.
        found[side.text] = example_of(next((one for one in common if one.likely), common[0]))
    return found


def _never(sides: Sequence[Side], rules: int) -> tuple[int, ...]:
    met = [reduce(or_, (one.maybe for one in side.regions), 0) for side in sides]
    everywhere = reduce(and_, met, (1 << rules) - 1)
    return tuple(number for number in range(rules) if not everywhere >> number & 1)


def _hidden(
    sides: Sequence[Side], decision: Decision, never: Sequence[int]
) -> Iterable[tuple[int, int]]:
    """Yield the rules all of whose values an earlier rule covers, with that rule."""
    if decision.policy != "FIRST":
        return
    rules = len(decision.rules)
    covering = [(1 << rules) - 1] * rules
    for side in sides:
        maybe, met = [one.maybe for one in side.regions], [one.met for one in side.regions]
        covering = joined_over(maybe, met, and_, covering)
    for number, mask in enumerate(covering):
        earlier = mask & (1 << number) - 1
        if earlier and number not in never:
            yield number, next(bits(earlier))
