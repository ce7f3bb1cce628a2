"""What a register says of a person, as lines."""

from collections.abc import Mapping

from engine.records.values import Json
from web.ui.formats import iso_day_text

MOST = 8


def known_lines(known: Mapping[str, Json]) -> list[tuple[str, str]]:
    """Return the first entries of a register as pairs of key and text; days as people write."""
    plain = [(key, one) for key, one in known.items() if isinstance(one, str | int | float)]
    return [(key, iso_day_text(str(one))) for key, one in plain[:MOST]]
