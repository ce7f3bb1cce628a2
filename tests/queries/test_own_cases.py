"""What a citizen who has signed in sees: theirs, all of it, in a few statements."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from engine.actions.start_case import start_case
from engine.context import Context
from engine.queries.own_cases import get_account, own_facts
from engine.records.cases import Case
from engine.records.filings import Filing
from engine.records.identity import Citizen
from engine.store.database import Database
from tests.make import TEST_PROCEDURES, citizen, make_cast, make_context, publish

PHONE, NUMBER = "0900000123", "000000000123"
BY_PHONE = Citizen(number=NUMBER, name="Dora Nguyễn", phone=PHONE)
FileFor = Callable[..., Case]


@pytest.fixture
def house(database: Database, tmp_path: Path) -> tuple[Context, FileFor]:
    """Give a context with a procedure, and how somebody files it."""
    context = make_context(database, tmp_path)
    office_id = make_cast(context).office_id
    publish(context, "hai-nguoi", TEST_PROCEDURES)

    def file_for(**more: str) -> Case:
        answers = citizen(**more)
        filing = Filing(procedure_key="hai-nguoi", office_id=office_id, answers=answers)
        return start_case(context, filing)

    return context, file_for


def codes(context: Context, who: Citizen) -> set[str]:
    """Return the codes of the dossiers that somebody sees."""
    return {one.case.code for one in get_account(context, who).cases}


def test_a_telephone_shows_what_was_filed_with_it_under_the_same_number(
    house: tuple[Context, FileFor],
) -> None:
    context, file_for = house
    mine = file_for()
    file_for(so_dinh_danh="000000000999")
    elsewhere = file_for(so_dien_thoai="0911111111")
    assert codes(context, BY_PHONE) == {mine.code}
    assert codes(context, replace(BY_PHONE, phone=None)) == {mine.code, elsewhere.code}


def test_a_form_asks_nothing_that_the_sign_in_tells(house: tuple[Context, FileFor]) -> None:
    context, file_for = house
    case = file_for()
    with context.database.read() as db:
        form = context.versions.get(db, case.version_id).compiled.procedure.forms["nop"]
    assert own_facts(context, replace(BY_PHONE, phone=None), form) == dict(citizen())


def test_the_page_takes_seven_statements_however_many_dossiers(
    house: tuple[Context, FileFor],
) -> None:
    context, file_for = house
    for _ in range(4):
        file_for()
    get_account(context, BY_PHONE)
    with context.database.count_statements() as count:
        get_account(context, BY_PHONE)
    assert len(count.statements) <= 7
