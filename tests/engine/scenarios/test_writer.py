from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.records.cards import Text
from engine.records.scenarios import CLOCKS, MENDS, Expected, Move, Scenario
from engine.scenarios.reader import read_scenario
from engine.scenarios.writer import write_scenario
from tests.procedures.shipped import PATHS, scenario

WORDS = st.text(st.characters(codec="utf-8"), max_size=20)
SOME = WORDS.filter(bool)
INSTANTS = st.datetimes(
    min_value=datetime(2000, 1, 1),  # noqa: DTZ001  # hypothesis adds the zone
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from((UTC, timezone(timedelta(hours=7)))),
)
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
PLAIN = st.one_of(
    st.booleans(), WORDS, st.integers(-(2**62), 2**62), st.floats(allow_nan=False, width=64)
)
JSON = st.recursive(
    PLAIN, lambda one: st.lists(one, max_size=3) | st.dictionaries(WORDS, one, max_size=3)
)
ANSWERS = st.dictionaries(WORDS, JSON, max_size=4)
MOVES = st.builds(
    Move,
    act=st.sampled_from(("complete", "message", "signal", "settle", *MENDS)),
    target=WORDS,
    letters=st.none() | st.lists(WORDS, max_size=2).map(tuple),
    clock=st.none() | st.sampled_from(CLOCKS),
    legal_due=st.none() | DAYS,
    refused=st.none() | WORDS,
    label=st.none() | WORDS,
    answers=ANSWERS,
    at=st.none() | INSTANTS,
    result=st.none() | JSON,
    error=st.none() | WORDS,
    error_code=st.none() | WORDS,
    due=st.none() | DAYS,
    case_due=st.none() | DAYS,
) | st.builds(Move, act=st.just("wait"), at=INSTANTS)
SAID = WORDS.filter(str.strip)
DECIDED = (
    st.builds(Move, act=st.just("send_back"), target=WORDS, to=WORDS, reason=SAID)
    | st.builds(Move, act=st.just("take_back"), target=WORDS, reason=SAID)
    | st.builds(Move, act=st.just("stop"), reason=SAID)
    | st.builds(
        Move,
        act=st.just("set_date"),
        target=st.sampled_from(("apology", "extension")),
        day=DAYS,
        reason=SAID,
        basis=SAID,
    )
)
SCENARIOS = st.builds(
    Scenario,
    key=st.just("mot"),
    title=st.builds(Text, vi=SOME, en=SOME),
    start_at=INSTANTS,
    channel=st.sampled_from(("online", "direct", "post")),
    answers=ANSWERS,
    offices=st.dictionaries(WORDS, WORDS, max_size=2),
    choices=st.dictionaries(WORDS, st.lists(WORDS, max_size=2).map(tuple), max_size=2),
    begins=st.none() | WORDS,
    moves=st.lists(MOVES | DECIDED, max_size=3).map(tuple),
    expected=st.builds(
        Expected,
        ending=st.none() | WORDS,
        status=st.none() | st.integers(1, 10),
        due=st.none() | DAYS,
        path=st.lists(WORDS, max_size=3).map(tuple),
        avoid=st.lists(WORDS, max_size=3).map(tuple),
        names=ANSWERS,
        letters=st.none() | st.lists(WORDS, max_size=2).map(tuple),
    ),
)


@given(SCENARIOS)
def test_what_is_written_reads_as_the_same(one: Scenario) -> None:
    written = write_scenario(one)
    found, findings = read_scenario(written, "scenarios/mot.toml")
    assert findings == ()
    assert found == one
    assert write_scenario(found) == written


@pytest.mark.parametrize("path", PATHS, ids=lambda path: f"{path.parts[-3]}/{path.stem}")
def test_shipped_scenarios_stay_the_same(path: Path) -> None:
    one = scenario(path)
    found, _findings = read_scenario(write_scenario(one), f"scenarios/{path.name}")
    assert found == one


def test_an_answer_that_is_not_given_is_left_out() -> None:
    one = Scenario(
        key="mot",
        title=Text(vi="Một", en="One"),
        start_at=datetime(2026, 11, 23, tzinfo=UTC),
        moves=(Move(act="complete", target="a", answers={"x": None, "y": [1, None]}),),
        expected=Expected(),
    )
    found, _findings = read_scenario(write_scenario(one), "scenarios/mot.toml")
    assert found is not None
    assert found.moves[0].answers == {"y": [1]}
