"""Which outcome fits the answers, and what goes on to the filing form."""

import pytest

from engine.procedures.outcomes import carried, find_outcome, names_of, ways_of
from engine.procedures.procedure import Procedure
from engine.procedures.reader import read_procedure
from engine.records.values import Json
from tests.engine.procedures.guide_files import PAGES, guided_files

KEY = "small-procedure"


@pytest.fixture(scope="module")
def small() -> Procedure:
    return read_procedure(KEY, guided_files())


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"kind": "b"}, "other"),
        ({"kind": "a", "pages": 11}, "many"),
        ({"kind": "a", "pages": 10}, "few"),
        ({}, "few"),
    ],
)
def test_the_first_outcome_that_fits_is_told(
    small: Procedure, answers: dict[str, Json], expected: str
) -> None:
    assert small.guide is not None
    names = names_of(small.forms["questions"], answers)
    assert find_outcome(small.guide, names).outcome_id == expected


def test_an_answer_to_a_question_that_is_not_asked_counts_for_nothing(small: Procedure) -> None:
    assert names_of(small.forms["questions"], {"kind": "b", "pages": 11})["pages"] is None


def test_answers_go_on_by_their_keys_and_by_what_the_outcome_says(small: Procedure) -> None:
    assert small.guide is not None
    names = names_of(small.forms["questions"], {"kind": "a", "pages": 11})
    outcome = find_outcome(small.guide, names)
    assert carried(outcome, names, small.forms["filing"]) == {"number_of_pages": 11}


def test_all_ways_of_answering_are_tried_around_the_numbers_that_are_named(
    small: Procedure,
) -> None:
    assert small.guide is not None
    ways = ways_of(small.forms["questions"], small.guide)
    assert ways is not None
    assert {one["pages"] for one in ways} == {None, 1, 9, 10, 11, 99, 100, 101, 200}


def test_questions_for_a_day_cannot_all_be_tried() -> None:
    day = {**PAGES, "type": "datetime", "subtype": "date", "key": "pages", "dateLabel": "Ngày"}
    found = read_procedure(KEY, guided_files(fields=(day,)))
    assert found.guide is not None
    assert ways_of(found.forms["questions"], found.guide) is None
