"""The chain of a case's log: what an entry says as bytes, and how it seals the one before.

An entry's hash covers a salted commitment to its payload, not the payload itself: payload and salt
can be erased (personal data) and the chain still checks, while nobody can put another payload in
their place. The salt's 128 random bits keep short payloads from being guessed from what is left.
"""

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, fields
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import orjson

from engine.records.commands import COMMANDS, Command
from engine.records.events import Event
from engine.records.packing import pack, unpack

LINK_TAG = b"motcua-log-1"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, kw_only=True)
class Link:
    """What an entry's hash covers.

    previous          hash of the entry before; first_link(code) for the first
    code              dossier code
    seq               1 for the first entry
    at                instant of the command; microseconds count
    by                person who gave it; None for the applicant and the clock
    kind              kind of command
    calendar_digest, version_digest   SHA-256 of the calendar and the version in force
    commitment        commit(salt, payload)
    """

    previous: bytes
    code: str
    seq: int
    at: datetime
    by: int | None
    kind: str
    calendar_digest: bytes
    version_digest: bytes
    commitment: bytes


def commit(salt: bytes, payload: bytes) -> bytes:
    """Return the commitment to a payload: SHA-256 over salt and payload."""
    return sha256(salt + payload).digest()


def first_link(code: str) -> bytes:
    """Return what stands for "the entry before" in the first entry: SHA-256 of the dossier code."""
    return sha256(code.encode()).digest()


def seal(link: Link) -> bytes:
    """Return the hash of an entry: SHA-256 over its canonical bytes.

    Canonical bytes: the tag, then each field of `Link` in order, each as its length (four bytes,
    big endian) and its bytes; texts in UTF-8, numbers in decimal digits, `by` empty for None, `at`
    in microseconds since 1970 UTC.
    """
    parts = (
        LINK_TAG,
        link.previous,
        link.code.encode(),
        b"%d" % link.seq,
        b"%d" % ((link.at - EPOCH) // MICROSECOND),
        b"" if link.by is None else b"%d" % link.by,
        link.kind.encode(),
        link.calendar_digest,
        link.version_digest,
        link.commitment,
    )
    return sha256(b"".join(len(part).to_bytes(4, "big") + part for part in parts)).digest()


def encode_payload(command: Command, events: Sequence[Event]) -> bytes:
    """Return command and events as bytes.

    They are packed JSON: {"c": {field: value}, "e": [[kind, element, token, values], …]}, keys
    sorted. A field that is None by default is left out while it is None, and so is the empty end
    of an event.
    Raises TypeError for a value that JSON does not have.
    """
    stated = {
        one.name: value
        for one in fields(command)
        if (value := getattr(command, one.name)) is not None or one.default is not None
    }
    plain = orjson.dumps(
        {"c": stated, "e": [encode_event(event) for event in events]},
        default=as_plain,
        option=orjson.OPT_SORT_KEYS,
    )
    return pack(plain)


def encode_event(event: Event) -> list[Any]:
    """Return an event as a list without its empty end."""
    parts: list[Any] = [event.kind, event.element, event.token, event.values or None]
    while parts[-1] is None:
        parts.pop()
    return parts


def as_plain(value: object) -> object:
    """Return a mapping as a dict, for the JSON writer; raise TypeError for anything else."""
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"{type(value).__name__} has no place in a log entry")


def decode_payload(kind: str, payload: bytes) -> tuple[Command, tuple[Event, ...]]:
    """Return the command and the events of an entry.

    Raises ValueError for bytes that encode_payload of this kind of command cannot have made.
    """
    try:
        content = orjson.loads(unpack(payload))
        made = COMMANDS[kind]
        stated = {one.name: read_field(one, content["c"]) for one in fields(made)}
        return made(**stated), tuple(decode_event(parts) for parts in content["e"])
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"this is no payload of a {kind} entry") from error


def read_field(one: "Field[Any]", stated: Mapping[str, Any]) -> Any:
    """Return the value of a command's field; its default where it was left out."""
    if one.name in stated or (one.default is MISSING and one.default_factory is MISSING):
        return stated[one.name]
    if one.default is not MISSING:
        return one.default
    made = one.default_factory
    return made() if made is not MISSING else None


def decode_event(parts: Sequence[Any]) -> Event:
    """Return the event that encode_event wrote."""
    kind, element, token, values = [*parts, None, None, None, None][: max(4, len(parts))]
    return Event(kind=kind, element=element, token=token, values=values or {})
