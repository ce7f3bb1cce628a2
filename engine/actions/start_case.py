"""Opening a case: a citizen files, or an officer takes a dossier in."""

from collections.abc import Mapping

from engine.actions.carry_out import carry_out
from engine.actions.clean_answers import clean_answers
from engine.actions.repeated import Asked, once
from engine.actions.take_documents import take_documents
from engine.context import Context, Ready
from engine.errors import InputRefused, NotFound, Words
from engine.records.cases import Applicant, Case
from engine.records.commands import Start
from engine.records.filings import Filing
from engine.records.people import Office
from engine.records.values import Answers, Json
from engine.store.cases import insert_case
from engine.store.counters import next_code
from engine.store.database import Db
from engine.store.directory import Directory

NAME, PHONE, EMAIL, NUMBER = "ho_ten", "so_dien_thoai", "email", "so_dinh_danh"


def start_case(context: Context, filing: Filing) -> Case:
    """Open a case with the live version of its procedure and return it, dossier code and all.

    A filing whose request key was carried out before gives the case opened then.
    Raises   NotFound for an unknown procedure or office; InputRefused for an office that does not
             decide this procedure; AnswersRefused
    """

    def act() -> Case:
        with context.database.begin() as db:
            return _open_case(context, db, filing)

    asked = Asked(key=filing.request_key, kind=Start.kind, by=filing.by)
    return once(context, asked, act)


def _open_case(context: Context, db: Db, filing: Filing) -> Case:
    ready = context.versions.get_live(db, filing.procedure_key)
    directory = context.offices.get(db)
    office = deciding_office(ready, directory, filing.office_id)
    procedure = ready.compiled.procedure
    form = procedure.forms[procedure.card.filing_form]
    answers = clean_answers(context, db, form, filing.answers, {})
    applicant = applicant_of(answers)
    now = context.clock.now()
    local_day = now.astimezone(context.calendars.current.tz).date()
    case = insert_case(
        db,
        code=next_code(db, office.code, local_day),
        version_id=ready.version.version_id,
        office_id=office.office_id,
        applicant=applicant,
        opened_at=now,
    )
    dossier: dict[str, Json] = {
        "code": case.code,
        "channel": filing.channel,
        "office": office.code,
        "received_at": now.isoformat(),
        "applicant": {
            "name": applicant.name,
            "phone": applicant.phone,
            "email": applicant.email,
            "number": applicant.number,
        },
    }
    command = Start(
        answers=answers,
        dossier=dossier,
        offices=offices_around(directory, office),
        by=filing.by,
    )
    saved = carry_out(context, db, case, command, filing.request_key)
    take_documents(context, db, saved, form, answers, filing.by)
    return saved


def deciding_office(ready: Ready, directory: Directory, office_id: int) -> Office:
    """Return the office, if it is of the kind that decides this procedure; raise otherwise."""
    office = directory.by_id.get(office_id)
    if office is None:
        raise NotFound(what=Words(en="office", vi="cơ quan"), key=office_id)
    kind = ready.compiled.procedure.card.office_kind
    if office.kind != kind:
        reason = Words(
            en=f"{office.name_en} does not decide this procedure; choose another office.",
            vi=f"{office.name_vi} không giải quyết thủ tục này; hãy chọn cơ quan khác.",
        )
        raise InputRefused(reason=reason)
    return office


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


def offices_around(directory: Directory, office: Office) -> Mapping[str, str]:
    """Return the code of the nearest office of every kind, as the case will know them."""
    kinds = {one.kind for one in directory.offices}
    found = {kind: directory.resolve(office.office_id, kind) for kind in sorted(kinds)}
    near = {kind: one.code for kind, one in found.items() if one is not None}
    return {**near, "case": office.code}
