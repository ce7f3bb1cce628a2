"""Opening a case: a citizen files, or an officer takes a dossier in."""

from engine.actions.choose_version import choose_version
from engine.actions.clean_answers import clean_answers
from engine.actions.open_case import Opening, deciding_office, open_case
from engine.actions.repeated import Asked, once
from engine.actions.take_documents import take_documents
from engine.context import Context
from engine.records.cases import Applicant, Case
from engine.records.commands import Start
from engine.records.filings import Filing
from engine.records.values import Answers
from engine.store.database import Db

NAME, PHONE, EMAIL, NUMBER = "ho_ten", "so_dien_thoai", "email", "so_dinh_danh"


def start_case(context: Context, filing: Filing) -> Case:
    """Open a case with the version in force of its procedure and return it, dossier code and all.

    A filing whose request key was carried out before gives the case opened then.
    Raises   NotFound for an unknown procedure or office; InputRefused for an office that does not
             decide this procedure, and for a procedure that only events begin; AnswersRefused
    """

    def act() -> Case:
        with context.database.begin() as db:
            return _open_case(context, db, filing)

    asked = Asked(key=filing.request_key, kind=Start.kind, by=filing.by)
    return once(context, asked, act)


def _open_case(context: Context, db: Db, filing: Filing) -> Case:
    chosen = choose_version(context, db, filing.procedure_key, filing.office_id)
    ready = chosen.ready
    office = deciding_office(ready, context.offices.get(db), filing.office_id)
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
        code=chosen.code,
        received_at=chosen.at,
    )
    saved = open_case(context, db, opening, filing.request_key)
    take_documents(context, db, saved, form, answers, filing.by)
    return saved


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
