"""What the tests of signatures share."""

import pytest

from tests.engine.signatures.signing import Bureau, open_bureau


@pytest.fixture(scope="session")
def bureau(tmp_path_factory: pytest.TempPathFactory) -> Bureau:
    """Give keys, an authority, a leader and a seal."""
    return open_bureau(tmp_path_factory.mktemp("keys"))
