"""Setting a letter: template and values → pages, or what is wrong."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from engine.errors import Words
from engine.faults import LetterIncomplete, LetterRefused, LetterStopped
from engine.letters import rules
from engine.letters.complaints import told
from engine.letters.examples import examples, nothing
from engine.letters.merge import is_missing, merge
from engine.letters.pool import Pool
from engine.letters.press import Format, Printed, Sheet
from engine.letters.qr import qr_svg
from engine.letters.reader import Template
from engine.records.findings import Finding
from engine.records.letters import LetterName
from engine.records.values import Json

PRELUDE: Final = (Path(__file__).parent / "prelude.typ").read_text(encoding="utf-8")
FLOW: Final = (Path(__file__).parent / "flow.typ").read_text(encoding="utf-8")
LINES_BEFORE: Final = PRELUDE.count("\n")
PREVIEW_PPI: Final = 110.0
# To be kept for ever (ISO 19005-2), and read aloud to whoever does not see it (ISO 14289-1).
STANDARDS: Final = ("a-2b", "ua-1")


@dataclass(frozen=True, kw_only=True)
class Filling:
    """What a letter is filled with.

    names    all names it may show
    values   by name; a name without a value is missing
    title    of the document, which stands in the PDF
    author   office that issues it, which stands in the PDF
    address  where anybody can check it, behind a QR code at its foot; "" for a letter without
    mark     written across each page of a letter that is none; "" for a real one
    standing how whoever signs it does so: `signs`, `title`, `head`; see engine/drafting/standing.py
    """

    names: tuple[LetterName, ...]
    values: Mapping[str, Json]
    title: str
    author: str = ""
    address: str = ""
    mark: str = ""
    standing: Mapping[str, str] = field(default_factory=dict)


@cache
def press_at_hand() -> Pool:
    """Return the presses of this process; each is started when it is first needed."""
    return Pool()


def show_letter(template: Template, filling: Filling) -> Printed:
    """Return the pages as pictures, with what is missing marked in them.

    Raises   LetterStopped
    """
    return _print(template, _inputs(template, filling, "draft"), "png")


def make_letter(template: Template, filling: Filling, now: datetime) -> bytes:
    """Return the letter as PDF/A-2b and PDF/UA-1.

    now      instant that stands in it
    Raises   LetterRefused, LetterStopped; LetterIncomplete naming all values that are missing
    """
    missing = find_missing(template, filling)
    if missing:
        raise LetterIncomplete(missing=missing)
    printed = _print(template, _inputs(template, filling, "final"), "pdf", now)
    if printed.fault is not None:
        raise LetterRefused(reason=_reason(told(printed.fault, template.file, LINES_BEFORE)))
    return printed.parts[0]


def flow_letter(template: Template, filling: Filling) -> str:
    """Return the words of a letter as HTML, in their order, for a word processor.

    Raises   LetterRefused, LetterStopped
    """
    shown = replace(filling, author="", address="", mark="")
    sheet = Sheet(
        source=PRELUDE + FLOW + template.text,
        inputs=_inputs(template, shown, "flow"),
        format="html",
    )
    printed = press_at_hand().print(sheet)
    if printed.fault is not None:
        raise LetterRefused(reason=_reason(told(printed.fault, template.file, LINES_BEFORE)))
    return printed.parts[0].decode()


def find_missing(template: Template, filling: Filling) -> tuple[LetterName, ...]:
    """Return the names that the template must have and that have no value."""
    needed = template.needed()
    return tuple(
        one
        for one in filling.names
        if one.name in needed and is_missing(filling.values.get(one.name))
    )


def check_letter(template: Template, names: Iterable[LetterName]) -> tuple[Finding, ...]:
    """Return what keeps a template from being set, whatever the values are."""
    if template.findings:
        return template.findings
    shown = {one.name for one in template.shown}
    known = tuple(one for one in names if one.name in shown)
    for fields in (examples(known), nothing(known)):
        found = _try(template, fields)
        if found is not None:
            return (found,)
    return ()


@lru_cache(maxsize=512)
def _try(template: Template, fields: str) -> Finding | None:
    try:
        printed = _print(template, {"fields": fields, "mode": "draft", "title": ""}, "pdf")
    except LetterStopped as error:
        return rules.STOPPED.at(template.file, reason=error.values["reason"])
    return told(printed.fault, template.file, LINES_BEFORE) if printed.fault else None


def _inputs(template: Template, filling: Filling, mode: str) -> dict[str, str]:
    """Return what the template sees: the names that it shows, and no others."""
    shown = {one.name for one in template.shown}
    fields = merge((one for one in filling.names if one.name in shown), filling.values)
    found = {"fields": fields, "mode": mode, "title": filling.title, "author": filling.author}
    if filling.standing:
        found["standing"] = json.dumps(dict(filling.standing))
    if filling.mark:
        found["mark"] = filling.mark
    if filling.address:
        found |= {"verify": filling.address, "qr": qr_svg(filling.address)}
    return found


def _print(
    template: Template, inputs: Mapping[str, str], kind: Format, now: datetime | None = None
) -> Printed:
    return press_at_hand().print(
        Sheet(
            source=PRELUDE + template.text,
            inputs=inputs,
            format=kind,
            standards=STANDARDS if kind == "pdf" else (),
            ppi=PREVIEW_PPI,
            timestamp=int(now.timestamp()) if now else 0,
        )
    )


def _reason(finding: Finding) -> Words:
    return Words(vi=finding.vi, en=finding.en)
