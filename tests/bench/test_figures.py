"""The table of the measurements says what was reached."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bench import figures
from bench.figures import Figure, append_results, middle, percentile, repeat

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "at_least", "reached"),
    [(310, True, True), (290, True, False), (290, False, True), (310, False, False)],
    ids=["above a floor", "below a floor", "below a ceiling", "above a ceiling"],
)
def test_a_promise_is_a_floor_or_a_ceiling(value: float, at_least: bool, reached: bool) -> None:
    figure = Figure(name="tasks", value=value, unit="/s", target=300, at_least=at_least)

    assert figure.is_reached is reached
    assert figure.line().endswith("NOT REACHED") is not reached


def test_a_figure_without_a_promise_has_no_verdict() -> None:
    assert "REACHED" not in Figure(name="tasks", value=1, unit="ms").line().upper()


def test_the_figure_of_several_runs_is_their_median() -> None:
    values = iter((5.0, 1.0, 100.0))

    assert middle("tasks", "/s", repeat(lambda: next(values), 3)).value == 5.0


def test_95_of_100_times_are_within_the_percentile() -> None:
    assert percentile([float(one) for one in range(1, 101)], 0.95) == 96.0


def test_results_of_one_day_are_kept_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures, "RESULTS", tmp_path / "results")
    figure = Figure(name="tasks", value=310, unit="/s", target=300, at_least=True)

    for _ in range(2):
        path = append_results([figure], AT, {"fsync": "off"})

    kept = json.loads(path.read_text(encoding="utf-8"))
    assert [one["figures"][0]["reached"] for one in kept] == [True, True]
    assert path.name.startswith("2026-11-23-")
