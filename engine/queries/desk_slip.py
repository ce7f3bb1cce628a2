"""Form 02 or 03 of a dossier that the desk did not accept, as a PDF: made anew each time, alike."""

from engine.context import Context
from engine.drafting.facts import Scene, facts_of
from engine.drafting.standing import NAME
from engine.drafting.templates import names_for, standard_letter
from engine.errors import NotFound, Words
from engine.letters.letter import Filling, make_letter
from engine.queries.desk import get_desk_line
from engine.records.desk import INCOMPLETE, Reception
from engine.records.people import Person
from engine.records.values import Json
from engine.store.people import names_of

NO_CODE = "(chưa cấp mã)"
WORDS = Words(en="form", vi="mẫu")


def print_slip(
    context: Context, person: Person, reception_id: int, *, is_found: bool = False
) -> bytes:
    """Return the form that was given to whoever came; raise NotFound, AccessDenied.

    is_found  as for get_desk_line
    Source    TT 03/2025/TT-VPCP, forms 02 and 03
    """
    found = get_desk_line(context, person, reception_id, is_found=is_found).reception
    asked = found.state == INCOMPLETE
    at = (found.asked_at if asked else None) or found.received_at
    day = at.astimezone(context.calendars.current.tz).date()
    form = context.editions.find("02" if asked else "03", day)
    if form is None or found.case_id is not None:
        raise NotFound(what=WORDS, key=reception_id)
    chosen = standard_letter(form)
    with context.database.read() as db:
        procedure = context.versions.get(db, found.version_id).compiled.procedure
        directory = context.offices.get(db)
        writer = (found.asked_by if asked else None) or found.by
        signer = names_of(db, [writer] if writer else []).get(writer or 0)
    office = directory.by_id[found.office_id]
    scene = Scene(
        code=NO_CODE,
        due_at=None,
        procedure=procedure,
        names=found.answers,
        office=office,
        directory=directory,
        naming=context.editions.naming(office.kind),
        signer={NAME: signer},
        more=_more(found),
    )
    facts = {**facts_of(scene), **_applicant(found)}
    last: dict[str, Json] = {"today": day.isoformat(), "letter.number": found.slip}
    filling = Filling(
        names=names_for(procedure, chosen),
        values={**facts, **last},
        title=chosen.title.vi,
        author=office.name_vi,
        address="",
    )
    return make_letter(chosen.template, filling, at)


def _more(found: Reception) -> dict[str, Json]:
    contents: list[Json] = [one.what for one in found.missing]
    reasons = dict.fromkeys(one.reason for one in found.missing)
    return {"contents": contents, "reason": found.reason or "; ".join(reasons)}


def _applicant(found: Reception) -> dict[str, Json]:
    answers = found.answers
    return {
        "dossier.code": NO_CODE,
        "dossier.applicant.name": found.applicant_name,
        "dossier.applicant.number": found.number,
        "dossier.applicant.phone": answers.get("so_dien_thoai") or None,
        "dossier.applicant.email": answers.get("email") or None,
    }
