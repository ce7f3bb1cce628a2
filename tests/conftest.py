"""What tests share: databases of both kinds, and a browser.

Under `make test` everything has to be there; elsewhere a test whose PostgreSQL or Chromium is
missing is skipped.
"""

import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from sqlalchemy import create_engine, make_url, text

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


def run_on(server: str, statement: str) -> None:
    """Carry out one statement outside a transaction."""
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def new_postgres(server: str, template: str) -> Iterator[str]:
    """Give the address of a copy of the database `template`, dropped afterwards."""
    name = f"test_{uuid.uuid4().hex}"
    run_on(server, f"CREATE DATABASE {name} TEMPLATE {template}")
    yield make_url(server).set(database=name).render_as_string(hide_password=False)
    run_on(server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the address of a new database without tables: once SQLite, once PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'motcua.db'}"
    else:
        yield from new_postgres(request.getfixturevalue("postgres_server"), "template0")


@pytest.fixture
def database_url(empty_database_url: str) -> str:
    """Give the address of a new database: once SQLite, once PostgreSQL."""
    return empty_database_url


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
