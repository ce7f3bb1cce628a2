"""Citizens who sign in with the account of a provider."""

from dataclasses import dataclass


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
