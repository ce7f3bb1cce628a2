from collections.abc import Iterator

import pytest

from engine.expressions.sandbox import MontyRunner, ScriptRunner


@pytest.fixture(scope="session")
def scripts() -> Iterator[ScriptRunner]:
    runner = MontyRunner(workers=1)
    yield runner
    runner.close()
