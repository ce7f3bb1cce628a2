"""A sample office that is served to a browser."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from engine.store.database import Database
from tests.browser.look import served
from tests.databases import sqlite_url
from tests.web.house import furnish, make_test_context, make_test_settings
from web.app import create_app

# A machine that runs other tests beside these is slow at times; what is right passes at once.
expect.set_options(timeout=20_000)


@pytest.fixture
def office(sqlite_template: Path, tmp_path: Path) -> Iterator[str]:
    """Give the address of a running sample office with the cast and no cases."""
    database = Database(sqlite_url(shutil.copyfile(sqlite_template, tmp_path / "motcua.db")))
    context = make_test_context(database, tmp_path, sample_mode=True)
    furnish(context)
    with served(create_app(context, make_test_settings(tmp_path, sample_mode=True))) as address:
        yield address
    database.close()
