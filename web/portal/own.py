"""The dossier that this browser has opened; it closes half an hour after its last use."""

from flask import flash

from engine.records.cases import Case
from web.auth.citizen import (
    citizen_session,
    end_here,
    open_by_code_here,
    open_case_here,
    signed_in_citizen,
)
from web.ui.texts import gettext as _


def remember_own(case: Case) -> None:
    """Keep a dossier open in this browser; whoever calls this has seen that it is theirs."""
    open_case_here(case.case_id)


def remember_opened(case: Case) -> None:
    """Keep a dossier open that its code has opened, and tell whoever is signed out by that."""
    before = signed_in_citizen()
    open_by_code_here(case)
    if before is not None and signed_in_citizen() is None:
        flash(_("This dossier is not one of yours, so you were signed out."))


def find_own() -> tuple[str, str] | None:
    """Return code and digits of the open dossier, and keep it open; None when its time is over."""
    found = citizen_session()
    return found.case if found else None


def forget_own() -> None:
    """Close the dossier in this browser; who has signed in stays so."""
    if signed_in_citizen() is None:
        end_here()
    else:
        open_case_here(None)
