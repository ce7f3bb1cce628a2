"""A hundred desks at once: every code once, none left out, whatever fails in between."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from engine.actions.receive_dossier import Brought, accept_dossier
from engine.errors import AnswersRefused
from engine.records.filings import DIRECT, Filing
from engine.store.counters import given_codes, next_code
from tests.actions.conftest import Stage
from tests.make import citizen

DESKS, EACH = 100, 2


def numbers(codes: list[str]) -> list[int]:
    return sorted(int(code.rpartition("-")[2]) for code in codes)


def file_at_desk(stage: Stage, number: int) -> str | None:
    """Take a dossier in; every fifth is typed wrongly first, and fails."""
    people = (stage.cast.alice, stage.cast.bob)
    answers = {"ho_ten": "Dora"} if number % 5 == 4 else citizen()
    filing = Filing(
        procedure_key="hai-nguoi",
        office_id=stage.cast.office_id,
        answers=answers,
        channel=DIRECT,
        request_key=f"desk-{number}",
    )
    brought = Brought(filing=filing, desk_id=stage.cast.office_id)
    try:
        return accept_dossier(stage.context, people[number % 2], brought).code
    except AnswersRefused:
        return None


def test_a_hundred_desks_at_once_get_codes_without_gap_or_double(stage: Stage) -> None:
    desks = DESKS if stage.context.database.is_postgres else DESKS // 5
    with ThreadPoolExecutor(desks) as pool:
        found = list(pool.map(lambda number: file_at_desk(stage, number), range(desks * EACH)))
    codes = [code for code in found if code is not None]
    assert len(codes) == desks * EACH * 4 // 5
    assert numbers(codes) == list(range(1, len(codes) + 1))


def test_a_transaction_that_fails_after_the_number_leaves_no_gap(stage: Stage) -> None:
    day = stage.clock.now().date()

    def take(fails: bool) -> str:
        with stage.context.database.begin() as db:
            code = next_code(db, "H99.1", day)
            if fails:
                raise TimeoutError(code)
        return code

    assert take(False).endswith("-0001")
    with pytest.raises(TimeoutError, match="-0002"):
        take(True)
    assert take(False).endswith("-0002")


@pytest.mark.parametrize(
    ("day", "code"),
    [("2023-01-17", "000.00.01.H99-230117-0001"), ("2026-11-23", "H99.1-261123-0001")],
)
def test_the_pattern_is_the_one_in_force_on_the_day(stage: Stage, day: str, code: str) -> None:
    on = stage.clock.now().date().fromisoformat(day)
    with stage.context.database.begin() as db:
        assert next_code(db, "H99.1", on) == code
        assert code in given_codes(db)
