"""Dossier codes: one counter for each office and day, and the pattern in force on that day."""

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, select, text

from engine.errors import InputRefused, Words
from engine.records.codes import write_code
from engine.records.complaints import COMPLAINTS
from engine.store.desk_tables import desk_rule
from engine.store.tables import counter

CODE, DAY = "code", "%y%m%d"
COUNTERS = select(counter.c.office_code, counter.c.day, counter.c.value)
PATTERNS = (
    select(desk_rule.c.valid_from, desk_rule.c.value)
    .where(desk_rule.c.name == CODE)
    .order_by(desk_rule.c.valid_from.desc())
)

# Plain SQL: the same words in both databases. The row stays locked until the caller's transaction
# ends, so a number that is not used after all is given again: no gaps.
NEXT_VALUE = text(
    "INSERT INTO counter (office_code, day, value) VALUES (:office_code, :day, 1)"
    " ON CONFLICT (office_code, day) DO UPDATE SET value = counter.value + 1"
    " RETURNING value, (SELECT r.value FROM desk_rule r WHERE r.name = 'code'"
    " AND r.valid_from <= :on ORDER BY r.valid_from DESC LIMIT 1) AS pattern"
).bindparams(bindparam("office_code"), bindparam("day"), bindparam("on"))


def next_code(db: Connection, office_code: str, day: date) -> str:
    """Return the next dossier code of an office on a day, for example H99.1-261121-0001.

    Raises  InputRefused before the first pattern was in force
    Source  Thông tư 03/2025/TT-VPCP, Art. 13
    """
    given = {"office_code": office_code, "day": f"{day:{DAY}}", "on": day.isoformat()}
    row = db.execute(NEXT_VALUE, given).one()
    if row.pattern is None:
        reason = Words(
            en=f"no pattern of dossier codes is known for {day:%d/%m/%Y}.",
            vi=f"chưa có quy tắc mã hồ sơ cho ngày {day:%d/%m/%Y}.",
        )
        raise InputRefused(reason=reason)
    return write_code(row.pattern, office_code, day, row.value)


def given_codes(db: Connection) -> Iterator[str]:
    """Yield every dossier code ever given out, by the counters and the patterns of their days."""
    patterns = [(row.valid_from, row.value) for row in db.execute(PATTERNS)]
    for office_code, day_text, last in db.execute(COUNTERS):
        if office_code.startswith(COMPLAINTS):
            continue
        day = datetime.strptime(day_text, DAY).date()  # noqa: DTZ007  a day, no instant
        pattern = next((text for since, text in patterns if since <= day.isoformat()), None)
        for number in range(1, last + 1) if pattern else ():
            yield write_code(pattern or "", office_code, day, number)
