"""What a worker is told by its settings, and the pauses of its loop."""

from threading import Event

import pytest

from engine.cli import read_worker
from engine.errors import SettingRefused
from engine.jobs.carriers import broker
from engine.jobs.loop import CarrierLost, keep_on, pause_after


@pytest.mark.parametrize("text", ["0", "-1", "3601", "soon"])
def test_a_lease_that_cannot_be_is_told(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTCUA_LEASE_SECONDS", text)
    with pytest.raises(SettingRefused, match="MOTCUA_LEASE_SECONDS"):
        read_worker()


def test_a_worker_is_named_after_its_machine_and_process_or_as_told() -> None:
    assert read_worker("desk").name == "desk"
    assert read_worker().name.rpartition("-")[2].isdigit()


def test_without_celery_the_setting_is_refused_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def miss(name: str) -> object:
        raise ModuleNotFoundError(f"No module named {name}", name="celery")

    monkeypatch.setattr(broker, "import_module", miss)
    with pytest.raises(SettingRefused, match="make celery") as refused:
        broker.load_carrier("redis://:secret@localhost/0")
    assert "secret" not in str(refused.value)


def test_pauses_grow_while_it_fails_and_end_at_ten_seconds() -> None:
    assert [pause_after(times) for times in range(1, 8)] == [0.5, 1, 2, 4, 8, 10, 10]


def test_the_loop_lives_on_whatever_a_turn_meets(monkeypatch: pytest.MonkeyPatch) -> None:
    errors: list[Exception] = [CarrierLost("away"), ValueError("a fault of ours")]
    waited: list[float] = []
    heard: list[str | None] = []
    stop = Event()
    monkeypatch.setattr("engine.jobs.loop.FIRST_PAUSE_SECONDS", 0.001)

    def turn() -> float:
        if errors:
            raise errors.pop()
        return 0.25

    def wait(seconds: float) -> None:
        waited.append(seconds)
        stop.set()

    keep_on(turn, stop, wait, lambda error: heard.append(None if error is None else str(error)))
    assert (errors, waited) == ([], [0.25])
    assert heard == ["a fault of ours", "away", None]
