"""What is asked of a signature, and what a file must be to take one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from typing import Final, TypeAlias

from engine.records.signing import Certificate, Role, Signature
from engine.signatures.keys import KeyHolder
from engine.signatures.stamping import Stamper

# PyHanko takes half a second to load; a server that signs nothing does without it.
_MAKING: Final = "engine.signatures.pades"
_READING: Final = "engine.signatures.reading"
# A signed letter takes a tenth of a megabyte.
MOST_BYTES: Final = 20_000_000
Size: TypeAlias = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Sealing:
    """A signature to be made.

    reason   why it is signed, as readers show it
    place    where
    at       the instant that stands in it
    """

    role: Role
    certificate: Certificate
    reason: str
    place: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Appearance:
    """A picture of the signature on the page.

    picture   a PDF of one page
    size      its width and height in points
    ahead     the signatures that are to follow, with the sizes of their pictures
    """

    picture: bytes
    size: Size
    ahead: tuple[tuple[Role, Size], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Trust:
    """Whom signatures are trusted from.

    roots     certificates of authorities (X.509, DER)
    clocks    certificates under which time stamps are trusted (X.509, DER)
    revoked   since when a certificate no longer counts, by its serial number
    """

    roots: tuple[bytes, ...]
    clocks: tuple[bytes, ...] = ()
    revoked: Mapping[str, datetime] = field(default_factory=dict)


def sign_pdf(
    content: bytes,
    sealing: Sealing,
    keys: KeyHolder,
    appearance: Appearance | None = None,
    stamper: Stamper | None = None,
) -> bytes:
    """Return the file with one more signature (PAdES B-B, EN 319 142-1); it is only appended to.

    stamper  asks for its time stamp, which makes it PAdES B-T
    Raises   PdfUnsignable for what is no PDF, too large, encrypted, or altered since it was
             signed; NotFound, KeyUnusable for the key; TimeStampRefused
    """
    signed: bytes = import_module(_MAKING).sign(content, sealing, (keys, stamper), appearance)
    return signed


def read_signatures(content: bytes, trust: Trust) -> tuple[Signature, ...]:
    """Return the signatures of a file, the oldest first; raise PdfUnsignable."""
    found: tuple[Signature, ...] = import_module(_READING).read(content, trust)
    return found


def count_pages(content: bytes) -> int:
    """Return how many pages a file has; raise PdfUnsignable."""
    counted: int = import_module(_READING).count_pages(content)
    return counted
