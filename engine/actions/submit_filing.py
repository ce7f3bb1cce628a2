"""Sending a filing: what a citizen has typed becomes a case."""

from datetime import datetime

from engine.actions.repeated import Asked, once, was_done
from engine.actions.start_case import open_filed
from engine.context import Context
from engine.errors import FormChanged, NotFound, Words
from engine.records.cases import Case
from engine.records.commands import Start
from engine.records.filings import ONLINE, Filing
from engine.records.identity import Citizen
from engine.records.publications import in_force
from engine.store.database import Db
from engine.store.filings import drop_filing, find_filing
from engine.store.releases import releases_at
from engine.store.sessions import hash_token


def submit_filing(
    context: Context,
    token: str | None,
    procedure_key: str,
    office_id: int,
    who: Citizen | None = None,
) -> Case:
    """Open a case with the answers kept under a token and forget them; return the case.

    Sending the same filing again gives the case opened the first time.
    who     who has signed in: what they have begun is sent by them alone
    Raises  NotFound when there is no such filing any more; FormChanged when another form came into
            force after the answers were kept; AnswersRefused; InputRefused for an office that does
            not decide this procedure
    """
    hashed = hash_token(token or "")
    request_key = f"filing:{hashed.hex()}"
    asked = Asked(key=request_key, kind=Start.kind, by=None)
    with context.database.read() as db:
        begun = find_filing(db, hashed, context.clock.now(), who)
        if begun is not None and begun.procedure_key == procedure_key:
            require_same_form(context, db, procedure_key, office_id, begun.saved_at)
    if not token or begun is None or begun.procedure_key != procedure_key:
        done = was_done(context, asked)
        if done is None:
            raise NotFound(
                what=Words(en="filing begun for", vi="hồ sơ đang khai"), key=procedure_key
            )
        return done
    filing = Filing(
        procedure_key=procedure_key,
        office_id=office_id,
        answers=begun.answers,
        channel=ONLINE,
        request_key=request_key,
    )

    def act() -> Case:
        with context.database.begin() as db:
            case = open_filed(context, db, filing)
            drop_filing(db, hashed)
            return case

    return once(context, asked, act)


def require_same_form(
    context: Context, db: Db, procedure_key: str, office_id: int, saved_at: datetime
) -> None:
    """Raise FormChanged when the form is another than when the answers were kept.

    So nobody sends answers to questions that they have not read; nothing of them is lost.
    """
    office = context.offices.get(db).by_id.get(office_id)
    code = office.code if office else None
    releases = releases_at(db, procedure_key, context.clock.now())
    now = in_force(releases, code)
    then = in_force(tuple(one for one in releases if one.effective_at <= saved_at), code)
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
