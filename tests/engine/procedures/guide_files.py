"""A right folder with a small guide, and what the check says of it after a change."""

from collections.abc import Mapping

import orjson

from engine.procedures.check import check_procedure
from engine.records.findings import Finding
from tests.engine.lint.folder import right_files

GUIDE = """form = "questions"
event = { vi = "Tôi cần giấy", en = "I need a paper" }
rank = 1

[fee]
decision = "fee"
amount = "fee * 2"

[[outcomes]]
id = "other"
when = 'kind == "b"'
title = { vi = "Loại khác", en = "Another kind" }
procedure = "other-procedure"

[[outcomes]]
id = "many"
when = "pages is not null and pages > 10"
title = { vi = "Nhiều trang", en = "Many pages" }
term = "='5 working days' if pages > 100 else '3 working days'"
answers = { number_of_pages = "=pages" }

[[outcomes]]
id = "few"
title = { vi = "Ít trang", en = "Few pages" }
places = [{ vi = "Xã", en = "Commune" }]
"""
KIND = {
    "type": "radio",
    "key": "kind",
    "label": "Loại nào?",
    "values": [
        {"label": "A", "value": "a", "labelEn": "A"},
        {"label": "B", "value": "b", "labelEn": "B"},
    ],
    "validate": {"required": True},
    "properties": {"labelEn": "Which kind?"},
}
PAGES = {
    "type": "number",
    "key": "pages",
    "label": "Mấy trang?",
    "decimalDigits": 0,
    "validate": {"required": True, "min": 1, "max": 200},
    "conditional": {"hide": '=kind == "b"'},
    "properties": {"labelEn": "How many pages?"},
}


def questions(*fields: Mapping[str, object]) -> bytes:
    """Return a form with these fields."""
    return orjson.dumps(
        {"type": "default", "title": "Câu hỏi", "titleEn": "Questions", "components": fields}
    )


def guided_files(
    guide: str = GUIDE, fields: tuple[Mapping[str, object], ...] = (KIND, PAGES)
) -> dict[str, bytes]:
    """Return the right folder with a guide."""
    return right_files() | {
        "guide.toml": guide.encode(),
        "forms/questions.form": questions(*fields),
    }


def found_in(files: Mapping[str, bytes]) -> list[Finding]:
    """Return what the check says, where only one other procedure is known."""
    return list(check_procedure("small-procedure", files, known=["other-procedure"]))


def places_of(old: str, new: str) -> list[tuple[str, str | None, int | None]]:
    """Return rule, element and line of what is found after a change to the guide."""
    assert old in GUIDE, old
    found = found_in(guided_files(GUIDE.replace(old, new, 1)))
    return [(one.rule, one.element, one.line) for one in found]
