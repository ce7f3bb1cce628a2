"""Sign-in by a provider people have an account with (VNeID, Keycloak …): OpenID Connect Core 1.0.

The authorization code flow with PKCE (RFC 7636); every call goes through the list of hosts. Only
what is needed is asked of the provider: who it is, and their personal number.
"""

import hashlib
import tomllib
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import orjson
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from engine.errors import SettingRefused
from engine.outside.http import Outside, Request
from engine.records.cards import Text
from engine.records.identity import Attempt, Identity
from engine.refusals import IdentityRefused

SETTING = "MOTCUA_OIDC"
# Signatures by a key that only the provider has; "none" and shared secrets are no proof.
ALGORITHMS = ["RS256", "PS256", "ES256"]
LEEWAY_SECONDS = 60
NEEDED = ("issuer", "client_id", "client_secret", "title")


@dataclass(frozen=True, kw_only=True)
class IdentityProvider:
    """Where people sign in.

    number_claim, name_claim   what the provider calls the personal number and the name
    """

    title: Text
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    number_claim: str = "sub"
    name_claim: str = "name"
    scope: str = "openid profile"


@dataclass(frozen=True, kw_only=True)
class Endpoints:
    """What the provider says of itself (OpenID Connect Discovery 1.0, 4.2)."""

    authorization: str
    token: str
    keys: str


def read_provider(path: Path | None) -> IdentityProvider | None:
    """Return the provider that a TOML file describes; None without a file.

    Raises  SettingRefused
    """
    if path is None:
        return None
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        lacks = [name for name in NEEDED if name not in found]
        if lacks:
            raise ValueError(f"{', '.join(lacks)} are needed")
        return IdentityProvider(
            title=Text(**found["title"]),
            **{name: str(one) for name, one in found.items() if name != "title"},
        )
    except (OSError, ValueError, TypeError) as error:
        told = str(error).splitlines()[0][:120]
        raise SettingRefused(
            setting=SETTING,
            value=path,
            reason_en=f"it cannot be read ({told})",
            reason_vi=f"không đọc được ({told})",
        ) from error


def discover(outside: Outside, provider: IdentityProvider) -> Endpoints:
    """Return where the provider does what; raise IdentityRefused, CallFailed."""
    address = f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration"
    found = _get(outside, address)
    if found.get("issuer") != provider.issuer:
        raise IdentityRefused(why="issuer")
    try:
        return Endpoints(
            authorization=str(found["authorization_endpoint"]),
            token=str(found["token_endpoint"]),
            keys=str(found["jwks_uri"]),
        )
    except KeyError as error:
        raise IdentityRefused(why=str(error)) from error


def sign_in_url(
    provider: IdentityProvider, endpoints: Endpoints, attempt: Attempt, back: str
) -> str:
    """Return the address at which the person signs in. `back` is where they come back to."""
    challenge = hashlib.sha256(attempt.verifier.encode()).digest()
    asked = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": back,
        "scope": provider.scope,
        "state": attempt.state,
        "nonce": attempt.nonce,
        "code_challenge": urlsafe_b64encode(challenge).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
    }
    joint = "&" if "?" in endpoints.authorization else "?"
    return f"{endpoints.authorization}{joint}{urlencode(asked)}"


def redeem(
    outside: Outside,
    provider: IdentityProvider,
    attempt: Attempt,
    code: str,
    trip: tuple[str, datetime],
) -> Identity:
    """Return whom a code stands for.

    trip    where the person came back to, and the present instant
    Raises  IdentityRefused for a code or token that proves nothing; CallFailed
    """
    back, now = trip
    endpoints = discover(outside, provider)
    basic = f"{quote(provider.client_id, safe='')}:{quote(provider.client_secret, safe='')}"
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "code_verifier": attempt.verifier,
    }
    request = Request(
        method="POST",
        url=endpoints.token,
        headers={
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": "application/json",
            "Authorization": f"Basic {b64encode(basic.encode()).decode()}",
        },
        body=urlencode(form).encode(),
    )
    token = _read(outside, request).get("id_token")
    if not isinstance(token, str):
        raise IdentityRefused(why="id_token")
    return _verify(provider, attempt, token, (_get(outside, endpoints.keys), now))


def _verify(
    provider: IdentityProvider, attempt: Attempt, token: str, given: tuple[Any, datetime]
) -> Identity:
    keys, now = given
    try:
        claims = jwt.decode(token, KeySet.import_key_set(keys), algorithms=ALGORITHMS).claims
        registry = jwt.JWTClaimsRegistry(
            now=int(now.timestamp()),
            leeway=LEEWAY_SECONDS,
            iss={"essential": True, "value": provider.issuer},
            aud={"essential": True, "value": provider.client_id},
            nonce={"essential": True, "value": attempt.nonce},
            exp={"essential": True},
            iat={"essential": True},
            sub={"essential": True},
        )
        registry.validate(claims)
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise IdentityRefused(why=type(error).__name__) from error
    if claims.get("azp", provider.client_id) != provider.client_id:
        raise IdentityRefused(why="azp")
    number = str(claims.get(provider.number_claim) or "").strip()
    if not number:
        raise IdentityRefused(why=provider.number_claim)
    name = str(claims.get(provider.name_claim) or "").strip()
    return Identity(subject=str(claims["sub"]), number=number, name=name)


def _get(outside: Outside, url: str) -> Mapping[str, Any]:
    return _read(outside, Request(method="GET", url=url, headers={"Accept": "application/json"}))


def _read(outside: Outside, request: Request) -> Mapping[str, Any]:
    reply = outside.call(request)
    try:
        found = orjson.loads(reply.body)
    except ValueError as error:
        raise IdentityRefused(why=str(reply.status)) from error
    if reply.status != 200 or not isinstance(found, dict):
        raise IdentityRefused(why=str(reply.status))
    return found
