"""A short storm in every run of the tests; the long one is `make kill`."""

import pytest

from tests.kill.storm import run_storm

SECONDS = 6.0


@pytest.mark.postgres
@pytest.mark.slow
@pytest.mark.xdist_group("kill")
def test_nothing_is_lost_or_done_twice_when_processes_and_connections_end(
    postgres_server: str,
) -> None:
    report = run_storm(postgres_server, SECONDS, seed=3)
    assert report.is_clean, "\n".join(report.lines())
    assert report.cases > 5
    assert sum(report.killed.values()) >= 2
