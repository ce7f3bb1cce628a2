"""Small things that the pages of this folder share."""

from collections.abc import Iterable
from secrets import token_hex

from web.ui.formats import number_text
from web.ui.numbers import is_row_number
from web.ui.texts import gettext as _

LONGEST_REASON = 1_000


def new_key() -> str:
    """Return a key for a form: sending it twice does its work once."""
    return token_hex(16)


def read_places(texts: Iterable[str]) -> list[tuple[int, int]]:
    """Return case id and token of tasks named like 12-3; what makes no sense is left out."""
    found = []
    for text in texts:
        case_id, mark, token = text.partition("-")
        if mark and is_row_number(case_id) and is_row_number(token):
            found.append((int(case_id), int(token)))
    return found


def hours_words(minutes: int) -> str:
    """Return minutes of work in hours: 7.5 hours."""
    return _("%(number)s h", number=number_text(round(minutes / 60, 1)))
