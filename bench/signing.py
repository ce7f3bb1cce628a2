"""Signatures: one after the other on letters of a page, and reading two of them back."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.figures import Figure, middle, repeat
from engine.letters.letter import Filling, make_letter
from engine.letters.reader import read_template
from engine.letters.stamp import SIZES, Stamp, draw_stamp
from engine.letters.wording import ZONE
from engine.records.signing import Certificate, Role
from engine.signatures.authority import Subject, found_authority
from engine.signatures.keys import FolderKeys
from engine.signatures.sealing import Appearance, Sealing, Trust, read_signatures, sign_pdf

LETTERS = 10
NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
_SOURCE = b"""#heading-of("Th\xc3\xb4ng b\xc3\xa1o")
#ending(recipients: (), title: "Ch\xe1\xbb\xa7 t\xe1\xbb\x8bch", name: "An")
"""


def measure_signing() -> tuple[Figure, ...]:
    """Return the milliseconds of a visible signature and of reading two; all is loaded before."""
    with TemporaryDirectory() as folder:
        keys = FolderKeys(Path(folder))
        authority = found_authority(keys, NOW)
        own = authority.issue(
            Subject(key="an", person_id=1, office_id=1, name="Nguyễn An", office="UBND"), NOW
        )
        trust = Trust(roots=(authority.content,))
        letter = make_letter(
            read_template(_SOURCE, "letters/thong-bao.typ"),
            Filling(names=(), values={}, title="Thông báo"),
            NOW,
        )
        signed = _sign(keys, own, _sign(keys, own, letter, "leader"), "seal")
        signing = repeat(lambda: _mean(lambda: _sign(keys, own, letter, "leader")))
        sealing = repeat(lambda: _mean(lambda: _sign(keys, own, signed, "seal")))
        reading = repeat(lambda: _mean(lambda: read_signatures(signed, trust)))
    return (
        middle("sign a letter, with its picture", "ms", signing, target=250.0),
        middle("seal a letter with two signatures", "ms", sealing, target=250.0),
        middle("read two signatures", "ms", reading),
    )


def _sign(keys: FolderKeys, own: Certificate, content: bytes, role: Role) -> bytes:
    stamp = Stamp(role=role, name=own.name, office=own.office, at=NOW.astimezone(ZONE))
    appearance = Appearance(picture=draw_stamp(stamp), size=SIZES[role])
    sealing = Sealing(role=role, certificate=own, reason="Ký", place="Mẫu An", at=NOW)
    return sign_pdf(content, sealing, keys, appearance)


def _mean(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    for _ in range(LETTERS):
        act()
    return (time.perf_counter() - began) / LETTERS * 1000
