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
from engine.refusals import ApologyUsed, ClockNotRunning, ExtensionTooLong, NoExtension
from engine.runtime.ledger import Ledger
from tests.engine.runtime.play import Play, compiled, flows, user

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


def test_what_an_old_state_holds_is_read_and_written_as_it_was() -> None:
    saved: list[Any] = ["paused", FRIDAY.isoformat(), "2026-11-24T02:00:00+00:00"]
    assert Ledger.from_json(saved).as_json() == saved
    assert Ledger.from_json(saved).stage == 1


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


ACTS: tuple[Any, ...] = (
    lambda play: Claim(token=play.token("a"), by=2),
    lambda play: Release(token=play.token("a"), by=2),
    lambda play: Reassign(token=play.token("a"), to=3, by=2),
    lambda _play: Suspend(reason="court", by=1),
    lambda _play: Resume(by=1),
    lambda _play: Amend(names={"term": "1 day"}, reason="…", by=1),
    lambda _play: Note(event="remark-made", values={"text": "…"}, by=1),
)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 200)), max_size=12))
def test_nothing_but_a_date_that_is_set_changes_the_day(acts: list[Any]) -> None:
    play = begun()
    for make, hours in acts:
        play.wait(hours=hours)
        command: Command = make(play)
        try:
            play.give(command)
        except (CaseNotRunning, CommandRefused):
            continue
        assert play.standing.due_at == FRIDAY
    if play.standing.status == "suspended":
        play.give(Resume(by=1))
    play.now = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
    play.give(day("apology", "2026-12-10"))
    assert play.standing.due_at != FRIDAY
