"""What a misspelt word was probably meant to be."""

from collections.abc import Collection
from difflib import get_close_matches

from engine.errors import Words

_MOST_KNOWN = 1_000
_MOST_ASKED = 50


class Nearest:
    """Finds the nearest of the known words; compares only so often, since each time is slow."""

    def __init__(self, known: Collection[str]) -> None:
        self._known = sorted(known)[:_MOST_KNOWN]
        self._asked = 0

    def hint(self, word: str) -> Words:
        """Return a question to add to a sentence; nothing where no known word is like this one."""
        self._asked += 1
        if self._asked > _MOST_ASKED or len(word) > 100:
            return Words(vi="", en="")
        for near in get_close_matches(word, self._known, n=1):
            return Words(vi=f" Có phải “{near}”?", en=f" Did you mean “{near}”?")
        return Words(vi="", en="")
