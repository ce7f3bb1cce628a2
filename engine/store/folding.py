"""Text as it is searched: lower case, without diacritics, so that "nguyen" finds "Nguyễn"."""

import unicodedata

STROKE = str.maketrans("đĐ", "dd")


def fold(text: str) -> str:
    """Return the text in lower case, without diacritics, spaces made single."""
    parts = unicodedata.normalize("NFD", text.translate(STROKE).lower())
    bare = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return " ".join(bare.split())


def pattern_of(text: str) -> str:
    r"""Return a LIKE pattern (escape character \) that finds the folded text anywhere."""
    escaped = fold(text).replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    return f"%{escaped}%"
