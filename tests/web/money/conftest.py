"""Fixtures of the pages of money."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.make import Cast
from tests.web.money.treasury import Treasury, open_treasury


@pytest.fixture
def treasury(furnished: tuple[Path, Cast], tmp_path: Path) -> Iterator[Treasury]:
    """Give the application with a procedure that asks for a fee."""
    with open_treasury(*furnished, tmp_path) as made:
        yield made
