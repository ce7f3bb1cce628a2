"""Marking the papers of a dossier: what was handed in, scanned and checked, re-used, or known."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from engine.actions.carry_out import carry_out
from engine.actions.own_office import require_own_office
from engine.actions.tell_applicant import tell_applicant
from engine.context import Context, local_day
from engine.errors import InputRefused, Words
from engine.records.cases import Case
from engine.records.commands import Note
from engine.records.forms import StoredFile
from engine.records.notices import USED_AGAIN, Occasion
from engine.records.papers import CONSENT_NAMES, HANDED_IN, SORT_NAMES, EarlierPaper, PaperMark
from engine.records.people import Person
from engine.records.values import Json
from engine.store.cases import find_case_by_code, lock_case
from engine.store.database import Db
from engine.store.documents import insert_documents
from engine.store.papers import list_earlier, save_marks
from engine.store.readings import insert_reading
from engine.store.registers import find_entry

PAPERS_MARKED = "papers-marked"
RE_USE = "re-use"
MOST_COPIES, MOST_PAGES = 99, 9_999


def mark_papers(context: Context, person: Person, case_id: int, marks: Sequence[PaperMark]) -> Case:
    """Mark papers of a case; name and instant of the officer go with each into the log.

    A re-use is noted with the dossier that the paper comes from, and its applicant is told.
    Raises   NotFound, AccessDenied; InputRefused for a re-use without explicit consent, or of a
             paper that the person did not hand in or that is no longer valid, and for a register
             without it
    Source   TT 03/2025/TT-VPCP, Art. 5 (digitising); NĐ 45/2020/NĐ-CP (re-use with consent)
    """
    with context.database.begin() as db:
        case = lock_case(db, case_id)
        require_own_office(context, db, person, case)
        return note_papers(context, db, case, marks, person.person_id)


def note_papers(context: Context, db: Db, case: Case, marks: Sequence[PaperMark], by: int) -> Case:
    """Mark papers of a locked case within the caller's transaction."""
    if not marks:
        return case
    earlier = _earlier(context, db, case)
    checked = [_checked(db, case, one, earlier) for one in marks]
    for one in checked:
        if one.sort == "reused":
            _require_consent(one, local_day(context))
    saved = carry_out(context, db, case, Note(event=PAPERS_MARKED, values=_values(checked), by=by))
    now = context.clock.now()
    insert_documents(db, case.case_id, [pair for one in checked for pair in files_of(one)], by, now)
    save_marks(db, case.case_id, checked, by, now)
    for code in {one.source for one in checked if one.sort == "reused"}:
        _tell_source(context, db, case, code, by)
    return saved


def files_of(one: PaperMark) -> Iterator[tuple[str, StoredFile]]:
    """Give the files of a mark, each with its key among the files of the case."""
    if one.file is not None:
        yield f"giay_to_{one.number}", one.file
    if one.consent is not None and one.consent.file is not None:
        yield f"dong_y_{one.number}", one.consent.file


def _tell_source(context: Context, db: Db, case: Case, code: str, by: int) -> None:
    """Note with the dossier that a paper was taken from who took it, and tell its applicant."""
    source = find_case_by_code(db, code)
    if source is None:
        return
    insert_reading(db, source.case_id, by, RE_USE, context.clock.now())
    office = context.offices.get(db).by_id[case.office_id]
    content: dict[str, Json] = {
        "code": source.code,
        "office": office.name_vi,
        "office_en": office.name_en,
    }
    tell_applicant(context, db, source, Occasion(kind=USED_AGAIN, content=content))


def _earlier(context: Context, db: Db, case: Case) -> tuple[EarlierPaper, ...]:
    """Return what the applicant handed in with other dossiers and is still valid."""
    number = case.applicant.number
    today = context.clock.now().astimezone(context.calendars.current.tz).date()
    return tuple(list_earlier(db, number, today, case.case_id)) if number else ()


def _checked(db: Db, case: Case, one: PaperMark, earlier: Sequence[EarlierPaper]) -> PaperMark:
    """Return a mark with what the records say of it; raise InputRefused for one that cannot be."""
    if not 0 <= one.copies <= MOST_COPIES or not 0 < (one.pages or 1) <= MOST_PAGES:
        raise _refused(
            f"{one.name.en}: between 0 and {MOST_COPIES} copies, and at least one page.",
            f"{one.name.vi}: từ 0 đến {MOST_COPIES} bản và ít nhất một trang.",
        )
    alike = next((paper for paper in earlier if paper.name == one.name), None)
    if one.sort == "reused":
        return _reused(one, earlier)
    if one.sort == "known":
        _require_known(db, one, case.applicant.number)
    return replace(
        one,
        reusable=one.sort in HANDED_IN and alike is not None,
        file=one.file if one.sort in HANDED_IN else None,
        consent=None,
    )


