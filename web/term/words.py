"""What the ledger of a term says."""

from web.ui.texts import gettext as _


def span_words(what: str) -> str:
    """Return what began a part of the time of a case."""
    return {
        "start": _("The term began"),
        "restart": _("The term began anew from zero"),
        "appoint": _("The next appointment began"),
        "pause": _("The clock stood still"),
        "not-counted": _("Time that does not belong to the term"),
        "external": _("A duty outside the office"),
        "resume": _("The clock went on"),
        "extend": _("Extended by law"),
        "extension": _("Extended by law"),
        "apology": _("A new day with an apology"),
        "stop": _("The result was ready"),
        "opened-again": _("Opened again with the day it had"),
        "done": _("Completed"),
        "dropped": _("Taken away"),
    }.get(what, what)


def cutoff_words(cutoff: str) -> str:
    """Return until when on a day the term begins on that day."""
    if cutoff == "last-hour":
        return _("begun in the last hour of a day, it counts from the next working day")
    if cutoff == "closing":
        return _("begun after closing time, it counts from the next working day")
    return _("begun after %(hour)s, it counts from the next working day", hour=cutoff)


def act_words(act: str) -> str:
    """Return how the day promised was changed."""
    return _("Apology, new day") if act == "apology" else _("Extension by law")
