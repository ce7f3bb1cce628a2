"""The dossier that this browser has opened: code and digits in the signed session, for a while."""

from datetime import datetime, timedelta

from flask import session

from web.ui.current import current_context

OPEN_FOR = timedelta(minutes=30)
_KEY = "own"
_DIGITS = 4


def remember_own(code: str, phone: str) -> None:
    """Keep a dossier open in this browser for half an hour from its last use."""
    until = current_context().clock.now() + OPEN_FOR
    session[_KEY] = [code, phone.strip()[-_DIGITS:], until.isoformat()]


def find_own() -> tuple[str, str] | None:
    """Return code and digits of the open dossier, and keep it open; None when its time is over."""
    kept = session.get(_KEY)
    if not kept:
        return None
    code, digits, until = kept
    if datetime.fromisoformat(until) < current_context().clock.now():
        session.pop(_KEY)
        return None
    remember_own(code, digits)
    return code, digits


def forget_own() -> None:
    """Close the dossier in this browser."""
    session.pop(_KEY, None)
