"""Letters: the names a template may show, what came of setting one, and those that were issued."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from engine.records.cards import Text
from engine.records.findings import Finding
from engine.records.values import Json

# What a letter has come to: it waits for the worker, lacks something, is issued, has reached its
# reader, was taken back by the office that issued it.
ASKED, STUCK, ISSUED = "asked", "stuck", "issued"
DELIVERED, RECALLED = "delivered", "recalled"
OUT = (ISSUED, DELIVERED, RECALLED)
# The forms of Thông tư 03/2025/TT-VPCP, by their numbers there; `motcua:letter="standard:02"`.
RECEIPT, SUPPLEMENT, REFUSAL, APOLOGY, STOP = "01", "02", "03", "04", "05"
CONTROL, LOG_BOOK = "06", "07"
# Those that are issued to the applicant; 06 and 07 are views of the log.
STANDARD_KINDS = (RECEIPT, SUPPLEMENT, REFUSAL, APOLOGY, STOP)
STANDARD = "standard:"
# How a letter reaches its reader: handed over, sent by post, opened by the applicant online.
BY_HAND, BY_POST, ONLINE = "hand", "post", "online"
WAYS = (BY_HAND, BY_POST, ONLINE)


@dataclass(frozen=True, kw_only=True)
class LetterName:
    """A name that a template may show.

    name     as the template writes it: "ho_ten", "dossier.code"
    group    where it comes from: a form, the dossier, the office
    choices  what is written for a value that was chosen, by value
    kind     text, lines, number, day, moment, choice or list; any where nothing is known
    """

    name: str
    label: Text
    group: Text
    choices: Mapping[str, str] = field(default_factory=dict)
    kind: str = "any"

    @property
    def use(self) -> str:
        """The function that shows it best."""
        return {"lines": "lines", "list": "lines", "day": "day"}.get(self.kind, "field")


@dataclass(frozen=True, kw_only=True)
class LetterView:
    """A letter as the editor shows it.

    pages     PNG pictures; none where the template has a fault
    missing   names the template shows that have no value here
    """

    pages: tuple[bytes, ...]
    missing: tuple[LetterName, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A letter of a case.

    seq, token, element   the step that asked for it; None for one that a person asked for
    kind           "01" … "05" for a standard form, else the name of the procedure's own letter
    edition        the set that a standard form is of: "2018", "2025"; "" for a procedure's own
    book, symbol   register it is numbered in, and what follows the number: "PBS-UBND"
    signer         post of whoever signs it; "" where no signature is asked
    value, number  the bare number, and as it is written: 05/PBS-UBND
    code           verification code, behind the QR code
    digest         SHA-256 of the file that was issued; `signed_digest` of the signed one
    facts          what the template sees; `lack` are the labels (vi, en) of what is missing
    delivery       way, to, paper, tracking, by
    reason         why it was taken back
    """

    letter_id: int = 0
    asked_at: datetime
    case_id: int
    version_id: int
    office_id: int
    kind: str
    edition: str
    title: Text
    book: str
    symbol: str
    signer: str
    code: str
    state: str
    facts: Mapping[str, Json] = field(repr=False)
    asked_by: int | None = None
    issued_at: datetime | None = None
    delivered_at: datetime | None = None
    seq: int | None = None
    token: int | None = None
    element: str | None = None
    year: int | None = None
    value: int | None = None
    number: str | None = None
    digest: str | None = None
    signed_digest: str | None = None
    size: int | None = None
    request_key: str | None = None
    delivery: Mapping[str, Json] | None = field(repr=False, default=None)
    lack: tuple[Mapping[str, str], ...] | None = None
    reason: str | None = None

    @property
    def file(self) -> str | None:
        """Digest of the file that counts: the signed one, if it was signed."""
        return self.signed_digest or self.digest

    @property
    def is_out(self) -> bool:
        """Whether it has number and file."""
        return self.state in OUT


def standard_kind(name: str | None) -> str | None:
    """Return the standard form that is named, 02 for standard:02; None for another letter."""
    if name is None or not name.startswith(STANDARD):
        return None
    return name.removeprefix(STANDARD)


@dataclass(frozen=True, kw_only=True)
class Wish:
    """A letter that a step or a person asks for.

    name         as the attribute `letter` says it: "tra-loi-tu-choi", "standard:02"
    more         what whoever asks brings, by the names of standard forms without "form.":
                 reason, contents, papers, old_due …; docs/reference/letters.md lists them
    by           who asks, and writes it; None for the system
    office_id    that issues it; None for the office of the case
    place        log entry, token and element of the step that asks
    request_key  makes a repeated request ask once
    """

    name: str
    more: Mapping[str, Json] = field(default_factory=dict)
    by: int | None = None
    office_id: int | None = None
    place: tuple[int, int, str] | None = None
    request_key: str | None = None
