"""Several presses side by side: a letter does not wait for another."""

import os
from threading import Condition
from typing import Final

from engine.letters.press import Press, Printed, Sheet

# Each takes some 90 MB once it has set a letter.
MOST: Final = 4


class Pool:
    """Presses, one for each core at most; the one used last is taken first: few are kept warm."""

    def __init__(self, most: int | None = None) -> None:
        size = most or max(1, min(MOST, os.cpu_count() or 1))
        self._idle = [Press() for _ in range(size)]
        self._all = tuple(self._idle)
        self._change = Condition()

    def print(self, sheet: Sheet) -> Printed:
        """Return what comes of a sheet; raise LetterStopped."""
        with self._change:
            self._change.wait_for(lambda: self._idle)
            press = self._idle.pop()
        try:
            return press.print(sheet)
        finally:
            with self._change:
                self._idle.append(press)
                self._change.notify()

    def close(self) -> None:
        """End the processes; a later sheet starts others."""
        for press in self._all:
            press.close()
