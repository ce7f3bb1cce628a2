"""Signatures on letters: who signs, with which certificate, and what is read back from a file."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias, get_args

from engine.errors import Words

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


@dataclass(frozen=True, kw_only=True)
class Signature:
    """A signature as it is read from a file.

    field      name of its field: the role, and which one of the file it is
    signed_at  the time that the signer's clock told
    intact     what it covers is as it was signed, and later parts only add signatures
    trusted    its certificate counted at that time, under an authority that we trust
    whole      it covers the file to its last byte: nothing came after it
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

    @property
    def role(self) -> str:
        """What kind of signature its field says it is; "" for one that is not ours."""
        kind = self.field.partition("-")[0]
        return kind if kind in ROLES else ""

    @property
    def counts(self) -> bool:
        """Tell whether it proves what it says."""
        return self.intact and self.trusted
