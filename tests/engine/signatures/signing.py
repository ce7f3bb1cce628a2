"""Keys, an authority and a letter for the tests of signatures."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from engine.letters.letter import press_at_hand
from engine.letters.press import Sheet
from engine.records.signing import Certificate, Role, Signature
from engine.signatures.authority import Authority, Subject, found_authority
from engine.signatures.keys import FolderKeys
from engine.signatures.sealing import Appearance, Sealing, Trust, read_signatures, sign_pdf

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
LETTER = """
#set document(title: "Thông báo", date: datetime(year: 2026, month: 11, day: 23))
#set text(font: "Tinos", lang: "vi")
= Thông báo
Kính gửi: Ông Nguyễn Văn Ẩn, phường Mẫu An.
"""
STAMP = "#set page(width: 128pt, height: 46pt, margin: 2pt)\nĐỗ Thanh Tâm"


@cache
def letter(source: str = LETTER) -> bytes:
    """Return a letter as it is issued."""
    standards = ("a-2b", "ua-1") if source == LETTER else ()
    return press_at_hand().print(Sheet(source=source, inputs={}, standards=standards)).parts[0]


@dataclass(frozen=True, kw_only=True)
class Bureau:
    """Keys, the authority over them, a leader and a seal."""

    keys: FolderKeys
    authority: Authority
    leader: Certificate
    seal: Certificate

    @property
    def trust(self) -> Trust:
        """Trust in the authority, with nothing revoked."""
        return Trust(roots=(self.authority.content,))

    def sign(
        self, content: bytes, role: Role = "leader", appearance: Appearance | None = None
    ) -> bytes:
        """Return the file with one more signature."""
        own = self.seal if role == "seal" else self.leader
        sealing = Sealing(role=role, certificate=own, reason="Ký", place="Mẫu An", at=NOW)
        return sign_pdf(content, sealing, self.keys, appearance)

    def read(self, content: bytes) -> tuple[Signature, ...]:
        """Return the signatures of a file."""
        return read_signatures(content, self.trust)


def open_bureau(folder: Path) -> Bureau:
    """Return a bureau with new keys."""
    keys = FolderKeys(folder, "mat-khau")
    authority = found_authority(keys, NOW)
    leader = Subject(key="tam", person_id=1, office_id=1, name="Đỗ Thanh Tâm", office="UBND")
    seal = Subject(key="seal", person_id=None, office_id=1, name="UBND", office="UBND")
    return Bureau(
        keys=keys,
        authority=authority,
        leader=authority.issue(leader, NOW),
        seal=authority.issue(seal, NOW),
    )
