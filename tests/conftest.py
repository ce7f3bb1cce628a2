"""What tests share: databases of both kinds, and a browser.

Under `make test` everything has to be there; elsewhere a test whose PostgreSQL or Chromium is
missing is skipped.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page, sync_playwright
from sqlalchemy import make_url

from engine.store.database import Database
from tests.databases import make_tables, new_postgres, sqlite_url
from tests.postgres import PostgresMissing, cluster

CHROMIUM_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


# How fast this machine happens to be at the moment says nothing about the code.
settings.register_profile("motcua", deadline=None)
settings.load_profile("motcua")


def miss(what: str) -> NoReturn:
    """End a test that lacks a tool: failed where everything has to be there, else skipped."""
    if os.environ.get("MOTCUA_TEST_ALL"):
        pytest.fail(what, pytrace=False)
    pytest.skip(what)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """Give the address of a PostgreSQL server in which databases may be made and dropped."""
    if address := os.environ.get("MOTCUA_TEST_POSTGRES"):
        yield address
        return
    try:
        with cluster() as address:
            yield address
    except PostgresMissing as error:
        miss(str(error))


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the address of a new database without tables: once SQLite, once PostgreSQL."""
    if request.param == "sqlite":
        yield sqlite_url(tmp_path / "motcua.db")
    else:
        with new_postgres(request.getfixturevalue("postgres_server")) as url:
            yield url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an SQLite file with all tables, to be copied."""
    path = tmp_path_factory.mktemp("template") / "motcua.db"
    make_tables(sqlite_url(path))
    return path


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> Iterator[str]:
    """Give the name of a PostgreSQL database with all tables, to be copied."""
    with new_postgres(postgres_server) as url:
        make_tables(url)
        yield str(make_url(url).database)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the address of a new database with all tables: once SQLite, once PostgreSQL."""
    if request.param == "sqlite":
        template = request.getfixturevalue("sqlite_template")
        yield sqlite_url(shutil.copyfile(template, tmp_path / "motcua.db"))
    else:
        template = request.getfixturevalue("postgres_template")
        with new_postgres(request.getfixturevalue("postgres_server"), template) as url:
            yield url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """Give a new database with all tables, open: once SQLite, once PostgreSQL."""
    opened = Database(database_url)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give Debian's Chromium, driven by Playwright; no browser is ever downloaded."""
    program = shutil.which("chromium")
    if program is None:
        miss("Chromium is not here: install it (Debian: apt install chromium).")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=CHROMIUM_FLAGS)
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Give a blank page of a Vietnamese reader in Vietnam, with nothing remembered."""
    context = browser.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
    yield context.new_page()
    context.close()
