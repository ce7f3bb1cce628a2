"""Numbers of rows in addresses and forms: as large as a column holds, and no larger."""

from flask import Flask
from werkzeug.routing import IntegerConverter, ValidationError

# Of an integer column in PostgreSQL.
LARGEST = 2**31 - 1
_MOST_DIGITS = 10


class RowInteger(IntegerConverter):
    """`<int:…>` in an address: a number that no row can have leads to no page."""

    def to_python(self, value: str) -> int:
        """Return the number; raise ValidationError, which Flask answers with 404."""
        if not is_row_number(value):
            raise ValidationError
        return int(value)


def is_row_number(text: str) -> bool:
    """Tell whether a text is a number that a row can have."""
    plain = text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
    return plain and int(text) <= LARGEST


def install_numbers(app: Flask) -> None:
    """Let addresses of `app` hold only numbers that a row can have; call it before the routes."""
    app.url_map.converters["int"] = RowInteger
