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
    }.get(what, what)


def act_words(act: str) -> str:
    """Return how the day promised was changed."""
    return _("Apology, new day") if act == "apology" else _("Extension by law")
