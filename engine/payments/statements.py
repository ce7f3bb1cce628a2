"""A provider's statement (CSV) → its payments; a file from outside, read within bounds."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

from engine.errors import Words
from engine.payments.providers import Provider
from engine.records.fees import VND, StatementLine
from engine.refusals import StatementUnreadable

MOST_BYTES = 5_000_000
MOST_LINES = 50_000
LONGEST = 100
NEEDED = ("reference", "transaction", "amount")
DELIMITERS = (",", ";", "\t")
# What a spreadsheet takes for a formula (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def read_statement(content: bytes, provider: Provider) -> tuple[StatementLine, ...]:
    """Return the payments of a statement, whose columns are named as the provider names them.

    Raises  StatementUnreadable, naming the line
    """
    if len(content) > MOST_BYTES:
        raise _refuse(1, f"it is larger than {MOST_BYTES}", f"tệp lớn hơn {MOST_BYTES} byte")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refuse(1, "it is not UTF-8", "không phải UTF-8") from error
    if "\0" in text:
        raise _refuse(1, "it is no text", "không phải văn bản")
    head = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=head.count)
    try:
        rows = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
        return tuple(_lines(rows, provider))
    except csv.Error as error:
        told = str(error)[:80]
        raise _refuse(1, f"it is no CSV ({told})", f"không phải CSV ({told})") from error


def csv_text(head: Sequence[str], rows: Sequence[Sequence[str | int]]) -> str:
    """Return rows as CSV that no spreadsheet reads as formulas."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    for row in (head, *rows):
        writer.writerow([_harmless(one) for one in row])
    # Excel takes UTF-8 for what it is only with this sign before it.
    return "\ufeff" + written.getvalue()


def _harmless(value: str | int) -> str:
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text


def _lines(rows: Iterator[list[str]], provider: Provider) -> Iterator[StatementLine]:
    head = [one.strip() for one in next(rows, [])]
    places = {
        name: head.index(column) for name, column in provider.statement.items() if column in head
    }
    missing = [provider.statement[name] for name in NEEDED if name not in places]
    if missing:
        told = ", ".join(missing)
        raise _refuse(1, f"the columns {told} are missing", f"thiếu các cột {told}")
    for number, row in enumerate(rows, 2):
        if number > MOST_LINES:
            raise _refuse(number, f"more than {MOST_LINES} lines", f"quá {MOST_LINES} dòng")
        if any(cell.strip() for cell in row):
            yield _line(row, number, places, provider)


def _line(
    row: list[str], number: int, places: Mapping[str, int], provider: Provider
) -> StatementLine:
    def cell(name: str) -> str:
        place = places.get(name)
        text = row[place].strip() if place is not None and place < len(row) else ""
        if len(text) > LONGEST or not text.isprintable():
            raise _refuse(number, f"{name} cannot be read", f"không đọc được {name}")
        return text

    amount = cell("amount")
    whole = amount.isascii() and amount.isdigit() and len(amount) <= 18
    if not whole or int(amount) % provider.amount_factor:
        raise _refuse(number, "the amount is no whole number", "số tiền không phải số nguyên")
    if not cell("reference") or not cell("transaction"):
        raise _refuse(number, "order or transaction is missing", "thiếu mã yêu cầu hoặc giao dịch")
    return StatementLine(
        reference=cell("reference"),
        transaction=cell("transaction"),
        amount=int(amount) // provider.amount_factor,
        currency=cell("currency") or VND,
    )


def _refuse(line: int, en: str, vi: str) -> StatementUnreadable:
    return StatementUnreadable(line=line, reason=Words(en=f"{en}.", vi=f"{vi}."))
