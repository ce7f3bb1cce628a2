"""What pages say of a complaint."""

from engine.records.complaints import ANSWERED, ASKED, COMPLAINT, REFUSED
from web.ui.texts import gettext as _


def kind_words(kind: str) -> str:
    """Return what it is."""
    return _("Complaint") if kind == COMPLAINT else _("Suggestion")


def standing_words(state: str) -> str:
    """Return where it stands."""
    return {
        ASKED: _("The office asks for more"),
        ANSWERED: _("Answered"),
        REFUSED: _("Not taken up, with the reason"),
    }.get(state, _("Waiting for an answer"))
