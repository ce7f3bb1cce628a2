"""A context with the cast and the shipped procedures."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.context import Context
from engine.store.database import Database
from tests.databases import sqlite_url
from tests.make import Cast, make_cast, make_context, publish


@pytest.fixture
def context(sqlite_template: Path, tmp_path: Path) -> Iterator[Context]:
    """Give a context on an empty database."""
    database = Database(sqlite_url(shutil.copyfile(sqlite_template, tmp_path / "motcua.db")))
    yield make_context(database, tmp_path)
    database.close()


@pytest.fixture
def cast(context: Context) -> Cast:
    """Give the people, and the three shipped procedures published."""
    made = make_cast(context)
    for key in ("chung-thuc-ban-sao", "dang-ky-khai-sinh", "giay-phep-xay-dung"):
        publish(context, key)
    return made
