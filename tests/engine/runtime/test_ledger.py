"""The ledger of the legal clock: two days, two appointments, and who may set another one."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import CaseNotRunning, CommandRefused
from engine.records.commands import (
    Amend,
    Claim,
    Command,
    Note,
    Reassign,
    Release,
    Resume,
    SetDate,
    Suspend,
)
from engine.records.outcomes import Outcome
from engine.refusals import ApologyUsed, ClockNotRunning, ExtensionTooLong, NoExtension
from engine.runtime.codec import read
from engine.runtime.ledger import Ledger
from tests.engine.runtime.play import Play, compiled, flows, user
from tests.engine.runtime.returning import Returning

ENDS = '<startEvent id="s"/><endEvent id="e"/>'
FRIDAY = datetime(2026, 11, 27, 10, 0, tzinfo=UTC)
TERMS = 'motcua:term="3 working days" motcua:legalTerm="5 working days"'


def begun(process: str = TERMS, more: str = "") -> Play:
    """Return a case whose clock runs from Monday 23/11/2026, 09:00."""
    body = ENDS + user("a", 'motcua:clock="start"') + user("b", more) + user("c")
    return Play(compiled(body + flows("s>a", "a>b", "b>c", "c>e"), process))


def day(act: str, due_on: str) -> SetDate:
    return SetDate(act=act, due_on=due_on, reason="Thiếu người", basis="Điều 19", by=1)


def clock_of(play: Play) -> Any:
    return next(one for one in play.outcome.events if one.kind == "clock").values


def test_the_statutory_day_is_kept_beside_the_one_promised_and_moves_with_it() -> None:
    play = begun(more='motcua:clock="pause"')
    assert clock_of(play)["due"] == FRIDAY.isoformat()
    assert clock_of(play)["limit"] == "2026-12-01T10:00:00+00:00"
    play.complete("a")
    play.wait(days=2)  # Wednesday 25/11: one working day was waited for
    play.complete("b")
    assert clock_of(play)["limit"] == "2026-12-02T10:00:00+00:00"
    assert play.rebuilt() == play.state


def test_the_statutory_day_moves_in_its_own_unit() -> None:
    terms = 'motcua:term="3 working days" motcua:legalTerm="10 days"'
    play = begun(terms, more='motcua:clock="pause"')
    assert clock_of(play)["limit"] == "2026-12-03T10:00:00+00:00"
    play.wait(days=3)
    play.complete("a")
    play.wait(days=3)  # from Thursday 26 to Sunday 29/11: it counts again on Monday 30
    play.complete("b")
    assert clock_of(play)["due"] == "2026-12-01T10:00:00+00:00"
    assert clock_of(play)["limit"] == "2026-12-07T10:00:00+00:00"
    assert play.rebuilt() == play.state


def test_what_an_old_state_holds_is_read_and_written_as_it_was() -> None:
    saved: list[Any] = ["paused", FRIDAY.isoformat(), "2026-11-24T02:00:00+00:00"]
    assert Ledger.from_json(saved).as_json() == saved
    assert Ledger.from_json(saved).stage == 1


def test_why_the_clock_stands_still_is_kept_in_the_words_of_the_officer() -> None:
    play = begun(more='motcua:clock="pause-restart" motcua:reason="empty lack"')
    play.complete("a", empty=" ", lack="Thiếu bản vẽ")
    assert clock_of(play)["reason"] == "Thiếu bản vẽ"
    play.complete("b")
    assert "reason" not in clock_of(play)
    assert play.rebuilt() == play.state


def test_a_pause_is_taken_from_the_day_counted_not_from_the_day_it_moved_to() -> None:
    terms = 'motcua:term="5 days" motcua:legalTerm="12 days"'
    play = begun(terms, more='motcua:clock="pause"')
    assert clock_of(play)["due"] == "2026-11-30T10:00:00+00:00"  # counted: Saturday 28/11
    assert clock_of(play)["limit"] == "2026-12-07T10:00:00+00:00"  # counted: Saturday 5/12
    play.wait(days=2)
    play.complete("a")
    play.wait(days=2)  # Wednesday to Friday
    play.complete("b")
    assert clock_of(play)["due"] == "2026-11-30T10:00:00+00:00"
    assert clock_of(play)["limit"] == "2026-12-07T10:00:00+00:00"
    assert play.rebuilt() == play.state


def test_a_second_appointment_counts_its_own_term_and_pauses_in_its_unit() -> None:
    more = 'motcua:clock="appoint" motcua:clockTerm="4 working hours"'
    play = begun(more=more)
    play.complete("a")
    assert (clock_of(play)["stage"], clock_of(play)["term"]) == (2, "4 working hours")
    # Half past eleven closes the morning: an hour and a half of the afternoon is left.
    assert play.standing.due_at == datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def test_an_apology_sets_one_day_and_the_law_an_extension_beside_it() -> None:
    play = begun(f'{TERMS} motcua:mostExtension="10 days"')
    play.give(day("extension", "2026-12-07"))
    play.give(day("apology", "2026-12-10"))
    assert play.standing.due_at == datetime(2026, 12, 10, 10, 0, tzinfo=UTC)
    assert play.standing.apologies == 1
    for again, refused in (
        (day("apology", "2026-12-18"), ApologyUsed),
        (day("extension", "2026-12-18"), NoExtension),
    ):
        with pytest.raises(refused):
            play.give(again)
    assert play.rebuilt() == play.state


def test_an_extension_is_no_longer_than_the_law_says() -> None:
    play = begun(f'{TERMS} motcua:mostExtension="10 days"')
    with pytest.raises(ExtensionTooLong):
        play.give(day("extension", "2026-12-08"))


def test_a_restart_after_an_apology_gives_no_second_one() -> None:
    play = begun(more='motcua:clock="restart"')
    play.give(day("apology", "2026-12-10"))
    play.complete("a")
    assert play.standing.due_at == FRIDAY
    with pytest.raises(ApologyUsed):
        play.give(day("apology", "2026-12-10"))


@pytest.mark.parametrize("clock", ["pause", "not-counted", "external", "stop"])
def test_no_day_is_set_while_the_clock_does_not_run(clock: str) -> None:
    play = begun(more=f'motcua:clock="{clock}"')
    play.complete("a")
    assert (play.standing.paused, play.standing.ready) == (True, clock == "stop")
    with pytest.raises(ClockNotRunning):
        play.give(day("apology", "2026-12-10"))


@pytest.mark.parametrize("blank", ["reason", "basis", "act"])
def test_a_day_without_reason_basis_or_kind_is_refused(blank: str) -> None:
    given_day: dict[str, Any] = {"act": "apology", "due_on": "2026-12-10", "reason": "x"}
    given_day |= {"basis": "y", "by": 1, blank: " "}
    with pytest.raises(CommandRefused):
        begun().give(SetDate(**given_day))


CLOCKED = (
    user("r"),
    user("a", 'motcua:clock="start"'),
    '<intermediateThrowEvent id="x" motcua:clock="{act}" motcua:clockTerm="3 working days"/>',
    user("b"),
    user("c"),
)


def returning(act: str = "extend", order: str = "s>r>a>x>b>c>e", again: str = "") -> Returning:
    """Return a case that stands at "r", before its clock starts."""
    steps = order.split(">")
    pairs = [f"{one}>{two}" for one, two in zip(steps, steps[1:], strict=False)]
    body = ENDS + "".join(CLOCKED).format(act=act) + again
    return Returning(compiled(body + flows(*pairs), TERMS))


def test_a_term_that_was_begun_is_not_begun_anew_by_going_back() -> None:
    play = returning()
    play.complete("r")
    play.wait(days=2)
    play.send_back("a", "r")
    play.complete("r")
    assert play.standing.due_at == FRIDAY
    assert play.rebuilt() == play.state


@pytest.mark.parametrize("act", ["extend", "appoint"])
def test_what_the_term_is_given_once_is_not_given_again_by_going_back(act: str) -> None:
    play = returning(act)
    for one in "ra":
        play.complete(one)
    due, stage = play.standing.due_at, Ledger.from_json(read(play.state or b"")["c"]).stage
    for _ in range(2):
        play.wait(days=1)
        play.send_back("b", "a")
        play.complete("a")
        play.take_back("a")
        play.complete("a")
        assert play.standing.due_at == due
        assert Ledger.from_json(read(play.state or b"")["c"]).stage == stage
    assert play.rebuilt() == play.state


def test_an_extension_that_the_drawn_flow_repeats_is_given_again() -> None:
    gate = '<exclusiveGateway id="g" default="f5"/>'
    play = returning(order="s>r>a>x>b>g>x", again=gate)
    for one in "ra":
        play.complete(one)
    before = play.standing.due_at
    play.send_back("b", "a")
    play.complete("a")
    assert play.standing.due_at == before
    play.complete("b")
    assert play.standing.due_at != before


def test_a_pause_that_is_undone_leaves_a_clock_that_runs() -> None:
    body = ENDS + user("r") + user("a", 'motcua:clock="start"') + user("b", 'motcua:clock="pause"')
    play = Returning(compiled(body + flows("s>r", "r>a", "a>b", "b>e"), TERMS))
    for one in "ra":
        play.complete(one)
    assert play.standing.paused
    play.send_back("b", "r")
    assert not play.standing.paused


ACTS: tuple[Any, ...] = (
    lambda play: Claim(token=play.token(play.open[0]), by=2),
    lambda play: Release(token=play.token(play.open[0]), by=2),
    lambda play: Reassign(token=play.token(play.open[0]), to=3, by=2),
    lambda _play: Suspend(reason="court", by=1),
    lambda _play: Resume(by=1),
    lambda _play: Amend(names={"term": "1 day"}, reason="…", by=1),
    lambda _play: Note(event="remark-made", values={"text": "…"}, by=1),
    lambda play: play.complete(play.open[0]),
    lambda play: play.send_back(play.open[0], "r"),
    lambda play: play.take_back("r"),
)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 200)), max_size=12))
def test_nothing_but_a_date_that_is_set_changes_the_day(acts: list[Any]) -> None:
    play = returning(order="s>r>a>b>c>r")
    play.complete("r")
    for make, hours in acts:
        play.wait(hours=hours)
        try:
            command: Command | Outcome = make(play)
            if not isinstance(command, Outcome):
                play.give(command)
        except (CaseNotRunning, CommandRefused, StopIteration, KeyError, ValueError):
            continue
        assert play.standing.due_at == FRIDAY
    if play.standing.status == "suspended":
        play.give(Resume(by=1))
    play.now = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
    play.give(day("apology", "2026-12-10"))
    assert play.standing.due_at != FRIDAY
