"""Text as it is searched: lower case, without diacritics, so that "nguyen" finds "Nguyễn"."""

import unicodedata

STROKE = str.maketrans("đĐ", "dd")


def fold(text: str) -> str:
    """Return the text in lower case, without diacritics and control characters, spaces single."""
    parts = unicodedata.normalize("NFD", text.translate(STROKE).lower())
    bare = "".join(
        letter if letter.isprintable() else " "
        for letter in parts
        if not unicodedata.combining(letter)
    )
    return " ".join(bare.split())


def unaccented(text: str) -> str:
    """Return the text without diacritics, its letters large and small as they were."""
    parts = unicodedata.normalize("NFD", text.translate(str.maketrans("đĐ", "dD")))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def pattern_of(text: str) -> str:
    r"""Return a LIKE pattern (escape character \) that finds the folded text anywhere."""
    escaped = fold(text).replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    return f"%{escaped}%"


def is_storable(text: str) -> bool:
    """Tell whether a text can stand in a column at all.

    PostgreSQL has no place for the character 0, and UTF-8 none for half of a surrogate pair; an
    address or a field can hold both.
    """
    return text.isprintable()
