"""Asking a decision table of a thousand rules over three columns: numbers, texts and dates."""

import time
from collections.abc import Mapping, Sequence
from html import escape

from bench.figures import Figure, middle, repeat
from engine.decisions.coverage import find_coverage
from engine.decisions.decision import Decision
from engine.decisions.evaluate import evaluate
from engine.decisions.reader import read_decision

STEPS = 10  # values of each column: 10 × 10 × 10 rules
ASKED = 2_000
_HEAD = (
    '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d">'
    '<decision id="fee" name="fee"><decisionTable id="t" hitPolicy="UNIQUE">'
)
_COLUMNS = "".join(
    f'<input id="{name}"><inputExpression id="{name}_e"><text>{name}</text></inputExpression>'
    "</input>"
    for name in ("so_to", "loai", "ngay")
)


def thousand_rules() -> bytes:
    """Return the table: each combination of an interval, a text and a year has a rule."""
    rules = []
    for number in range(STEPS**3):
        low, kind, year = number // 100, number // 10 % 10, 2000 + number % 10
        cells = (
            f"[{low * 10}..{low * 10 + 10})",
            f'"k{kind}"',
            f'[date("{year}-01-01")..date("{year + 1}-01-01"))',
        )
        rules.append(_row(number, cells))
    inside = f'{_COLUMNS}<output id="o" name="fee" typeRef="number"/>{"".join(rules)}'
    return f"{_HEAD}{inside}</decisionTable></decision></definitions>".encode()


def _row(number: int, cells: Sequence[str]) -> str:
    tests = "".join(
        f'<inputEntry id="r{number}_{place}"><text>{escape(cell)}</text></inputEntry>'
        for place, cell in enumerate(cells)
    )
    result = f'<outputEntry id="r{number}_o"><text>{number}</text></outputEntry>'
    return f'<rule id="r{number}">{tests}{result}</rule>'


def measure_deciding() -> tuple[Figure, ...]:
    """Return the microseconds of an answer, and what reading and checking the table take."""
    content = thousand_rules()
    decision = read_decision(content)
    cases = [_case(number) for number in range(ASKED)]
    _ask(decision, cases[:1])  # builds the index, once for the life of a version
    answers = repeat(lambda: _ask(decision, cases))
    readings = repeat(lambda: _seconds_of_reading(content) * 1000)
    checks = repeat(lambda: _seconds_of_checking(decision) * 1000)
    return (
        middle("ask a table of 1,000 rules × 3 inputs", "µs", answers, target=1000.0),
        middle("  to read it and build its index, once", "ms", readings),
        middle("  to look for its gaps and overlaps", "ms", checks),
    )


def _case(number: int) -> Mapping[str, object]:
    year, month = 2000 + number * 7 % 10, 1 + number % 12
    return {
        "so_to": number * 13 % 100,
        "loai": f"k{number * 3 % 10}",
        "ngay": f"{year}-{month:02}-15",
    }


def _ask(decision: Decision, cases: Sequence[Mapping[str, object]]) -> float:
    """Return the microseconds that one answer takes; raise ValueError when a case has none."""
    begun = time.perf_counter()
    answers = [evaluate(decision, case) for case in cases]
    seconds = time.perf_counter() - begun
    if None in answers:
        raise ValueError("a case met no rule")
    return seconds / len(cases) * 1e6


def _seconds_of_reading(content: bytes) -> float:
    begun = time.perf_counter()
    evaluate(read_decision(content), _case(0))
    return time.perf_counter() - begun


def _seconds_of_checking(decision: Decision) -> float:
    begun = time.perf_counter()
    find_coverage(decision)
    return time.perf_counter() - begun
