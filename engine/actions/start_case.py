"""Opening a case: a citizen files, or an officer takes a dossier in."""

from dataclasses import replace

from engine.actions.choose_version import Choice, choose_version
from engine.actions.clean_answers import clean_answers
from engine.actions.open_case import Opening, deciding_office, open_case
from engine.actions.repeated import Asked, once
from engine.actions.take_documents import take_documents
from engine.context import Context
from engine.records.cases import Applicant, Case
from engine.records.commands import Start
from engine.records.desk import ACCEPTED, FILED, Reception
from engine.records.filings import ONLINE, Filing
from engine.records.values import Answers
from engine.store.database import Db
from engine.store.receptions import get_reception, insert_reception, save_reception

NAME, PHONE, EMAIL, NUMBER = "ho_ten", "so_dien_thoai", "email", "so_dinh_danh"


def start_case(context: Context, filing: Filing) -> Case:
    """Open a case with the version in force of its procedure and return it, dossier code and all.

    A filing whose request key was carried out before gives the case opened then.
    Raises   NotFound for an unknown procedure or office; InputRefused for an office that does not
             decide this procedure, and for a procedure that only events begin; AnswersRefused
    """

    def act() -> Case:
        with context.database.begin() as db:
            return open_filed(context, db, filing)

    asked = Asked(key=filing.request_key, kind=Start.kind, by=filing.by)
    return once(context, asked, act)


def open_filed(context: Context, db: Db, filing: Filing) -> Case:
    """Open the case of a filing within the caller's transaction; raises as `start_case` does."""
    chosen = choose_version(context, db, filing.procedure_key, filing.office_id)
    return open_chosen(context, db, filing, chosen)


def open_chosen(context: Context, db: Db, filing: Filing, chosen: Choice) -> Case:
    """Open the case of a filing with a version that was chosen for it; raises as `start_case`."""
    ready, directory = chosen.ready, context.offices.get(db)
    office = deciding_office(ready, directory, filing.office_id)
    procedure = ready.compiled.procedure
    form = procedure.forms[procedure.card.filing_form]
    answers = clean_answers(context, db, form, filing.answers, {})
    opening = Opening(
        ready=ready,
        office=office,
        applicant=applicant_of(answers),
        answers=answers,
        channel=filing.channel,
        by=filing.by,
        proxy=directory.by_id.get(filing.proxy_id or 0),
        code=chosen.code,
        received_at=chosen.at,
    )
    saved = open_case(context, db, opening, filing.request_key)
    take_documents(context, db, saved, form, answers, filing.by)
    _note_reception(db, saved, filing)
    return saved


def _note_reception(db: Db, case: Case, filing: Filing) -> None:
    """Write how the case came in: a row of its own, by which desks find it."""
    waits = filing.channel == ONLINE and filing.by is None
    found = Reception(
        reception_id=0,
        received_at=case.opened_at,
        state=FILED if waits else ACCEPTED,
        office_id=case.office_id,
        desk_id=case.office_id,
        proxy_id=filing.proxy_id,
        channel=filing.channel,
        procedure_key=filing.procedure_key,
        version_id=case.version_id,
        applicant_name=case.applicant.name,
        number=case.applicant.number,
        by=filing.by,
        case_id=case.case_id,
    )
    if filing.reception_id is None:
        insert_reception(db, found)
        return
    before = get_reception(db, filing.reception_id)
    kept = replace(
        found,
        reception_id=before.reception_id,
        rounds=before.rounds,
        missing=before.missing,
        asked_at=before.asked_at,
        asked_by=before.asked_by,
        slip=before.slip,
    )
    save_reception(db, kept)


def applicant_of(answers: Answers) -> Applicant:
    """Return who the case is for, from the agreed keys of a filing form."""

    def text(key: str) -> str | None:
        value = answers.get(key)
        return str(value) if value else None

    return Applicant(
        name=text(NAME) or "–",
        phone=text(PHONE) or "",
        email=text(EMAIL),
        number=text(NUMBER),
    )
