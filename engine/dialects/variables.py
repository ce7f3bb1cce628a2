"""Names of variables: other tools write `loanAmount`, forms and results here `loan_amount`."""

import keyword
import re
import unicodedata

from engine.forms.fields import RESERVED

_LONGEST = 60
# What the engine gives itself; the same words in the tools that are read.
_KEPT = frozenset(("loopCounter", "nrOfInstances", "nrOfCompletedInstances", "nrOfActiveInstances"))
_WORDS = frozenset((*RESERVED, *keyword.kwlist, *(word.lower() for word in keyword.kwlist)))


class Variables:
    """The names of one file: the same name is always rewritten alike, two never become one."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._taken: set[str] = set()

    def name(self, original: str) -> str:
        """Return the name by which a variable goes here."""
        if original in _KEPT:
            return original
        if original not in self._names:
            found = free_name(snake(original, "gia_tri"), self._taken)
            self._taken.add(found)
            self._names[original] = found
        return self._names[original]

    def renamed(self) -> tuple[tuple[str, str], ...]:
        """Return (original, new) of the names that are written differently now."""
        return tuple((old, new) for old, new in self._names.items() if old != new)


def snake(original: str, otherwise: str) -> str:
    """Return a name in small letters without diacritics, joined by underscores."""
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", original.replace("đ", "d").replace("Đ", "D"))
        if not unicodedata.combining(letter)
    )
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", plain)
    found = re.sub(r"[^a-z0-9]+", "_", parted.lower()).strip("_")[: _LONGEST - 4]
    if not found or not found[0].isalpha():
        found = f"{otherwise}_{found}".strip("_")
    return f"{found}_" if found in _WORDS else found


def hyphened(original: str, otherwise: str) -> str:
    """Return a name for a file or folder: small letters and digits, joined by hyphens."""
    return snake(original, otherwise).strip("_").replace("_", "-")


def free_name(wanted: str, taken: set[str]) -> str:
    """Return the name, with a number behind it where it is taken."""
    found, number = wanted, 2
    while found in taken:
        found, number = f"{wanted}_{number}", number + 1
    return found
