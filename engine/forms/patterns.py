"""Regular expressions that designers write, run in time linear in the answer (RE2).

Source: a pattern such as (a+)+ stops a backtracking engine for hours (OWASP, ReDoS).
"""

from collections.abc import Callable
from functools import lru_cache

import re2  # type: ignore[import-untyped]  # the wheel carries no types

MOST_LETTERS = 1_000
_MEMORY = 1 << 20


class PatternRefused(ValueError):
    """The text is no pattern RE2 knows; the reason is RE2's own."""


@lru_cache(maxsize=1_000)
def compile_pattern(pattern: str) -> Callable[[str], bool]:
    """Return a test whether a whole answer of up to 1,000 letters matches.

    Raises   PatternRefused
    """
    options = re2.Options()
    options.log_errors = False
    options.max_mem = _MEMORY
    try:
        compiled = re2.compile(pattern, options)
    except re2.error as error:
        reason = error.args[0] if error.args else pattern
        raise PatternRefused(
            reason.decode(errors="replace") if isinstance(reason, bytes) else str(reason)
        ) from error

    def matches(answer: str) -> bool:
        return len(answer) <= MOST_LETTERS and compiled.fullmatch(answer) is not None

    return matches
