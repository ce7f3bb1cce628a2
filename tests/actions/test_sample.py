"""The sample office, filled through the real engine, on both databases."""

from pathlib import Path

import pytest

from engine.actions.sign_in import sign_in
from engine.actions.verify_cases import verify_cases
from engine.context import Context
from engine.sample.desk import MADE
from engine.sample.fill import SAMPLE_PASSWORD, before_cases, fill_sample, sample_people
from engine.sample.stories import PROCEDURES
from engine.store.database import Database
from engine.store.sweep import Rows, read_rows
from tests.make import make_cast, make_context, publish

CASES = 40


@pytest.fixture
def context(database: Database, tmp_path: Path) -> Context:
    """Give a context in which the shipped procedures were published before the first case."""
    made = make_context(database, tmp_path)
    for key in PROCEDURES:
        publish(before_cases(made), key)
    return made


def rows_of(context: Context) -> tuple[Rows, ...]:
    """Return all cases with their rows."""
    with context.database.read() as db:
        return read_rows(db, 0, 2 * CASES)


def filed_of(context: Context) -> tuple[Rows, ...]:
    """Return the cases that somebody filed; the others were opened by one of these."""
    return tuple(one for one in rows_of(context) if one.case.parent_case_id is None)


def test_the_sample_is_intact_and_tells_of_many_ends(context: Context) -> None:
    fill_sample(context, lambda _: None, CASES)

    verdicts = list(verify_cases(context))
    assert len(verdicts) >= CASES + MADE
    assert [one.discrepancies for one in verdicts if not one.intact] == []
    standings = {one.case.standing for one in rows_of(context)}
    assert {one.ending for one in standings} >= {None, "done", "refused", "closed", "withdrawn"}


def test_nothing_in_the_sample_happens_after_now(context: Context) -> None:
    fill_sample(context, lambda _: None, CASES)

    instants = [[entry.at for entry in one.entries] for one in rows_of(context)]
    assert all(one == sorted(one) for one in instants)
    assert max(one[-1] for one in instants) <= context.clock.now()


def test_a_second_filling_does_nothing(context: Context) -> None:
    fill_sample(context, lambda _: None, CASES)
    before = rows_of(context)

    fill_sample(context, lambda _: None, CASES)

    assert rows_of(context) == before


def test_a_filling_that_was_broken_off_goes_on_and_doubles_nothing(context: Context) -> None:
    def stop(_: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fill_sample(context, stop, CASES)
    begun = {one.case.code for one in rows_of(context)}

    fill_sample(context, lambda _: None, CASES)

    assert 0 < len(begun) < CASES
    assert begun < {one.case.code for one in rows_of(context)}
    assert len(rows_of(context)) >= CASES + MADE
    assert all(one.intact for one in verify_cases(context))


def test_a_database_with_other_people_is_left_alone(context: Context) -> None:
    make_cast(context)

    fill_sample(context, lambda _: None, CASES)

    assert rows_of(context) == ()


def test_everybody_of_the_sample_can_sign_in(context: Context) -> None:
    fill_sample(context, lambda _: None, 1)

    for login, words in sample_people():
        _, person = sign_in(context, login, SAMPLE_PASSWORD, f"address of {login}")
        assert words.startswith(person.name)