def _reused(one: PaperMark, earlier: Sequence[EarlierPaper]) -> PaperMark:
    digest = one.file.digest if one.file else ""
    found = next((paper for paper in earlier if paper.file.digest == digest), None)
    if found is None:
        raise _refused(
            f"{one.name.en}: the person handed in no such paper that is still valid.",
            f"{one.name.vi}: người nộp chưa từng nộp giấy tờ này, hoặc giấy tờ đã hết giá trị.",
        )
    return replace(
        one,
        file=found.file,
        pages=found.pages,
        valid_until=found.valid_until,
        legible=True,
        complete=True,
        source=found.code,
        reusable=True,
    )


def _require_consent(one: PaperMark, today: date) -> None:
    """Raise InputRefused unless the officer says what the consent is, of when, and has read it.

    Source   NĐ 13/2023/NĐ-CP, Art. 11(3), (4): consent is explicit, can be shown, and silence or
             another paper is none
    """
    consent = one.consent
    if consent is None or consent.file is None or consent.kind not in CONSENT_NAMES:
        raise _refused(
            f"{one.name.en}: say by what the person consents to its being used again, and add it.",
            f"{one.name.vi}: hãy chọn hình thức đồng ý và đính kèm văn bản người nộp đồng ý cho "
            "dùng lại.",
        )
    if not consent.was_read or consent.given_on is None or consent.given_on > today:
        raise _refused(
            f"{one.name.en}: read the consent, and give the day that stands on it.",
            f"{one.name.vi}: hãy đọc văn bản đồng ý, đánh dấu đã đọc và ghi ngày trên văn bản.",
        )
    if one.file is not None and consent.file.digest == one.file.digest:
        raise _refused(
            f"{one.name.en}: the paper itself is no consent to its being used again.",
            f"{one.name.vi}: chính giấy tờ dùng lại không phải là văn bản đồng ý.",
        )


def _require_known(db: Db, one: PaperMark, number: str | None) -> None:
    if not one.source or not number or find_entry(db, one.source, number) is None:
        raise _refused(
            f"{one.name.en}: the register “{one.source}” says nothing about this person.",
            f"{one.name.vi}: cơ sở dữ liệu “{one.source}” không có thông tin về người này.",
        )


def _values(marks: Sequence[PaperMark]) -> dict[str, Json]:
    """Return what the log keeps: the marks, their files, and a line that people read."""
    values: dict[str, Json] = {
        "papers_vi": "; ".join(_line(one, "vi") for one in marks),
        "papers_en": "; ".join(_line(one, "en") for one in marks),
        "marks": [dict(_mark(one)) for one in marks],
    }
    for field, stored in (pair for one in marks for pair in files_of(one)):
        values[field] = [dict(stored.as_answer())]
    return values


def _line(one: PaperMark, language: str) -> str:
    told = f"{one.name.text(language)}: {SORT_NAMES[one.sort].text(language)}"
    details = [one.source] if one.source else []
    if one.consent is not None and one.consent.file is not None:
        kind, day = CONSENT_NAMES[one.consent.kind], one.consent.given_on
        words = {"vi": "đồng ý", "en": "consent"}.get(language, "consent")
        details.append(f"{words}: {kind.text(language)}, {day:%d/%m/%Y}, {one.consent.file.name}")
    return f"{told} ({'; '.join(details)})" if details else told


def _mark(one: PaperMark) -> Iterator[tuple[str, Json]]:
    plain = ("number", "sort", "copies", "pages", "legible", "complete", "source")
    yield from ((name, getattr(one, name)) for name in (*plain, "reusable", "note"))
    yield "digest", one.file.digest if one.file else None
    consent = one.consent
    yield "consent", consent.file.digest if consent and consent.file else None
    yield "consent_kind", consent.kind if consent else None
    yield "consent_on", consent.given_on.isoformat() if consent and consent.given_on else None
    yield "valid_until", one.valid_until.isoformat() if one.valid_until else None


def _refused(en: str, vi: str) -> InputRefused:
    return InputRefused(reason=Words(en=en, vi=vi))
