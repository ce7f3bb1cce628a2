"""The authorised person who brings a dossier for another, as the desk writes them down."""

from flask import request

from engine.errors import InputRefused, Words
from engine.records.desk import AGENT_PARTS, Agent
from web.ui.texts import gettext as _

LONGEST = 300


def agent_words() -> list[tuple[str, str]]:
    """Return what is asked about an authorised person, each with its words."""
    return [
        ("name", _("Full name")),
        ("number", _("Personal number")),
        ("phone", _("Telephone")),
        ("email", _("E-mail")),
        ("address", _("Address")),
        ("paper", _("Paper that authorises them: kind, number, day")),
    ]


def typed_agent() -> Agent:
    """Return what this request says of an authorised person; all empty where nobody was."""
    given = {
        name: " ".join(request.form.get(f"agent-{name}", "").split())[:LONGEST]
        for name in AGENT_PARTS
    }
    return Agent(**given)


def read_agent() -> Agent | None:
    """Return the authorised person; None where the applicant has come, or has posted it.

    Raises  InputRefused for one without a name, or without the paper that authorises them
    """
    found = typed_agent()
    if not found.is_named:
        return None
    if not (found.name and found.paper):
        reason = Words(
            en="write the name of the authorised person and the paper that authorises them.",
            vi="hãy ghi họ tên người được ủy quyền và giấy tờ ủy quyền.",
        )
        raise InputRefused(reason=reason)
    return found
