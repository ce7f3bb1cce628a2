"""Papers of a dossier: what is asked for, what was handed in, and how it was checked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Literal, TypeAlias, get_args

from engine.records.cards import Text
from engine.records.forms import StoredFile

PaperSort: TypeAlias = Literal[
    "original", "certified", "copy", "electronic", "reused", "known", "waived", "missing"
]
PAPER_SORTS: tuple[PaperSort, ...] = get_args(PaperSort)
# Handed in by the person now; the others are known, re-used, not needed, or not there.
HANDED_IN = frozenset(("original", "certified", "copy", "electronic"))
SORT_NAMES: Mapping[str, Text] = MappingProxyType(
    {
        "original": Text(vi="Bản chính", en="Original"),
        "certified": Text(vi="Bản sao chứng thực", en="Certified copy"),
        "copy": Text(vi="Bản chụp", en="Copy"),
        "electronic": Text(vi="Bản điện tử", en="Electronic"),
        "reused": Text(vi="Dùng lại giấy tờ đã nộp", en="Re-used from an earlier dossier"),
        "known": Text(vi="Không phải nộp, cơ quan đã có", en="Not needed, known from a register"),
        "waived": Text(vi="Không áp dụng", en="Does not apply"),
        "missing": Text(vi="Chưa có", en="Not there yet"),
    }
)
# How somebody said that an earlier paper of theirs may be used again.
CONSENT_NAMES: Mapping[str, Text] = MappingProxyType(
    {
        "signed": Text(
            vi="Văn bản đồng ý có chữ ký của người nộp", en="A consent signed by the person"
        ),
        "application": Text(
            vi="Ghi đồng ý trong đơn, tờ khai đã ký", en="Stated in the signed application"
        ),
        "electronic": Text(
            vi="Xác nhận điện tử (VNeID, cổng dịch vụ công)",
            en="An electronic confirmation (VNeID, public service portal)",
        ),
    }
)


@dataclass(frozen=True, kw_only=True)
class Consent:
    """By what a person agreed that an earlier paper of theirs is used again.

    kind      of CONSENT_NAMES
    given_on  the day that stands on it
    was_read  the officer has read that it is the person's own and names this paper
    """

    kind: str
    given_on: date | None
    file: StoredFile | None
    was_read: bool


@dataclass(frozen=True, kw_only=True)
class PaperMark:
    """What an officer found of one paper.

    number       its place in the card, from 1
    copies       how many
    file         the scan, or the electronic paper itself
    pages        of the file
    legible, complete   the quality check of the file
    valid_until  the paper must not be re-used after this day
    source       code of the dossier it is re-used from, or name of the register that knows it
    consent      by what the person agreed to the re-use
    reusable     an earlier paper of the person could have been re-used
    """

    number: int
    name: Text
    sort: PaperSort
    copies: int = 1
    file: StoredFile | None = None
    pages: int | None = None
    legible: bool = False
    complete: bool = False
    valid_until: date | None = None
    source: str = ""
    consent: Consent | None = None
    reusable: bool = False
    note: str = ""

    @property
    def is_digitised(self) -> bool:
        """Tell whether there is a file that passed the check (TT 03/2025/TT-VPCP, Art. 5)."""
        return self.file is not None and self.legible and self.complete


@dataclass(frozen=True, kw_only=True)
class MarkedPaper:
    """A paper as it was marked last; `by` and `at` are the officer's mark."""

    mark: PaperMark
    by: int | None
    at: datetime


@dataclass(frozen=True, kw_only=True)
class EarlierPaper:
    """A digitised paper that the same person handed in before and that is still valid."""

    case_id: int
    code: str
    name: Text
    file: StoredFile
    pages: int | None
    valid_until: date | None
    at: datetime


@dataclass(frozen=True, kw_only=True)
class PaperCounts:
    """The figures of index 766, items 4.2 to 4.4.

    dossiers    received in the time
    digitised   of these with at least one digitised paper
    reusable    papers that could have been re-used
    reused      papers that were
    from_store  papers taken from a register or the national store
    """

    dossiers: int
    digitised: int
    reusable: int
    reused: int
    from_store: int
