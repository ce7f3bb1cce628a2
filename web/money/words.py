"""What the pages of money say: states of orders, verdicts on call-backs, occasions of refunds."""

from web.ui.due import DueWords
from web.ui.texts import gettext as _


def order_state(state: str) -> DueWords:
    """Return the pill of an order."""
    words = {
        "open": (_("Waits for payment"), "soon", "hourglass"),
        "paid": (_("Paid"), "good", "check"),
        "free": (_("Nothing to pay"), "good", "check"),
        "waived": (_("Waived"), "good", "check"),
        "expired": (_("Expired"), "paused", "clock"),
        "cancelled": (_("Cancelled"), "paused", "ban"),
        "replaced": (_("Replaced"), "paused", "refresh"),
    }
    said, kind, sign = words[state]
    return DueWords(words=said, kind=kind, sign=sign)


def refund_state(state: str) -> DueWords:
    """Return the pill of a refund."""
    words = {
        "asked": (_("Waits for a decision"), "soon", "hourglass"),
        "approved": (_("Approved"), "good", "check"),
        "rejected": (_("Rejected"), "paused", "ban"),
    }
    said, kind, sign = words[state]
    return DueWords(words=said, kind=kind, sign=sign)


def fee_kind(kind: str) -> str:
    """Return what kind of fee a line is."""
    return {"phi": _("Fee for a service"), "le-phi": _("Charge")}[kind]


def method_words(method: str | None) -> str:
    """Return how an order was paid."""
    return {"online": _("Online"), "cash": _("In cash")}.get(method or "", "–")


def step_words(step: str) -> str:
    """Return when a fee is collected."""
    return {
        "receipt": _("At receipt"),
        "supplement": _("At supplement"),
        "return": _("At return of the result"),
    }[step]


def verdict_words(verdict: str) -> str:
    """Return what is wrong with a call-back."""
    return {
        "paid": _("Payment taken"),
        "declined": _("Payment declined"),
        "doubled": _("Sent again, without effect"),
        "forged": _("Forged: the signature is wrong"),
        "stale": _("Too old, or sent again later"),
        "replayed": _("Uses a number used before"),
        "unreadable": _("Cannot be read"),
        "unknown-order": _("There is no such order"),
        "wrong-amount": _("Wrong amount"),
        "wrong-currency": _("Wrong currency"),
        "late": _("Late: the order no longer counted"),
        "paid-twice": _("Paid a second time"),
    }[verdict]


def occasion_words(occasion: str) -> str:
    """Return why money goes back."""
    return {
        "not-accepted": _("The dossier was not accepted"),
        "withdrawn": _("Withdrawn before the decision"),
        "refused": _("Refused"),
        "too-much": _("Less is due now than was paid"),
    }.get(occasion) or verdict_words(occasion)


def outcome_words(outcome: str) -> str:
    """Return what comparing with a statement found for a payment."""
    return {
        "matched": _("Agrees"),
        "missing-here": _("Only on the statement"),
        "missing-there": _("Not on the statement"),
        "differing": _("Differs"),
        "unchecked": _("Waits for the statement"),
    }[outcome]
