"""Every test of the runtime twice: with all tokens loaded, and with all asleep that can be."""

import pytest

from engine.runtime import asleep


@pytest.fixture(autouse=True, params=[asleep.FEWEST, 0], ids=["awake", "asleep"])
def few(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """Set from how many tokens on those that wait are kept asleep."""
    fewest: int = request.param
    monkeypatch.setattr(asleep, "FEWEST", fewest)
    return fewest
