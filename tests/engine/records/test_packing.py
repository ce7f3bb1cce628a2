"""Packing of payloads."""

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.records import packing
from engine.records.packing import pack, unpack


@given(plain=st.binary())
def test_any_bytes_come_back(plain: bytes) -> None:
    assert unpack(pack(plain)) == plain


def test_bytes_packed_by_the_first_release_are_still_read() -> None:
    packed = bytes.fromhex("0183863234940ce10104f523dc8506864a3a8640f500")
    assert unpack(packed) == b'{"c":{"token":1},"e":[["left","Activity_01",1]]}'


@pytest.mark.parametrize(
    "packed",
    [
        b"",
        b"\x00abc",
        b"\xffabc",
        b"\x01",
        b"\x01\xff\xff\xff",
        pack(b"x" * 99)[:-1],
        pack(b"x") + b"y",
    ],
)
def test_other_bytes_are_refused(packed: bytes) -> None:
    with pytest.raises(ValueError, match="the bytes"):
        unpack(packed)


def test_a_bomb_does_not_go_off() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, packing.WINDOW, zdict=packing.FIRST_DICTIONARY)
    bomb = b"\x01" + packer.compress(bytes(packing.MOST_BYTES + 1)) + packer.flush()
    assert len(bomb) < 100_000
    with pytest.raises(ValueError, match="too long"):
        unpack(bomb)
