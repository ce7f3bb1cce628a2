"""Taking in the copy of a register that another agency gives, so that citizens need not be asked.

The register itself stays where it is kept; this is what the connector `register-lookup` and the
papers of a dossier read. A new copy takes the place of the one before.
"""

import csv
from collections.abc import Iterator, Mapping
from io import StringIO

from engine.context import Context
from engine.errors import InputRefused, Words
from engine.records.values import Json
from engine.store.registers import replace_register

NUMBER = "number"
LONGEST_NAME = 60
MOST_TOLD = 20


def take_register(context: Context, name: str, content: bytes) -> int:
    """Put a copy of a register in the place of the one before; return how many entries it has.

    name     as procedures and cards call it
    content  CSV in UTF-8; the column `number` says which entry it is, the others what it holds
    Raises   InputRefused naming every line that cannot be taken; then nothing has changed
    """
    if not name or len(name) > LONGEST_NAME:
        raise _refused(
            f"a register has a name of at most {LONGEST_NAME} letters.",
            f"tên cơ sở dữ liệu dài tối đa {LONGEST_NAME} ký tự.",
        )
    entries = dict(_entries(content))
    with context.database.begin() as db:
        replace_register(db, name, entries.items())
    return len(entries)


def _entries(content: bytes) -> Iterator[tuple[str, Mapping[str, Json]]]:
    try:
        rows = csv.DictReader(StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        if NUMBER not in (rows.fieldnames or ()):
            raise _refused(
                f"the first line names the columns; one of them is “{NUMBER}”.",
                f"dòng đầu ghi tên cột, trong đó có cột “{NUMBER}”.",
            )
        read = list(rows)
    except (UnicodeDecodeError, csv.Error) as error:
        raise _refused(
            f"the file is no CSV in UTF-8 ({error}).", f"tệp không phải CSV mã UTF-8 ({error})."
        ) from error
    wrong, seen = [], set()
    for line, row in enumerate(read, start=2):
        number = (row[NUMBER] or "").strip()
        if not number or number in seen or None in row:
            wrong.append(str(line))
        seen.add(number)
    if wrong:
        told = ", ".join(wrong[:MOST_TOLD]) + (" …" if len(wrong) > MOST_TOLD else "")
        raise _refused(
            f"no number, a number twice, or too many columns on these lines: {told}.",
            f"các dòng sau thiếu số, trùng số hoặc thừa cột: {told}.",
        )
    for row in read:
        yield row[NUMBER].strip(), {key: text for key, text in row.items() if key != NUMBER}


def _refused(en: str, vi: str) -> InputRefused:
    return InputRefused(reason=Words(en=en, vi=vi))
