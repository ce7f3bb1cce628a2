"""The words of comparing and weighing: kinds of change, groups, sides, differences."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from engine.queries.comparing import Choice
from web.ui.formats import moment_text
from web.ui.texts import gettext as _


def change_kind(kind: str) -> str:
    """Return the word for a kind of change."""
    return {
        "added": _("New"),
        "removed": _("Dropped"),
        "changed": _("Changed"),
        "moved": _("Moved"),
    }[kind]


def change_sign(kind: str) -> str:
    """Return the icon of a kind of change."""
    return {"added": "plus", "removed": "minus", "changed": "edit", "moved": "route"}[kind]


def group_words(key: str) -> str:
    """Return the heading of a group of changes."""
    return {
        "steps": _("Steps and who does them"),
        "ways": _("Ways, conditions and events"),
        "forms": _("Forms"),
        "decisions": _("Decision tables"),
        "letters": _("Letters"),
        "card": _("Published card"),
        "guide": _("Guide for citizens"),
        "scenarios": _("Scenarios"),
        "files": _("Notes and other files"),
    }[key]


def side_words(choice: Choice) -> str:
    """Return what a side of the comparison is."""
    if choice.kind == "version" and choice.is_live:
        return _("Version %(number)s, in force", number=choice.number)
    if choice.kind == "version":
        return _("Version %(number)s", number=choice.number)
    if choice.is_newest:
        return _("The draft as it is now")
    return _("Draft, save %(number)s", number=choice.number)


def side_detail(choice: Choice) -> str:
    """Return a side with its moment and its author, for a list to choose from."""
    parts = [side_words(choice), moment_text(choice.at), choice.by]
    return " · ".join(one for one in parts if one)


def part_words(part: str) -> str:
    """Return a row of the compliance-cost table (form 03/SCM-KSTT)."""
    return {
        "prepare": _("Prepare the dossier"),
        "file": _("File the dossier"),
        "pay": _("Pay fees and charges"),
        "inspection": _("Prepare for an inspection"),
        "other": _("Other work"),
        "receive": _("Receive the result"),
        "step": _("On the way"),
    }.get(part, part)


FILTERS: Mapping[str, Callable[..., str]] = MappingProxyType(
    {
        "change_kind": change_kind,
        "change_sign": change_sign,
        "group_words": group_words,
        "side_words": side_words,
        "side_detail": side_detail,
        "part_words": part_words,
    }
)
