"""The sentences that many kinds of changes share."""

from decimal import Decimal

from engine.calendars.terms import Term
from engine.errors import Words
from engine.procedures.wording.values import (
    capital,
    filled,
    number_words,
    read_term,
    term_words,
    timer_words,
    unit_words,
)

_CHANGED = Words(
    vi="{label} của {owner} từ {before} thành {after}",
    en="the {label} of {owner} changes from {before} to {after}",
)
_ADDED = Words(vi="{owner} có thêm {label}: {after}", en="{owner} now has the {label} {after}")
_REMOVED = Words(
    vi="{owner} không còn {label} {before}", en="{owner} no longer has the {label} {before}"
)
_DOWN = Words(
    vi="{label} {owner} từ {before} xuống {after} {unit}",
    en="the {label} of {owner} goes down from {before} to {after} {unit}",
)
_UP = Words(
    vi="{label} {owner} từ {before} lên {after} {unit}",
    en="the {label} of {owner} goes up from {before} to {after} {unit}",
)
_OTHER_UNIT = Words(
    vi="{label} {owner} từ {before} thành {after}",
    en="the {label} of {owner} changes from {before} to {after}",
)
_NEW_TERM = Words(
    vi="{owner} có {label} {after}, trước đây không có", en="{owner} now has a {label}: {after}"
)
_NO_TERM = Words(
    vi="{owner} không còn {label} (trước đây {before})",
    en="{owner} no longer has a {label} (it was {before})",
)


def from_to(label: Words, owner: Words, before: Words | None, after: Words | None) -> Words:
    """Return the sentence that something of an element changed, came or went."""
    if before is None and after is not None:
        return capital(filled(_ADDED, label=label, owner=owner, after=after))
    if after is None and before is not None:
        return capital(filled(_REMOVED, label=label, owner=owner, before=before))
    return capital(
        filled(_CHANGED, label=label, owner=owner, before=before or "–", after=after or "–")
    )


def term_change(label: Words, owner: Words, before: str | None, after: str | None) -> Words:
    """Return the sentence that a term became shorter or longer; `owner` is a name in quotes."""
    if before is None:
        return capital(filled(_NEW_TERM, label=label, owner=owner, after=term_words(after)))
    if after is None:
        return capital(filled(_NO_TERM, label=label, owner=owner, before=term_words(before)))
    old, new = read_term(before), read_term(after)
    if old is not None and new is not None and _comparable(old, new):
        return capital(_stepped(label, owner, old, new))
    return capital(
        filled(
            _OTHER_UNIT,
            label=label,
            owner=owner,
            before=timer_words(None, before),
            after=timer_words(None, after),
        )
    )


def _comparable(old: Term, new: Term) -> bool:
    has_amounts = old.amount > 0 and new.amount > 0
    return old.unit == new.unit and unit_words(old) is not None and has_amounts


def _stepped(label: Words, owner: Words, old: Term, new: Term) -> Words:
    unit = unit_words(new) or Words(vi="", en="")
    if new.amount != Decimal(1):
        unit = Words(vi=unit.vi, en=f"{unit.en}s")
    return filled(
        _DOWN if new.amount < old.amount else _UP,
        label=label,
        owner=owner,
        before=number_words(old.amount),
        after=number_words(new.amount),
        unit=unit,
    )
