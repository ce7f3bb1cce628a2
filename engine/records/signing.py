"""Signatures on letters: who signs, with which certificate, and what is read back from a file."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, TypeAlias, get_args

from engine.errors import Words
from engine.records.cards import Text

# In the order in which they stand on a letter: Decree 30/2020/NĐ-CP, articles 12, 13 and 17.
Role: TypeAlias = Literal["officer", "leader", "seal"]
ROLES: tuple[Role, ...] = get_args(Role)
ROLE_WORDS = {
    "officer": Words(vi="Người lập, tiếp nhận", en="Officer in charge"),
    "leader": Words(vi="Người ký ban hành", en="Signatory"),
    "seal": Words(vi="Dấu cơ quan", en="Seal of the office"),
}


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """The certificate of a person, or of the seal of an office.

    key         name under which whoever holds keys knows its private key
    person_id   None for a seal
    office_id   whose seal it is, or for which the person signs
    serial      number of the certificate, hexadecimal
    content     the certificate itself (X.509, DER)
    chain       those of the authorities above it, the nearest first (X.509, DER)
    """

    certificate_id: int = 0
    key: str
    person_id: int | None
    office_id: int
    name: str
    office: str
    serial: str
    issuer: str
    content: bytes
    chain: tuple[bytes, ...]
    valid_from: datetime
    valid_until: datetime
    revoked_at: datetime | None = None
    revoked_why: str = ""

    def counts_at(self, now: datetime) -> bool:
        """Tell whether it is valid and not revoked."""
        return self.revoked_at is None and self.valid_from <= now < self.valid_until


@dataclass(frozen=True, kw_only=True)
class Signature:
    """A signature as it is read from a file.

    field      name of its field: the role, and which one of the file it is
    signed_at  the time that the signer's clock told
    intact     what it covers is as it was signed, and later parts only add signatures
    trusted    its certificate counted at that time, under an authority that we trust
    whole      it covers the file to its last byte: nothing came after it
    stamped_at when it was there, as an authority for time stamps says; None without a stamp
    stamp_trusted   that authority is one that we trust
    """

    field: str
    name: str
    office: str
    serial: str
    issuer: str
    signed_at: datetime | None
    reason: str
    intact: bool
    trusted: bool
    whole: bool
    stamped_at: datetime | None = None
    stamp_trusted: bool = False

    @property
    def role(self) -> str:
        """What kind of signature its field says it is; "" for one that is not ours."""
        kind = self.field.partition("-")[0]
        return kind if kind in ROLES else ""

    @property
    def counts(self) -> bool:
        """Tell whether it proves what it says."""
        return self.intact and self.trusted


@dataclass(frozen=True, kw_only=True)
class SigningStep:
    """One of the signatures that a letter needs.

    number     its place among them, from 0
    posts      who of the office may sign
    required   whether the letter may not leave the office before
    """

    number: int
    role: Role
    posts: tuple[str, ...]
    required: bool


@dataclass(frozen=True, kw_only=True)
class SigningRule:
    """The signatures of letters that name one post as signer, for a time.

    until    first day on which it no longer holds; None while it does
    """

    signer: str
    since: date
    until: date | None
    source: str
    steps: tuple[SigningStep, ...]


@dataclass(frozen=True, kw_only=True)
class LetterSignature:
    """That a step of a letter was signed.

    serial   of the certificate; None where it was signed by hand, on paper
    before   digest of the file that was signed; `after` of the signed one
    """

    letter_id: int
    step: int
    role: Role
    person_id: int
    person_name: str
    certificate_id: int | None
    serial: str | None
    signed_at: datetime
    before: str
    after: str


# What has become of a letter in an order to sign many.
WAITING, SIGNED, REFUSED = "waiting", "signed", "refused"


@dataclass(frozen=True, kw_only=True)
class Ordered:
    """One letter of an order, and why it was refused."""

    letter_id: int
    step: int
    state: str
    reason: Words | None = None


@dataclass(frozen=True, kw_only=True)
class SigningOrder:
    """What a person has asked to have signed in one go."""

    order_id: int
    person_id: int
    ordered_at: datetime
    letters: tuple[Ordered, ...]

    def count(self, state: str) -> int:
        """Return how many letters have come to a state."""
        return sum(one.state == state for one in self.letters)


@dataclass(frozen=True, kw_only=True)
class Turn:
    """Letters of some offices whose next signature is one of these steps.

    signers   posts that the letters name as signer; with `others` all but these
    since     letters issued from this instant, and before `until`
    """

    office_ids: tuple[int, ...]
    signers: tuple[str, ...]
    step: SigningStep
    others: bool = False
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class WaitingLetter:
    """A letter that waits for a signature, with what its list line needs."""

    letter_id: int
    case_id: int
    case_code: str
    applicant: str
    office_id: int
    signer: str
    title: Text
    number: str
    file: str
    issued_at: datetime
    case_due_at: datetime | None
    step: int


@dataclass(frozen=True, kw_only=True)
class NamedLetter:
    """A letter as lists name it."""

    letter_id: int
    case_id: int
    case_code: str
    title: Text
    number: str


@dataclass(frozen=True, kw_only=True)
class LetterVersion:
    """A file that an officer made of a letter: kept beside it, never in its place."""

    version_id: int
    letter_id: int
    number: int
    digest: str
    name: str
    size: int
    kept_at: datetime
    by_name: str
