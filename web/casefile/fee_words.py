"""What a case knows about money, as text: lines of fees, and how they were settled."""

from collections.abc import Mapping

from engine.records.values import Json
from web.ui.formats import iso_day_text, money_text
from web.ui.languages import language
from web.ui.texts import gettext as _

LINE = frozenset(("code", "name", "amount"))
SETTLED = frozenset(("state", "amount", "order"))


def fee_words(value: Mapping[str, Json]) -> str | None:
    """Return a line of fees, or how an order was settled, as text; None for anything else."""
    amount = value.get("amount")
    if not isinstance(amount, int | float) or isinstance(amount, bool):
        return None
    if value.keys() >= SETTLED:
        return _settled(value, money_text(round(amount)))
    return _line(value, money_text(round(amount))) if value.keys() >= LINE else None


def _line(value: Mapping[str, Json], amount: str) -> str:
    name = (value.get("name_en") if language() == "en" else None) or value["name"]
    told = [f"{name}: {amount}"]
    if value.get("exempt"):
        told.append(_("exempt: %(reason)s", reason=value["exempt"]))
    if value.get("discount_online"):
        told.append(_("%(percent)s %% off if filed online", percent=value["discount_online"]))
    if value.get("valid_from"):
        told.append(_("from %(day)s", day=iso_day_text(str(value["valid_from"]))))
    if value.get("valid_to"):
        told.append(_("until %(day)s", day=iso_day_text(str(value["valid_to"]))))
    return ", ".join(told)


def _settled(value: Mapping[str, Json], amount: str) -> str:
    state = str(value["state"])
    ways = {"cash": _("in cash"), "online": _("online")}
    told = [
        {"paid": _("Paid"), "free": _("Nothing is due"), "waived": _("Waived")}.get(state, state)
    ]
    if state == "paid":
        told.append(amount)
        told += [ways[way] for way in [str(value.get("method"))] if way in ways]
    if value.get("receipt"):
        told.append(_("receipt %(code)s", code=value["receipt"]))
    return ", ".join(told)
