"""Signatures on call-backs: HMAC over time, number used once and the body in one writing.

Source: RFC 2104 (HMAC), FIPS 180-4 (SHA-256); the one writing of a body follows RFC 8785 for the
flat objects of texts and whole numbers that are taken here.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from typing import Any

from engine.records.values import Json

MOST_BYTES = 16_384
MOST_FIELDS = 60
Flat = Mapping[str, str | int | bool | None]


def read_flat(body: bytes) -> Flat | None:
    """Return a body that is one flat object of texts, whole numbers and truths; else None.

    A name that stands twice, a fraction or a list could be read in two ways, so it is refused.
    """
    if len(body) > MOST_BYTES:
        return None
    try:
        found = json.loads(
            body.decode(),
            object_pairs_hook=_unique,
            parse_float=_refuse,
            parse_constant=_refuse,
        )
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or len(found) > MOST_FIELDS:
        return None
    fits = all(one is None or isinstance(one, str | int | bool) for one in found.values())
    return found if fits else None


def canonical(flat: Flat) -> bytes:
    """Return the one writing of a flat object: names in order, no space, UTF-8."""
    text = json.dumps(flat, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8", "surrogatepass")


def sign(secret: str, timestamp: str, nonce: str, content: bytes) -> str:
    """Return the signature, in hexadecimal digits."""
    signed = b"\n".join((timestamp.encode(), nonce.encode(), content))
    return hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


def is_signed(secrets: Sequence[str], told: tuple[str, str, str], content: bytes) -> bool:
    """Tell whether one of the secrets made a signature; in the same time for a near miss as a far.

    told   timestamp, nonce and signature as they came
    """
    timestamp, nonce, signature = told
    given = signature.strip().lower().encode("utf-8", "replace")
    found = [
        hmac.compare_digest(sign(one, timestamp, nonce, content).encode(), given) for one in secrets
    ]
    return any(found)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _refuse(text: str) -> Json:
    raise ValueError(f"{text} is no whole number")
