"""The shared fixtures themselves."""

import pytest
from playwright.sync_api import Page
from sqlalchemy import create_engine, inspect, text

from engine.store.all_tables import all_tables
from engine.store.database import Database


@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_gets_a_database_of_its_own(empty_database_url: str, turn: int) -> None:
    engine = create_engine(empty_database_url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE mark (turn INTEGER)"))
        connection.execute(text("INSERT INTO mark VALUES (:turn)"), {"turn": turn})
        assert connection.scalar(text("SELECT count(*) FROM mark")) == 1
    engine.dispose()


def test_a_database_has_all_tables_and_no_cases(database: Database) -> None:
    with database.read() as db:
        assert set(inspect(db).get_table_names()) >= set(all_tables().tables)
        assert db.scalar(text('SELECT count(*) FROM "case"')) == 0


def test_the_browser_shows_vietnamese_in_local_time(page: Page) -> None:
    page.set_content("<h1>Hồ sơ đã tiếp nhận</h1>")
    assert page.text_content("h1") == "Hồ sơ đã tiếp nhận"
    zone = page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone")
    assert zone in {"Asia/Ho_Chi_Minh", "Asia/Saigon"}
