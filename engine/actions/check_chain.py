"""Checking the chain of a case's log: nothing changed, removed.

Inserted or put in another order.
"""

from collections.abc import Callable, Iterator, Sequence

from engine.errors import Words
from engine.records.cases import Case, Entry
from engine.records.chain import Link, commit, first_link, seal
from engine.records.verdicts import Discrepancy

Digests = Callable[[Entry], tuple[bytes, bytes]]


def check_chain(case: Case, entries: Sequence[Entry], digests: Digests) -> Iterator[Discrepancy]:
    """Yield what is wrong with the chain.

    digests   gives the digest of the calendar and of the version that an entry names
    """
    previous, expected = first_link(case.code), 1
    for entry in entries:
        if entry.seq != expected:
            yield _say(case, expected, f"entry {expected} is missing", f"thiếu mục {expected}")
            expected = entry.seq
        yield from _check_payload(case, entry)
        if seal(_link(case, entry, previous, digests)) != entry.hash:
            yield _say(
                case,
                entry.seq,
                f"entry {entry.seq} ({entry.kind}) does not follow from the one before:"
                " it was changed, inserted or moved",
                f"mục {entry.seq} ({entry.kind}) không nối với mục trước:"
                " đã bị sửa, chèn hoặc đổi chỗ",
            )
        previous, expected = entry.hash, expected + 1
    yield from _check_end(case, entries)


def _check_payload(case: Case, entry: Entry) -> Iterator[Discrepancy]:
    if entry.payload is None and entry.salt is None:
        return
    if commit(entry.salt or b"", entry.payload or b"") != entry.commitment:
        yield _say(
            case,
            entry.seq,
            f"the content of entry {entry.seq} ({entry.kind}) was changed",
            f"nội dung mục {entry.seq} ({entry.kind}) đã bị sửa",
        )


def _check_end(case: Case, entries: Sequence[Entry]) -> Iterator[Discrepancy]:
    last = entries[-1].seq if entries else 0
    if last < case.seq:
        for seq in range(last + 1, case.seq + 1):
            yield _say(case, seq, f"entry {seq} is missing", f"thiếu mục {seq}")
    elif last > case.seq:
        yield _say(
            case,
            last,
            f"the log has entries after number {case.seq}, the last the case knows of",
            f"nhật ký có mục sau số {case.seq}, là mục cuối mà hồ sơ ghi nhận",
        )
    elif entries and entries[-1].hash != case.head:
        yield _say(
            case,
            last,
            "the last entry is not the one the case was saved with",
            "mục cuối không phải mục mà hồ sơ đã lưu",
        )


def _link(case: Case, entry: Entry, previous: bytes, digests: Digests) -> Link:
    calendar_digest, version_digest = digests(entry)
    return Link(
        previous=previous,
        code=case.code,
        seq=entry.seq,
        at=entry.at,
        by=entry.by,
        kind=entry.kind,
        calendar_digest=calendar_digest,
        version_digest=version_digest,
        commitment=entry.commitment,
    )


def _say(case: Case, seq: int, en: str, vi: str) -> Discrepancy:
    return Discrepancy(code=case.code, seq=seq, what=Words(en=en, vi=vi))
