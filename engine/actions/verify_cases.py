"""Verifying cases: the chain of the log, and that the log gives the rows that are there."""

from collections.abc import Callable, Iterator, Sequence

from engine.actions.check_chain import check_chain
from engine.actions.check_rows import check_rows
from engine.actions.mirror import Mirror
from engine.actions.replay import Rebuilt, replay
from engine.actions.seals import Seals
from engine.context import Context
from engine.errors import MotcuaError, NotFound, Words
from engine.records.verdicts import Discrepancy, Verdict
from engine.store.cases import find_case_by_code
from engine.store.database import Db
from engine.store.sweep import Rows, count_cases, missing_codes, read_rows, rows_of

BATCH = 200
Progress = Callable[[int, int], None]


def verify_cases(
    context: Context,
    codes: Sequence[str] = (),
    progress: Progress = lambda _done, _all: None,
) -> Iterator[Verdict]:
    """Yield the verdict on each of the cases named, or on all cases.

    progress   called with how many are done and how many there are
    Raises     NotFound for a code that no case has
    """
    with context.database.snapshot() as db:
        seals = Seals(db)
        for number, code in enumerate(codes, 1):
            case = find_case_by_code(db, code)
            if case is None:
                raise NotFound(what=Words(en="dossier", vi="hồ sơ"), key=code)
            yield _verify(context, db, rows_of(db, case), seals)
            progress(number, len(codes))
        if not codes:
            yield from _verify_all(context, db, seals, progress)


def _verify_all(context: Context, db: Db, seals: Seals, progress: Progress) -> Iterator[Verdict]:
    total, done, after = count_cases(db), 0, 0
    while batch := read_rows(db, after, BATCH):
        for rows in batch:
            yield _verify(context, db, rows, seals)
        after = batch[-1].case.case_id
        done += len(batch)
        progress(done, total)
    for code in missing_codes(db):
        what = Words(
            en="the whole case was removed: its code was given out and is no longer there",
            vi="cả hồ sơ đã bị xóa: mã đã cấp nhưng không còn",
        )
        yield Verdict(
            code=code,
            entries=0,
            erased=False,
            discrepancies=(Discrepancy(code=code, what=what),),
        )


def _verify(context: Context, db: Db, rows: Rows, seals: Seals) -> Verdict:
    found = [*_broken(rows, seals), *check_chain(rows.case, rows.entries, seals)]
    erased = any(entry.payload is None for entry in rows.entries)
    if not found and not erased and rows.entries:
        found.extend(_carry_out_again(context, db, rows))
    return Verdict(
        code=rows.case.code,
        entries=len(rows.entries),
        erased=erased,
        discrepancies=tuple(found),
    )


def _broken(rows: Rows, seals: Seals) -> Iterator[Discrepancy]:
    """Yield each calendar and version of the log that was changed since it was stored."""
    broken = {place for entry in rows.entries for place in seals.broken_by(entry)}
    for kind, number in sorted(broken):
        vi = "lịch làm việc" if kind == "calendar" else "phiên bản thủ tục"
        what = Words(
            en=f"the {kind} with number {number} was changed or removed",
            vi=f"{vi} số {number} đã bị sửa hoặc xóa",
        )
        yield Discrepancy(code=rows.case.code, what=what)


def _carry_out_again(context: Context, db: Db, rows: Rows) -> Iterator[Discrepancy]:
    mirror, last = Mirror(), None
    code = rows.case.code
    try:
        for last in replay(context, db, rows.entries):
            mirror.follow(last)
            if last.outcome.events != last.entry.events:
                yield _differs(code, last)
    except MotcuaError as error:
        what = Words(
            en=f"the log cannot be carried out again: {error.text('en')}",
            vi=f"không thể chạy lại nhật ký: {error.text('vi')}",
        )
        yield Discrepancy(code=code, what=what)
        return
    if last is not None:
        yield from check_rows(rows, last, mirror, context.offices.get(db))


def _differs(code: str, one: Rebuilt) -> Discrepancy:
    return Discrepancy(
        code=code,
        seq=one.entry.seq,
        what=Words(
            en=f"entry {one.entry.seq} gives other events when carried out again",
            vi=f"mục {one.entry.seq} cho sự kiện khác khi chạy lại",
        ),
    )
