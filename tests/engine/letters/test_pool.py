"""Several presses set letters side by side, and one that ends does not stop the others."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from engine.faults import LetterStopped
from engine.letters.letter import PRELUDE
from engine.letters.pool import Pool
from engine.letters.press import Press, Printed, Sheet


def sheet(text: str) -> Sheet:
    return Sheet(source=PRELUDE + text, inputs={"fields": "{}", "mode": "draft", "title": "T"})


def test_two_sheets_are_set_at_the_same_time(monkeypatch: pytest.MonkeyPatch) -> None:
    meeting = threading.Barrier(2, timeout=20)

    def meet(_press: Press, _sheet: Sheet) -> Printed:
        meeting.wait()
        return Printed(parts=(b"x",))

    monkeypatch.setattr(Press, "print", meet)
    pool = Pool(2)
    with ThreadPoolExecutor(2) as threads:
        found = list(threads.map(pool.print, [sheet("a"), sheet("b")]))
    assert [one.parts for one in found] == [(b"x",), (b"x",)]


def test_more_sheets_than_presses_wait_for_their_turn() -> None:
    pool = Pool(1)
    try:
        with ThreadPoolExecutor(4) as threads:
            found = list(threads.map(pool.print, [sheet(f"số {n}") for n in range(6)]))
    finally:
        pool.close()
    assert all(one.parts and one.parts[0].startswith(b"%PDF-") for one in found)


def test_a_sheet_that_is_stopped_gives_its_press_back() -> None:
    pool = Pool(1)
    began = time.monotonic()
    try:
        with pytest.raises(LetterStopped):
            pool.print(sheet("#let f(n) = { while true { n += 1 } }\n#f(range(99999999).sum())"))
        assert pool.print(sheet("vẫn chạy")).parts
    finally:
        pool.close()
    assert time.monotonic() - began < 60
