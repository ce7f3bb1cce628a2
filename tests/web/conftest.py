"""The web application on a real database, with a clock of its own and the cast in two offices."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from engine.context import Context
from engine.store.database import Database
from tests.databases import sqlite_url
from tests.make import Cast
from tests.pages import Pages
from tests.web.casework import Casework, open_casework
from tests.web.citizen import Portal, furnish_portal, open_portal
from tests.web.house import furnish, make_test_context, make_test_settings
from web.app import create_app


@pytest.fixture
def context(sqlite_template: Path, tmp_path: Path) -> Iterator[Context]:
    """Give the outside world with Alice, Bob, Charlie and an administrator."""
    url = sqlite_url(shutil.copyfile(sqlite_template, tmp_path / "motcua.db"))
    database = Database(url)
    context = make_test_context(database, tmp_path)
    furnish(context)
    yield context
    database.close()


@pytest.fixture
def app(context: Context, tmp_path: Path) -> Flask:
    """Give the application as it runs on an office's own machine: http, no sample people."""
    return create_app(context, make_test_settings(tmp_path))


@pytest.fixture
def pages(app: Flask) -> Pages:
    """Give a browser that is not signed in."""
    return Pages(app)


@pytest.fixture
def alice(app: Flask) -> Pages:
    """Give Alice's browser: she is a clerk at the desk of the commune."""
    browser = Pages(app)
    browser.sign_in("alice")
    return browser


@pytest.fixture(scope="session")
def furnished(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Cast]:
    """Give a database with the cast and published procedures, to be copied."""
    path = tmp_path_factory.mktemp("furnished") / "motcua.db"
    shutil.copyfile(sqlite_template, path)
    return path, furnish_portal(path)


@pytest.fixture
def portal(furnished: tuple[Path, Cast], tmp_path: Path) -> Iterator[Portal]:
    """Give the citizens' pages with procedures that can be filed."""
    with open_portal(*furnished, tmp_path) as made:
        yield made


@pytest.fixture
def dora(portal: Portal) -> Pages:
    """Give Dora's browser; she has no account."""
    return portal.browser()


@pytest.fixture
def casework(furnished: tuple[Path, Cast], tmp_path: Path) -> Iterator[Casework]:
    """Give the officers' pages with a small procedure of two tasks side by side."""
    with open_casework(*furnished, tmp_path) as made:
        yield made
