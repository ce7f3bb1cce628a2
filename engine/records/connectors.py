"""The connectors that a procedure can call; what they do stands in engine/jobs/connectors.py.

Work for clients outside has the kind "external:" and its topic: so the log says to whom it went.
"""

from collections.abc import Mapping
from types import MappingProxyType

REGISTER_LOOKUP, NOTICE, HTTP, MAIL = "register-lookup", "notice", "http", "mail"
# Waits until the fees of a dossier are paid: docs/reference/payments.md.
PAYMENT_ORDER = "payment-order"
# The steps of publishing a draft: only for internal procedures, and only in a case opened for that.
PUBLISH = "publishing"
# What the engine itself asks for: a message or signal to other cases, a case of another procedure.
MESSAGE, SIGNAL, CALL_PROCEDURE = "message", "signal", "call-procedure"
# What one case leaves for another, or a signal for a procedure; the log of the case that it stands
# with does not ask for it.
HEAR_SIGNAL, TAKE_MESSAGE, START_CASE = "hear-signal", "take-message", "start-case"
END_CALLED, ANSWER_CALL = "end-called", "answer-call"
# What another system is told of a step; left beside the case, which does not wait for it.
TELL_PARTNER = "tell-partner"
# A letter that a step asked for; its row says what becomes of it.
LETTER = "letter"
INCOMING = (
    *(HEAR_SIGNAL, TAKE_MESSAGE, START_CASE, END_CALLED, ANSWER_CALL),
    *(TELL_PARTNER, LETTER),
)
EXTERNAL = "external"
CONNECTOR_NAMES: tuple[str, ...] = (REGISTER_LOOKUP, NOTICE, HTTP, MAIL, PAYMENT_ORDER)
# Inputs by connector: those it needs, and those it may have.
INPUTS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = MappingProxyType(
    {
        REGISTER_LOOKUP: (("register", "number"), ()),
        NOTICE: ((), ("to",)),
        HTTP: (("url",), ("method", "headers", "body", "secret", "take")),
        MAIL: (("to", "subject", "text"), ()),
        PAYMENT_ORDER: (
            (),
            ("lines", "amount", "name", "legal_basis", "at", "expires", "provider"),
        ),
        PUBLISH: (("act",), ()),
    }
)
PREFIX = f"{EXTERNAL}:"
TOPIC_PATTERN = r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}"


def job_kind(attributes: Mapping[str, str]) -> str:
    """Return the kind of job that a service or send task with these attributes asks for."""
    topic = attributes.get("topic")
    return f"{PREFIX}{topic}" if topic else attributes.get("connector", NOTICE)


def topic_of(kind: str) -> str | None:
    """Return the topic of a kind of job; None for what our own workers do."""
    return kind.removeprefix(PREFIX) if kind.startswith(PREFIX) else None
