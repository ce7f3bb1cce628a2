"""Sending a filing: what a citizen has typed becomes a case."""

from datetime import datetime

from engine.actions.forget_filing import forget_filing
from engine.actions.repeated import Asked, was_done
from engine.actions.start_case import start_case
from engine.context import Context
from engine.errors import FormChanged, NotFound, Words
from engine.records.cases import Case
from engine.records.commands import Start
from engine.records.filings import ONLINE, Filing
from engine.records.publications import in_force
from engine.store.filings import find_filing
from engine.store.releases import releases_at
from engine.store.sessions import hash_token


def submit_filing(context: Context, token: str | None, procedure_key: str, office_id: int) -> Case:
    """Open a case with the answers kept under a token and forget them; return the case.

    Sending the same filing again gives the case opened the first time.
    Raises  NotFound when there is no such filing any more; FormChanged when another form came into
            force after the answers were kept; AnswersRefused; InputRefused for an office that does
            not decide this procedure
    """
    hashed = hash_token(token or "")
    request_key = f"filing:{hashed.hex()}"
    with context.database.read() as db:
        begun = find_filing(db, hashed, context.clock.now())
    if not token or begun is None or begun.procedure_key != procedure_key:
        done = was_done(context, Asked(key=request_key, kind=Start.kind, by=None))
        if done is None:
            raise NotFound(
                what=Words(en="filing begun for", vi="hồ sơ đang khai"), key=procedure_key
            )
        return done
    require_same_form(context, procedure_key, office_id, begun.saved_at)
    filing = Filing(
        procedure_key=procedure_key,
        office_id=office_id,
        answers=begun.answers,
        channel=ONLINE,
        request_key=request_key,
    )
    case = start_case(context, filing)
    forget_filing(context, token)
    return case


def require_same_form(
    context: Context, procedure_key: str, office_id: int, saved_at: datetime
) -> None:
    """Raise FormChanged when the form is another than when the answers were kept.

    So nobody sends answers to questions that they have not read; nothing of them is lost.
    """
    with context.database.read() as db:
        office = context.offices.get(db).by_id.get(office_id)
        code = office.code if office else None
        now = in_force(releases_at(db, procedure_key, context.clock.now()), code)
        then = in_force(releases_at(db, procedure_key, saved_at), code)
        if now is None or then is None or None in (now.version_id, then.version_id):
            return
        if now.version_id == then.version_id:
            return
        forms = [
            procedure.forms[procedure.card.filing_form]
            for one in (now, then)
            for procedure in [context.versions.get(db, one.version_id or 0).compiled.procedure]
        ]
    if forms[0] != forms[1]:
        since = now.effective_at.astimezone(context.calendars.current.tz)
        raise FormChanged(since=f"{since:%d/%m/%Y %H:%M}")
