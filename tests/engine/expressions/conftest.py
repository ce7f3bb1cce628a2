"""One pool of script workers for all tests of this folder."""

from collections.abc import Iterator

import pytest

from engine.expressions.sandbox import MontyRunner


@pytest.fixture(scope="session")
def runner() -> Iterator[MontyRunner]:
    made = MontyRunner(workers=1)
    yield made
    made.close()
