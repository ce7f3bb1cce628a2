"""Reading a written authorisation to sign from a form."""

from datetime import date

from engine.records.people import Mandate


def read_mandate(number: str, day: str) -> Mandate | None:
    """Return the authorisation as it was typed; None unless both number and day are there."""
    number = " ".join(number.split())
    try:
        given_on = date.fromisoformat(day)
    except ValueError:
        return None
    return Mandate(number=number, given_on=given_on) if number else None
