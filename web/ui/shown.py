"""Answers of our field as text: papers handed in, fees, signatures."""

from collections.abc import Mapping

from engine.records.forms import Field
from web.ui.formats import iso_day_text, money_text
from web.ui.texts import gettext as _
from web.ui.texts import ngettext


def fee_text(one: Field, amount: object, why_free: str) -> str:
    """Return what is to be paid; why nothing is, where the form says so."""
    if not isinstance(amount, int | float) or isinstance(amount, bool):
        return _("Worked out once the form is filled in")
    if amount == 0 and one.free_if:
        return _("Free: %(reason)s", reason=why_free) if why_free else _("Free")
    return money_text(round(amount))


def papers_text(value: object, labels: Mapping[str, str]) -> str:
    """Return the papers that were handed in, one a line, with how many of which sort.

    labels   the names of the papers in the reader's language, by value
    """
    many = value if isinstance(value, list | tuple) else ()
    lines = [_paper_line(one, labels) for one in many if isinstance(one, Mapping)]
    return "\n".join(lines) or "–"


def _paper_line(one: Mapping[str, object], labels: Mapping[str, str]) -> str:
    name = labels.get(str(one.get("paper")), str(one.get("name") or one.get("paper")))
    counted = {key: int(str(one.get(key) or 0)) for key in ("originals", "copies", "files")}
    words = (
        (
            counted["originals"],
            ngettext("%(num)d original", "%(num)d originals", counted["originals"]),
        ),
        (counted["copies"], ngettext("%(num)d copy", "%(num)d copies", counted["copies"])),
        (counted["files"], ngettext("%(num)d file", "%(num)d files", counted["files"])),
    )
    told = ", ".join(text for count, text in words if count)
    return f"{name}: {told}" if told else name


def signature_text(value: object) -> str:
    """Return who signed and when, as the system has noted it."""
    if value is True:
        return _("Yes")
    if not isinstance(value, Mapping) or value.get("signed") is not True:
        return "–"
    name, day = str(value.get("name") or ""), str(value.get("on") or "")
    if name and day:
        return _("Signed by %(name)s on %(day)s", name=name, day=iso_day_text(day))
    return _("Signed on %(day)s", day=iso_day_text(day)) if day else _("Signed")
