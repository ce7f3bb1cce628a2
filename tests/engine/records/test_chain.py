"""The chain: canonical bytes, sealing, and payloads that come back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.records.chain import (
    Link,
    commit,
    decode_payload,
    encode_payload,
    first_link,
    seal,
)
from engine.records.commands import COMMANDS, Cancel, Claim, Command, Complete, SettleJob, Start
from engine.records.events import Event
from engine.records.packing import pack

AT = datetime(2026, 11, 23, 1, 0, 0, 5, tzinfo=UTC)
LINK = Link(
    previous=first_link("H99.1-261123-0001"),
    code="H99.1-261123-0001",
    seq=1,
    at=AT,
    by=7,
    kind="start",
    calendar_digest=b"c" * 32,
    version_digest=b"v" * 32,
    commitment=commit(b"s" * 16, b"{}"),
)


def test_the_hash_is_that_of_the_documented_bytes() -> None:
    parts = (
        b"motcua-log-1",
        sha256(b"H99.1-261123-0001").digest(),
        b"H99.1-261123-0001",
        b"1",
        b"1795395600000005",
        b"7",
        b"start",
        b"c" * 32,
        b"v" * 32,
        sha256(b"s" * 16 + b"{}").digest(),
    )
    written = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    assert seal(LINK) == sha256(written).digest()


@pytest.mark.parametrize(
    "change",
    [
        {"previous": b"x" * 32},
        {"code": "H99.1-261123-0002"},
        {"seq": 2},
        {"at": AT + timedelta(microseconds=1)},
        {"by": None},
        {"by": 0},
        {"kind": "cancel"},
        {"calendar_digest": b"d" * 32},
        {"version_digest": b"w" * 32},
        {"commitment": commit(b"t" * 16, b"{}")},
    ],
    ids=lambda change: next(iter(change)),
)
def test_any_change_of_an_entry_changes_its_hash(change: dict[str, object]) -> None:
    assert seal(replace(LINK, **change)) != seal(LINK)  # type: ignore[arg-type]  # real fields


def test_the_same_instant_in_another_zone_is_the_same_entry() -> None:
    there = AT.astimezone(timezone(timedelta(hours=7)))
    assert seal(replace(LINK, at=there)) == seal(LINK)


def test_parts_cannot_flow_into_each_other() -> None:
    first = replace(LINK, code="ab", kind="c")
    second = replace(LINK, code="a", kind="bc")
    assert seal(first) != seal(second)


@pytest.mark.parametrize(
    "command",
    [
        Start(answers={"tên": "Đỗ"}, dossier={"code": "x"}, offices={"case": "H99.1"}, by=3),
        Complete(token=5, answers={"list": [1, {"a": None}], "ok": True, "n": 1.5}),
        Claim(token=5, by=2),
        SettleJob(token=5, result=None, error="gone", error_code="E1"),
        SettleJob(token=5, result={"found": False}),
        Cancel(reason="…", ending="withdrawn"),
    ],
    ids=lambda command: type(command).__name__,
)
def test_a_command_and_its_events_come_back(command: Command) -> None:
    events = (
        Event(kind="case-started", values={"code": "x"}),
        Event(kind="left", element="a", token=0),
        Event(kind="case-resumed"),
    )
    assert decode_payload(command.kind, encode_payload(command, events)) == (command, events)


def test_every_kind_of_command_can_be_logged() -> None:
    given_values: dict[str, Any] = {
        "answers": {},
        "dossier": {},
        "offices": {},
        "token": 1,
        "by": 1,
        "to": 2,
    }
    for kind, made in COMMANDS.items():
        fields: dict[str, Any] = {
            name: given_values.get(name, "text")
            for name, one in made.__dataclass_fields__.items()
            if name != "kind"
        }
        command = made(**fields)
        assert decode_payload(kind, encode_payload(command, ()))[0] == command


def test_the_order_in_which_names_were_given_does_not_matter() -> None:
    first = Complete(token=1, answers=MappingProxyType({"a": 1, "b": 2}))
    second = Complete(token=1, answers={"b": 2, "a": 1})
    assert encode_payload(first, ()) == encode_payload(second, ())


def test_what_json_does_not_have_is_refused() -> None:
    with pytest.raises(TypeError):
        encode_payload(Complete(token=1, answers={"set": {1}}), ())  # type: ignore[dict-item]


@pytest.mark.parametrize(
    ("kind", "payload"),
    [
        ("complete", b"not json"),
        ("complete", b'{"c": {}, "e": []}'),
        ("complete", b'{"c": {"token": 1, "answers": {}}}'),
        ("complete", b'{"c": {"token": 1, "answers": {}}, "e": [[1, 2, 3, 4, 5]]}'),
        ("complete", b"[]"),
        ("unheard", b'{"c": {}, "e": []}'),
    ],
)
def test_bytes_that_are_no_payload_are_told_so(kind: str, payload: bytes) -> None:
    with pytest.raises(ValueError, match="no payload"):
        decode_payload(kind, pack(payload))


def test_bytes_that_are_not_packed_are_told_so() -> None:
    with pytest.raises(ValueError, match="no payload"):
        decode_payload("complete", b"{}")


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(answers=st.dictionaries(st.text(), PLAIN))
def test_any_answers_come_back_as_they_were(answers: dict[str, object]) -> None:
    command = Complete(token=1, answers=answers)  # type: ignore[arg-type]  # plain values
    payload = encode_payload(command, ())
    assert decode_payload("complete", payload) == (command, ())
    assert encode_payload(decode_payload("complete", payload)[0], ()) == payload
