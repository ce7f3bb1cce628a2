"""TOML that anybody may have written, read within bounds: the parser has none of its own."""

import re
import tomllib
from typing import Any, Final

LARGEST: Final = 500_000
# The parser takes the square of the parts of a name: a.b.c. Sentences in a text count too.
MOST_PARTS: Final = 200
_PART = re.compile(rb"""[\w"'-][ \t]*+\.[ \t]*+(?=[\w"'-])""")


def fault_of(error: tomllib.TOMLDecodeError) -> dict[str, Any]:
    """Return what a finding tells of a file that cannot be read: the line, and why."""
    found = re.search(r"line (\d+)", str(error))
    return {"line": int(found[1]) if found else 1, "reason": str(error)[:200]}


def read_toml(content: bytes) -> dict[str, Any]:
    """Return what a file holds.

    Raises  tomllib.TOMLDecodeError for what is no TOML, no UTF-8, too large or nested too deep
    """
    if len(content) > LARGEST:
        raise tomllib.TOMLDecodeError(f"the file is larger than {LARGEST // 1000} kB")
    for number, line in enumerate(content.splitlines(), 1):
        if len(line) > MOST_PARTS and len(_PART.findall(line)) > MOST_PARTS:
            raise tomllib.TOMLDecodeError(f"too many dots (at line {number})")
    try:
        return tomllib.loads(content.decode())
    except (UnicodeDecodeError, RecursionError) as error:
        raise tomllib.TOMLDecodeError(str(error)) from error
