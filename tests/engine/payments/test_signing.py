"""Signatures: one writing for one meaning, and nothing that can be read in two ways."""

import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.payments.signing import Flat, canonical, is_signed, read_flat, sign

SECRET = "k" * 32
flats = st.dictionaries(
    st.text(max_size=8), st.none() | st.booleans() | st.integers() | st.text(max_size=8), max_size=6
)


def test_a_signature_can_be_made_by_anybody_who_reads_the_page() -> None:
    body = b'{"b":2,"a":"ph\xc3\xad"}'
    by_hand = b'1700000000\nn1\n{"a":"ph\xc3\xad","b":2}'
    expected = hmac.new(SECRET.encode(), by_hand, hashlib.sha256).hexdigest()
    flat = read_flat(body)
    assert flat is not None
    assert sign(SECRET, "1700000000", "n1", canonical(flat)) == expected


@given(flats)
def test_the_one_writing_reads_back_as_itself(flat: Flat) -> None:
    assert read_flat(canonical(flat)) in (dict(flat), None)
    assert canonical(dict(reversed(list(flat.items())))) == canonical(flat)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"5",
        b"{",
        b'{"a":1.0}',
        b'{"a":NaN}',
        b'{"a":1,"a":2}',
        b'{"a":[1]}',
        b'{"a":{"b":1}}',
        b"\xff\xfe",
        b'{"a":"' + b"x" * 20_000 + b'"}',
        b"[" * 5_000,
    ],
)
def test_what_can_be_read_in_two_ways_is_not_read(body: bytes) -> None:
    assert read_flat(body) is None


@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_a_change_anywhere_breaks_the_signature(place: int) -> None:
    told = ["1700000000", "n1", sign(SECRET, "1700000000", "n1", b"{}"), "{}"]
    assert is_signed((SECRET,), (told[0], told[1], told[2]), told[3].encode())
    told[place] = "0" + told[place][1:] if place != 3 else "{ }"
    if place == 2 and told[2] == sign(SECRET, "1700000000", "n1", b"{}"):
        told[2] = "f" + told[2][1:]
    assert not is_signed((SECRET,), (told[0], told[1], told[2]), told[3].encode())


def test_while_a_secret_is_replaced_both_count() -> None:
    told = ("1", "n", sign("o" * 32, "1", "n", b"{}"))
    assert is_signed((SECRET, "o" * 32), told, b"{}")
    assert not is_signed((SECRET,), told, b"{}")


def test_a_signature_that_is_no_text_of_ours_is_wrong_and_no_error() -> None:
    assert not is_signed((SECRET,), ("1", "n", "é\ud800"), b"{}")
