"""The tests of a cell, between the commas at top level.

Source: OMG DMN 1.3, 8.3.3; an interval's brackets need no partner: `]1..10[`.
"""

import re
from typing import Final

BOUND: Final = r"(?:\"[^\"]*\"|'[^']*'|\([^()]*\)|[^\"'(),\[\]])+?"
INTERVAL: Final = re.compile(
    rf"\s*(?P<open>[\[\](])(?P<low>{BOUND})\.\.(?P<high>{BOUND})(?P<close>[\[\])])\s*(?=,|$)"
)


def split_tests(text: str) -> list[str]:
    """Return the tests of a cell, trimmed; an empty one where two commas follow each other."""
    parts, at = [], 0
    while at <= len(text):
        interval = INTERVAL.match(text, at)
        end = interval.end() if interval else _comma(text, at)
        parts.append(text[at:end].strip())
        at = end + 1
    return parts


def _comma(text: str, at: int) -> int:
    depth = 0
    quote = ""
    for place in range(at, len(text)):
        letter = text[place]
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'":
            quote = letter
        elif letter in "([":
            depth += 1
        elif letter in ")]":
            depth -= 1
        elif letter == "," and depth <= 0:
            return place
    return len(text)
