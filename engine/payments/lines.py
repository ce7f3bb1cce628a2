"""What a decision gave → fee lines of the day of receipt, with exemptions and online discount."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from engine.errors import Words
from engine.records.cards import Text
from engine.records.fees import CHARGE, KINDS, FeeLine
from engine.records.values import Json
from engine.refusals import FeesUnreadable

MOST_LINES = 50
MOST_AMOUNT = 1_000_000_000_000
LONGEST = 500
NAMES = frozenset(
    (
        *("code", "name", "name_en", "amount", "kind", "discount_online"),
        *("exempt", "legal_basis", "valid_from", "valid_to"),
    )
)


@dataclass(frozen=True, kw_only=True)
class Filed:
    """What fees depend on beside the table: the local day of receipt, and how it was filed."""

    on: date
    channel: str


def read_lines(value: Json, filed: Filed) -> tuple[FeeLine, ...]:
    """Return the lines that are in force on the day of receipt.

    value    a list of lines, one line, or None (nothing to pay)
    Raises   FeesUnreadable, naming the line and the column
    """
    rows = value if isinstance(value, list) else [] if value is None else [value]
    if len(rows) > MOST_LINES:
        raise _refuse(0, "lines", f"{MOST_LINES}")
    return tuple(_in_force(rows, filed))


def _in_force(rows: Sequence[Json], filed: Filed) -> Iterator[FeeLine]:
    for number, row in enumerate(rows, 1):
        if not isinstance(row, Mapping):
            raise _refuse(number, "code, name, amount", row)
        unknown = sorted(row.keys() - NAMES)
        if unknown:
            raise _refuse(number, ", ".join(sorted(NAMES)), unknown[0])
        first, last = (_day(row, name, number) for name in ("valid_from", "valid_to"))
        if (first is None or first <= filed.on) and (last is None or filed.on <= last):
            yield _line(row, number, filed)


def _line(row: Mapping[str, Json], number: int, filed: Filed) -> FeeLine:
    kind = _text(row, "kind", number) or CHARGE
    if kind not in KINDS:
        raise _refuse(number, "kind: phi, le-phi", kind)
    code, name = _text(row, "code", number), _text(row, "name", number)
    if not code or not name:
        raise _refuse(number, "code, name", None)
    amount = _whole(row, "amount", number, MOST_AMOUNT)
    percent = 0
    if row.get("discount_online") is not None and filed.channel == "online":
        percent = _whole(row, "discount_online", number, 100)
    return FeeLine(
        code=code,
        name=Text(vi=name, en=_text(row, "name_en", number) or name),
        kind=kind,
        amount=amount,
        # Halves of a đồng go to the applicant.
        discount=(amount * percent + 50) // 100,
        exempt=_text(row, "exempt", number),
        legal_basis=_text(row, "legal_basis", number),
    )


def _text(row: Mapping[str, Json], name: str, number: int) -> str | None:
    value = row.get(name)
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > LONGEST:
        raise _refuse(number, name, value)
    return value.strip() or None


def _whole(row: Mapping[str, Json], name: str, number: int, most: int) -> int:
    value = row.get(name)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if type(value) is not int or not 0 <= value <= most:
        raise _refuse(number, f"{name}: 0–{most}", value)
    return value


def _day(row: Mapping[str, Json], name: str, number: int) -> date | None:
    value = row.get(name)
    if value is None or value == "":
        return None
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError as error:
        raise _refuse(number, f"{name}: 2026-07-01", value) from error


def _refuse(number: int, wanted: str, value: Json) -> FeesUnreadable:
    told = str(value)[:60]
    where = Words(en=f"line {number}", vi=f"dòng {number}")
    return FeesUnreadable(where=where, wanted=wanted, value=told)
