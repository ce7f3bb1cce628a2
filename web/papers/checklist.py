"""The checklist of a dossier's papers: looking at it, and marking one of them."""

from datetime import date

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.actions.mark_papers import mark_papers
from engine.actions.note_reading import note_reading
from engine.errors import InputRefused, NotFound, Words
from engine.queries.paper_file import PaperFile, PaperLine, get_paper_file
from engine.records.forms import StoredFile
from engine.records.papers import (
    CONSENT_NAMES,
    HANDED_IN,
    PAPER_SORTS,
    SORT_NAMES,
    Consent,
    PaperMark,
    PaperSort,
)
from web.auth.policy import requires_person
from web.auth.session import signed_in
from web.papers.words import known_lines
from web.ui.current import current_context
from web.ui.fields import MAX_FILE_BYTES
from web.ui.languages import language
from web.ui.texts import gettext as _

LONGEST = 500
MARKING = ("desk", "specialist", "head", "leader", "clerk", "police", "social-insurance")


@requires_person
def show_papers(code: str) -> str:
    """Show the papers of a case; that they were looked at is noted."""
    context, person = current_context(), signed_in()
    found = get_paper_file(context, person, code)
    note_reading(context, person, found.case.case_id, "papers")
    return _page(found)


@requires_person
def mark(code: str, number: int) -> Response | tuple[str, int]:
    """Mark one paper; what was refused is shown again with the reason."""
    context, person = current_context(), signed_in()
    found = get_paper_file(context, person, code)
    line = next((one for one in found.lines if one.number == number), None)
    if line is None:
        raise NotFound(what=Words(en="paper", vi="giấy tờ"), key=number)
    try:
        mark_papers(context, person, found.case.case_id, [_read_mark(found, line)])
    except InputRefused as refusal:
        return _page(found, number, refusal.text(language())), 422
    flash(_("The mark has been written to the log with your name."))
    return redirect(url_for("papers.show_papers", code=code, _anchor=f"paper-{number}"), 303)


def _page(found: PaperFile, faulty: int = 0, fault: str = "") -> str:
    return render_template(
        "papers/papers.html",
        found=found,
        case=found.case,
        sorts=[(one, SORT_NAMES[one]) for one in PAPER_SORTS],
        names=SORT_NAMES,
        consents=CONSENT_NAMES,
        may_mark=signed_in().has_post(*MARKING),
        known_lines=known_lines,
        faulty=faulty,
        fault=fault,
        typed=request.form,
    )


def _read_mark(found: PaperFile, line: PaperLine) -> PaperMark:
    sort = _sort(request.form.get("sort", ""))
    return PaperMark(
        number=line.number,
        name=line.paper.name,
        sort=sort,
        copies=_whole("copies") if sort in HANDED_IN else 0,
        file=_file(found, line, sort),
        pages=_whole("pages") or None,
        legible="legible" in request.form,
        complete="complete" in request.form,
        valid_until=_day(request.form.get("valid_until", "").strip()),
        source=(line.paper.register or "") if sort == "known" else "",
        consent=_consent(found) if sort == "reused" else None,
        note=request.form.get("note", "").strip()[:LONGEST],
    )


def _file(found: PaperFile, line: PaperLine, sort: PaperSort) -> StoredFile | None:
    """Return the scan that was sent, or the file of the case, or the earlier paper, chosen."""
    if sort == "reused":
        wanted = request.form.get("earlier", "")
        return next((one.file for one in line.earlier if one.file.digest == wanted), None)
    wanted = request.form.get("file", "")
    files = (one.document.file for one in found.files)
    return _sent("scan") or next((one for one in files if one.digest == wanted), None)


def _consent(found: PaperFile) -> Consent:
    """Return what the officer says of the consent: a file sent now, or one of the dossier."""
    wanted = request.form.get("consent_file", "")
    files = (one.document.file for one in found.files)
    return Consent(
        kind=request.form.get("consent_kind", ""),
        given_on=_day(request.form.get("consent_on", "").strip()),
        file=_sent("consent") or next((one for one in files if one.digest == wanted), None),
        was_read="consent_read" in request.form,
    )


def _sent(name: str) -> StoredFile | None:
    sent = request.files.get(name)
    if sent is None or not sent.filename:
        return None
    return current_context().files.put(sent.stream, sent.filename, MAX_FILE_BYTES)


def _sort(text: str) -> PaperSort:
    if text not in PAPER_SORTS:
        raise _refused("choose what was found.", "hãy chọn tình trạng của giấy tờ.")
    return text


def _whole(name: str) -> int:
    text = request.form.get(name, "").strip()
    if not text:
        return 0
    if not (text.isascii() and text.isdecimal() and len(text) < 5):
        raise _refused(
            f"“{text[:20]}” is no number of copies or pages.",
            f"“{text[:20]}” không phải số bản hoặc số trang.",
        )
    return int(text)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise _refused(
            "write the day as 2027-12-31.", "hãy ghi ngày theo dạng 2027-12-31."
        ) from None


def _refused(en: str, vi: str) -> InputRefused:
    return InputRefused(reason=Words(en=en, vi=vi))
