"""What somebody hands in to open a case."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

ONLINE, DIRECT, POST = "online", "direct", "post"
# The question that citizens are asked before the procedure's own: which office decides. No key of
# a form has a hyphen, so it cannot be taken by one.
OFFICE = "deciding-office"


@dataclass(frozen=True, kw_only=True)
class Filing:
    """A request for a procedure.

    answers      of the filing form, as they came in
    office_id    the office that shall decide
    channel      online, direct or post (KenhThucHien of the national portal)
    by           the officer who took it in; None when the citizen filed it
    proxy_id    the office whose desk took it in on behalf of another; None at the own desk
    reception_id what was sent home incomplete before, and is complete now
    request_key  makes a repeated request open one case only
    """

    procedure_key: str
    office_id: int
    answers: Mapping[str, object]
    channel: str = ONLINE
    by: int | None = None
    proxy_id: int | None = None
    reception_id: int | None = None
    request_key: str | None = None


@dataclass(frozen=True, kw_only=True)
class OwnDraft:
    """A filing that a citizen has begun and not sent.

    key   names it to its owner; it opens nothing by itself
    """

    key: str
    procedure_key: str
    saved_at: datetime
    expires_at: datetime
