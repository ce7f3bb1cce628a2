"""Values to try a template with: one of each kind, or none at all."""

import json
from collections.abc import Iterable
from typing import Any

from engine.letters.merge import merge, written
from engine.records.letters import LetterName
from engine.records.values import Json

_BY_KIND: dict[str, Json] = {
    "number": 1,
    "day": "2026-02-01",
    "moment": "2026-02-01T08:00:00+07:00",
}


def examples(names: Iterable[LetterName]) -> str:
    """Return what a template sees when every name has a value."""
    return json.dumps({one.name: _example(one) for one in names})


def nothing(names: Iterable[LetterName]) -> str:
    """Return what a template sees when no name has a value."""
    return merge(names, {})


def _example(name: LetterName) -> dict[str, Any]:
    found = written(name, _BY_KIND.get(name.kind, name.label.vi or "…"))
    if name.kind == "any":
        # Nothing is known of a script's result, so nothing can be said against how it is shown.
        return {"day": "…", "money": "…", "words": "…", **found}
    return found
