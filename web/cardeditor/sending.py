"""What a browser sent for the card or the guide of a draft."""

import re

from flask import request

_FIELD = re.compile(r"[a-z_]+(\.[a-z_0-9]+){0,4}")
_OURS = frozenset(("csrf_token", "base", "act", "source"))


def sent_fields() -> dict[str, str]:
    """Return the fields of the form by their places."""
    return {
        name: text.replace("\r\n", "\n")
        for name, text in request.form.items()
        if name not in _OURS and _FIELD.fullmatch(name)
    }


def sent_source() -> bytes | None:
    """Return the text of a file that cannot be read as fields; None where fields were sent."""
    source = request.form.get("source")
    return None if source is None else source.replace("\r\n", "\n").encode("utf-8", "replace")


def sent_base() -> int:
    """Return the number of the save that was changed; 0 where none is told."""
    base = request.form.get("base", "")
    return int(base) if base.isdecimal() and len(base) < 10 else 0
