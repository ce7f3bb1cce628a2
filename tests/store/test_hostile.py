"""Texts that no honest person sends: they find nothing, and break nothing."""

import pytest

from engine.records.inbox import Horizon, InboxFilter
from engine.store import cases, log, people, versions
from engine.store.database import Database
from engine.store.folding import fold, pattern_of
from engine.store.inbox import list_tasks
from tests.store.steps import NOW, Place, open_case, outcome_of, take_step

HOSTILE = ["\0", "a\0b", "\ud800", "x" * 100_000, "';--", "\r\nSet-Cookie: a"]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_finds_nothing(database: Database, place: Place, text: str) -> None:
    horizon = Horizon(now=NOW, day_ends_at=NOW)
    with database.read() as db:
        assert cases.find_case_by_code(db, text) is None
        assert people.find_sign_in(db, text) is None
        assert versions.find_live(db, text) is None
        assert log.find_request(db, text) is None
        assert versions.list_versions(db, text) == ()
        for wanted in (InboxFilter(text=text), InboxFilter(procedure=text)):
            assert list_tasks(db, place.alice, wanted, horizon).tasks == ()


@pytest.mark.parametrize("key", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_request_key_is_known_again(database: Database, place: Place, key: str) -> None:
    with database.begin() as db:
        case = take_step(db, place, open_case(db, place), outcome_of(), key)
        found = log.find_request(db, key)
        assert log.find_request(db, key + "!") is None
    assert found is not None
    assert found.case_id == case.case_id


@pytest.mark.parametrize(
    ("given", "folded"),
    [
        ("Nguyễn Thị Đào", "nguyen thi dao"),
        ("  NGUYE\u0302\u0303N\tThị ", "nguyen thi"),
        ("a\0b\ud800c", "a b c"),
    ],
)
def test_folding_leaves_plain_letters(given: str, folded: str) -> None:
    assert fold(given) == folded


def test_a_pattern_takes_its_signs_literally() -> None:
    assert pattern_of("50%_a") == r"%50\%\_a%"
