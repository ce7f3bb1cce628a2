"""What the store's tests share."""

import pytest

from engine.store.database import Database
from tests.store.steps import Place, furnish


@pytest.fixture
def place(database: Database) -> Place:
    """Give a database with offices, people and a version."""
    with database.begin() as db:
        return furnish(db)
