"""What a call-back says: signature first, then its time, then its fields in our own words."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from engine.payments.providers import Provider
from engine.payments.signing import Flat, canonical, is_signed, read_flat
from engine.records.fees import FORGED, STALE, UNREADABLE, VND, Incoming

LONGEST = 100
MOST_AMOUNT = 10**15


@dataclass(frozen=True, kw_only=True)
class Heard:
    """What a call-back says; of one that is not signed nothing is believed, not even `reference`.

    fault    forged, stale or unreadable; "" where it can be judged
    state    paid or declined; "" for a code that the provider's table does not name
    digest   SHA-256 of the body
    """

    fault: str
    digest: str
    nonce: str = ""
    reference: str = ""
    amount: int = 0
    currency: str = VND
    state: str = ""
    transaction: str = ""
    paid_at: datetime | None = None


def hear(provider: Provider, incoming: Incoming, now: datetime) -> Heard:
    """Return what a call-back of a provider says."""
    digest = hashlib.sha256(incoming.body).hexdigest()
    flat = read_flat(incoming.body)
    timestamp, nonce, signature = (
        incoming.headers.get(provider.headers[one].lower(), "")[:200]
        for one in ("timestamp", "nonce", "signature")
    )
    told = (timestamp, nonce, signature)
    # What cannot be read has no writing that could be signed; the work is the same all the same.
    content = canonical(flat) if flat is not None else incoming.body[:LONGEST]
    if not is_signed(provider.secrets, told, content) or flat is None or not nonce:
        return Heard(fault=FORGED, digest=digest, reference=_named(provider, flat or {}))
    if not _is_fresh(timestamp, provider, now):
        return Heard(fault=STALE, digest=digest, nonce=nonce, reference=_named(provider, flat))
    return _read(provider, flat, Heard(fault="", digest=digest, nonce=nonce))


def _is_fresh(timestamp: str, provider: Provider, now: datetime) -> bool:
    if not timestamp.isascii() or not timestamp.isdigit() or len(timestamp) > 11:
        return False
    sent = datetime.fromtimestamp(int(timestamp), UTC)
    return abs(now - sent) <= timedelta(seconds=provider.window_seconds)


def _named(provider: Provider, flat: Flat) -> str:
    return _plain(flat.get(provider.fields["reference"]))


def _plain(value: str | int | None) -> str:
    """Return a value as text that can be kept and shown; "" for none and for control signs."""
    text = "" if value is None else str(value)[:LONGEST]
    return text if text.isprintable() else ""


def _read(provider: Provider, flat: Flat, heard: Heard) -> Heard:
    def text(name: str) -> str:
        return _plain(flat.get(provider.fields.get(name, "")))

    amount = _whole(text("amount"), provider.amount_factor)
    paid_at, is_time = _instant(text("paid_at"))
    fits = amount is not None and is_time and text("reference") and text("transaction")
    return Heard(
        fault="" if fits else UNREADABLE,
        digest=heard.digest,
        nonce=heard.nonce,
        reference=text("reference"),
        amount=amount or 0,
        currency=text("currency") or VND,
        state=provider.states.get(text("state"), ""),
        transaction=text("transaction"),
        paid_at=paid_at,
    )


def _whole(text: str, factor: int) -> int | None:
    """Return an amount in đồng; None for one that is none, or no whole number of them."""
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        return None
    amount, rest = divmod(int(text), factor)
    return None if rest or amount > MOST_AMOUNT else amount


def _instant(text: str) -> tuple[datetime | None, bool]:
    """Return when it was paid, and whether that can be read; a provider need not say it."""
    if not text:
        return None, True
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None, False
    return found, found.tzinfo is not None
