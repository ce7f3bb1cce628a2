"""Opening a dossier with code and digits: four digits must not be guessed."""

from datetime import timedelta

import pytest

from engine.actions.open_tracking import (
    PER_ADDRESS,
    PER_ADDRESS_A_DAY,
    PER_CODE,
    PER_CODE_A_DAY,
    open_tracking,
)
from engine.errors import NotFound, TooManyTries
from engine.records.codes import pad_agency
from tests.actions.conftest import Stage

HOME, ELSEWHERE = "192.0.2.1", "192.0.2.2"


def guess(stage: Stage, code: str, times: int, address: str = HOME) -> None:
    """Try wrong digits."""
    for number in range(times):
        with pytest.raises(NotFound):
            open_tracking(stage.context, (code, f"{number:04d}"), address)


def test_code_and_digits_open_the_dossier(stage: Stage) -> None:
    case = stage.file()
    found = open_tracking(stage.context, (case.code.lower(), "0123"), HOME)
    assert found.case_id == case.case_id


def test_after_five_wrong_tries_even_the_right_digits_must_wait(stage: Stage) -> None:
    code = stage.file().code
    guess(stage, code, PER_CODE[0])
    with pytest.raises(TooManyTries) as refusal:
        open_tracking(stage.context, (code, "0123"), ELSEWHERE)
    assert refusal.value.values["seconds"] == PER_CODE[1].total_seconds()


def test_another_spelling_of_a_code_is_no_fresh_chance(stage: Stage) -> None:
    code = stage.file().code
    agency, day, number = code.split("-")
    ways = (
        f" {agency} -{day}-{number}",
        f"{agency}–{day}—{number}".lower(),
        f"{agency}-20{day}-{number}",
        f"{agency}-19{day}-{number}",
        f"{pad_agency(agency)}-{day}-{number}",
        f"{agency.replace('.', '.0')}-{day}-{number}",
    )
    for way in ways[: PER_CODE[0]]:
        guess(stage, way, 1)
    for way in (code, *ways):
        with pytest.raises(TooManyTries):
            open_tracking(stage.context, (way, "0123"), ELSEWHERE)


def test_after_the_wait_the_right_digits_open_it(stage: Stage) -> None:
    code = stage.file().code
    guess(stage, code, PER_CODE[0])
    stage.clock.move(PER_CODE[1])
    assert open_tracking(stage.context, (code, "0123"), HOME).code == code


def test_whoever_has_opened_it_may_mistype_anew(stage: Stage) -> None:
    code = stage.file().code
    for _ in range(3):
        guess(stage, code, PER_CODE[0] - 1)
        open_tracking(stage.context, (code, "0123"), HOME)


def test_a_day_allows_no_more_than_twenty_wrong_tries(stage: Stage) -> None:
    code = stage.file().code
    for _ in range(PER_CODE_A_DAY[0] // PER_CODE[0]):
        guess(stage, code, PER_CODE[0])
        stage.clock.move(PER_CODE[1])
    with pytest.raises(TooManyTries):
        open_tracking(stage.context, (code, "0123"), HOME)


def test_one_address_cannot_try_many_codes(stage: Stage) -> None:
    for number in range(PER_ADDRESS[0]):
        guess(stage, f"H99.1-261123-{number + 1000}", 1)
    with pytest.raises(TooManyTries):
        open_tracking(stage.context, ("H99.1-261123-9999", "0123"), HOME)
    stage.clock.move(timedelta(minutes=15))
    guess(stage, "H99.1-261123-9999", 1)


def test_patience_does_not_open_many_codes_either(stage: Stage) -> None:
    number = 1000
    while number < 1000 + PER_ADDRESS_A_DAY[0]:
        for _ in range(min(PER_ADDRESS[0], 1000 + PER_ADDRESS_A_DAY[0] - number)):
            guess(stage, f"H99.1-261123-{number}", 1)
            number += 1
        stage.clock.move(PER_ADDRESS[1])
    with pytest.raises(TooManyTries):
        open_tracking(stage.context, ("H99.1-261123-9999", "0123"), HOME)


def test_a_shared_address_may_open_any_number_of_dossiers(stage: Stage) -> None:
    code = stage.file().code
    for _ in range(PER_ADDRESS[0] + 1):
        open_tracking(stage.context, (code, "0123"), HOME)
