"""How publications and releases are called on the pages."""

from collections.abc import Mapping
from dataclasses import dataclass

from web.ui.formats import number_text
from web.ui.texts import gettext as _


@dataclass(frozen=True, kw_only=True)
class Named:
    """Words with the colour and the sign that go with them."""

    words: str
    kind: str
    sign: str


def state_named(state: str) -> Named:
    """Return what the state of a publication is called."""
    names = {
        "checking": Named(words=_("Being checked"), kind="info", sign="refresh"),
        "approving": Named(words=_("Waits for approval"), kind="soon", sign="hourglass"),
        "returned": Named(words=_("Returned for correction"), kind="late", sign="arrow-back-up"),
        "scheduled": Named(words=_("Approved, with a day"), kind="good", sign="calendar-due"),
        "live": Named(words=_("In force"), kind="good", sign="circle-check"),
        "refused": Named(words=_("Refused"), kind="late", sign="circle-x"),
        "withdrawn": Named(words=_("Taken back"), kind="none", sign="arrow-back-up"),
        "called-off": Named(words=_("Called off"), kind="none", sign="ban"),
    }
    return names[state]


def origin_named(origin: str) -> Named:
    """Return what the origin of a release is called; red where no second person agreed."""
    names = {
        "delivered": Named(words=_("Came with the program"), kind="none", sign="download"),
        "sample": Named(words=_("Published on a sample"), kind="none", sign="download"),
        "emergency": Named(
            words=_("Emergency, without approval"), kind="late", sign="alert-triangle"
        ),
        "approved": Named(words=_("Approved"), kind="good", sign="circle-check"),
        "rolled-back": Named(words=_("Rolled back"), kind="late", sign="arrow-back-up"),
        "retired": Named(words=_("Retired"), kind="late", sign="ban"),
        "widened": Named(words=_("Extended to all"), kind="good", sign="arrows-maximize"),
        "taken-back": Named(words=_("Trial taken back"), kind="none", sign="arrow-back-up"),
    }
    return names[origin]


def place_named(place: str) -> Named:
    """Return what the place of a release in time is called."""
    names = {
        "ahead": Named(words=_("Scheduled"), kind="soon", sign="calendar-due"),
        "current": Named(words=_("In force"), kind="good", sign="circle-check"),
        "partial": Named(words=_("In force for some cases"), kind="info", sign="filter"),
        "past": Named(words=_("Over"), kind="none", sign="history"),
        "called-off": Named(words=_("Called off"), kind="none", sign="ban"),
    }
    return names[place]


def opinion_named(opinion: str) -> Named:
    """Return what an opinion is called."""
    names = {
        "dong_y": Named(words=_("Agreed"), kind="good", sign="check"),
        "tra_lai": Named(words=_("Returned for correction"), kind="late", sign="arrow-back-up"),
        "tu_choi": Named(words=_("Refused"), kind="late", sign="circle-x"),
    }
    return names.get(opinion, Named(words=opinion, kind="none", sign="help-circle"))


def figure_words(name: str) -> str:
    """Return what a figure of the report counts."""
    names = {
        "steps": _("Steps"),
        "post_handovers": _("Hand-overs between posts"),
        "office_handovers": _("Hand-overs between offices"),
        "papers": _("Papers of the dossier"),
        "fields": _("Fields the applicant fills in"),
        "days": _("Longest way, working days"),
        "cost": _("Cost of a dossier to the applicant, VND"),
    }
    return names.get(name, name)


def figure_value(number: float | None) -> str:
    """Return a figure as it is written; a dash for none."""
    return "–" if number is None else number_text(number)


def name_in(person_id: int, names: Mapping[int, str]) -> str:
    """Return the name of a person."""
    return names.get(person_id, str(person_id))
