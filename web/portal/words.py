"""Words for citizens: the state of a dossier, how it ended, how long to wait."""

from math import ceil

from engine.records.outcomes import RUNNING, SUSPENDED, Standing
from web.ui.texts import gettext as _
from web.ui.texts import ngettext

BEING_PROCESSED, ASKED_TO_COMPLETE = 4, 5
_MINUTE, _HOUR = 60, 3600


def status_words(standing: Standing, is_asked: bool = False) -> str:
    """Return the status of the national portal (TrangThaiHoSo, 1 to 10) in words.

    is_asked  something waits for the applicant; without it nobody is told to complete anything
    """
    number = standing.portal_status
    if standing.status == SUSPENDED:
        return _("Suspended for the time being")
    if number == ASKED_TO_COMPLETE and not is_asked and standing.status == RUNNING:
        number = BEING_PROCESSED
    return {
        1: _("Newly filed"),
        2: _("Accepted"),
        3: _("Not accepted"),
        4: _("Being processed"),
        5: _("Waiting for you to complete it"),
        6: _("Waiting for your payment"),
        7: _("Withdrawn at your request"),
        8: _("Processing stopped"),
        9: _("Decided: the result is ready"),
        10: _("Result handed over"),
    }[number]


def ending_words(ending: str | None) -> str:
    """Return how a dossier ended; "" while it runs."""
    if ending is None:
        return ""
    return {
        "done": _("Finished: you have the result"),
        "finished": _("Finished"),
        "refused": _("Refused"),
        "withdrawn": _("Withdrawn at your request"),
        "cancelled": _("Ended by the office"),
        "closed": _("Closed because it was not completed in time"),
    }.get(ending, ending)


def wait_words(seconds: int) -> str:
    """Return a time to wait: "3 minutes", "2 hours"."""
    if seconds < _HOUR:
        minutes = max(1, ceil(seconds / _MINUTE))
        return ngettext("%(num)d minute", "%(num)d minutes", minutes)
    return ngettext("%(num)d hour", "%(num)d hours", ceil(seconds / _HOUR))
