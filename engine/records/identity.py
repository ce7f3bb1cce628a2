"""Citizens who sign in: whom a provider or a telephone vouches for, and what is kept meanwhile."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Identity:
    """Whom the provider vouches for."""

    subject: str
    number: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """What is kept of a sign-in that has begun, until the person comes back.

    state     ties the answer to this browser
    nonce     ties the token to this attempt
    verifier  proves that who redeems the code is who asked for it
    """

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, kw_only=True)
class Citizen:
    """Who has signed in.

    number  the personal number whose dossiers they see
    phone   the telephone that a code was sent to: they see what was filed with it; None when a
            provider vouches for the number
    """

    number: str
    name: str
    phone: str | None = None


@dataclass(frozen=True, kw_only=True)
class CitizenSession:
    """What a browser has open.

    who         None without a sign-in
    expires_at  half an hour after its last use
    ends_at     when it ends in any case
    case        code and last digits of the dossier that is open
    complaint   code and last digits of the complaint that is open
    """

    who: Citizen | None
    created_at: datetime
    expires_at: datetime
    ends_at: datetime
    case: tuple[str, str] | None = None
    complaint: tuple[str, str] | None = None
