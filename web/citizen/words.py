"""What pages say of a complaint."""

from engine.records.complaints import (
    ABOUT_HEAD,
    ANSWERED,
    ASKED,
    AT_DESK,
    BY_MAIL,
    BY_PHONE,
    COMPLAINT,
    REFUSED,
)
from web.ui.texts import gettext as _


def kind_words(kind: str) -> str:
    """Return what it is."""
    if kind == ABOUT_HEAD:
        return _("Complaint about the head of the office")
    return _("Complaint") if kind == COMPLAINT else _("Suggestion")


def channel_words(channel: str) -> str:
    """Return by which way it came."""
    return {
        AT_DESK: _("at the desk"),
        BY_PHONE: _("by telephone"),
        BY_MAIL: _("by letter or mail"),
    }.get(channel, _("on this site"))


def standing_words(state: str) -> str:
    """Return where it stands."""
    return {
        ASKED: _("The office asks for more"),
        ANSWERED: _("Answered"),
        REFUSED: _("Not taken up, with the reason"),
    }.get(state, _("Waiting for an answer"))
