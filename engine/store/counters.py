"""Dossier codes: one counter for each office and day."""

from datetime import date

from sqlalchemy import Connection, bindparam, text

# Plain SQL: the same words in both databases. The row stays locked until the caller's transaction
# ends, so a number that is not used after all is given again: no gaps.
NEXT_VALUE = text(
    "INSERT INTO counter (office_code, day, value) VALUES (:office_code, :day, 1)"
    " ON CONFLICT (office_code, day) DO UPDATE SET value = counter.value + 1 RETURNING value"
).bindparams(bindparam("office_code"), bindparam("day"))


def next_code(db: Connection, office_code: str, day: date) -> str:
    """Return the next dossier code of an office on a day, for example H99.1-261121-0001.

    Source: Thông tư 03/2025/TT-VPCP, Art. 13
    """
    given = {"office_code": office_code, "day": f"{day:%y%m%d}"}
    value: int = db.execute(NEXT_VALUE, given).scalar_one()
    return f"{office_code}-{given['day']}-{value:04d}"
