"""Opening a case with a version, whatever began it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.actions.carry_out import carry_out
from engine.actions.ordered_moves import offices_near
from engine.context import Context, Ready
from engine.errors import InputRefused, NotFound, Words
from engine.procedures.beginnings import is_filed
from engine.records.cases import Applicant, Case
from engine.records.commands import Start
from engine.records.people import Office
from engine.records.values import Answers, Json
from engine.store.cases import insert_case
from engine.store.counters import next_code
from engine.store.crossing import mark_called
from engine.store.database import Db
from engine.store.directory import Directory


@dataclass(frozen=True, kw_only=True)
class Opening:
    """What a case is opened with.

    office    the office that decides
    channel   how it came: online, direct, post; or message, signal, timer
    at        the element that begins it, where that is not the plain start event
    process   the further process that it lies in
    by        the officer who took it in
    caller    the case that sent the message or signal, or called this one
    token     of the call activity in `caller`; None when it did not call
    proxy    the office whose desk took it in on behalf of the one that decides
    code      its dossier code, where that was given out before
    received_at  the instant for which its version was chosen; None for now
    """

    ready: Ready
    office: Office
    applicant: Applicant
    answers: Answers
    channel: str
    at: str | None = None
    process: str | None = None
    by: int | None = None
    caller: Case | None = None
    token: int | None = None
    proxy: Office | None = None
    code: str | None = None
    received_at: datetime | None = None


def open_case(context: Context, db: Db, given: Opening, request_key: str | None = None) -> Case:
    """Open a case and return it, dossier code and all.

    Raises  RequestRepeated; InputRefused where it can begin by an event only
    """
    if given.at is None:
        _require_start(given.ready)
    now = given.received_at or context.clock.now()
    local_day = now.astimezone(context.calendars.current.tz).date()
    case = insert_case(
        db,
        code=given.code or next_code(db, given.office.code, local_day),
        version_id=given.ready.version.version_id,
        office_id=given.office.office_id,
        applicant=given.applicant,
        opened_at=now,
    )
    if given.caller is not None and given.token is not None:
        case = mark_called(db, case, given.caller.case_id, given.token)
    command = Start(
        answers=given.answers,
        dossier=_dossier(case, given),
        offices=offices_around(context.offices.get(db), given.office),
        at=given.at,
        process=given.process,
        by=given.by,
    )
    return carry_out(context, db, case, command, request_key)


def deciding_office(ready: Ready, directory: Directory, office_id: int) -> Office:
    """Return the office, if it is of the kind that decides this procedure; raise otherwise."""
    office = directory.by_id.get(directory.acting(office_id))
    if office is None:
        raise NotFound(what=Words(en="office", vi="cơ quan"), key=office_id)
    if office.is_closed:
        reason = Words(
            en=f"{office.name_en} was closed and takes no new dossiers; choose another office.",
            vi=f"{office.name_vi} đã ngừng hoạt động, không nhận hồ sơ mới; hãy chọn cơ quan khác.",
        )
        raise InputRefused(reason=reason)
    require_public(ready)
    kind = ready.compiled.procedure.card.office_kind
    if office.kind != kind:
        reason = Words(
            en=f"{office.name_en} does not decide this procedure; choose another office.",
            vi=f"{office.name_vi} không giải quyết thủ tục này; hãy chọn cơ quan khác.",
        )
        raise InputRefused(reason=reason)
    return office


def require_public(ready: Ready) -> None:
    """Refuse to open a case of the agency's own affairs: pages of their own do that.

    So nobody begins one by a filing, a call or an event, with answers of their choice.
    """
    if ready.compiled.procedure.card.is_internal:
        reason = Words(
            en="this procedure is internal: its cases are opened on the page made for it.",
            vi="đây là thủ tục nội bộ: hồ sơ được mở ở trang dành riêng cho thủ tục đó.",
        )
        raise InputRefused(reason=reason)


def _require_start(ready: Ready) -> None:
    """Refuse to open by a filing what only messages, signals or timers begin."""
    if not is_filed(ready.compiled.procedure.diagram.process):
        reason = Words(
            en="cases of this procedure are begun by events, not by a filing or a call.",
            vi="hồ sơ của thủ tục này do sự kiện mở, không nộp hay gọi được.",
        )
        raise InputRefused(reason=reason)


def offices_around(directory: Directory, office: Office) -> Mapping[str, str]:
    """Return the code of the nearest office of every kind, as the case will know them."""
    return {**offices_near(directory, office.office_id), "case": office.code}


def _dossier(case: Case, given: Opening) -> dict[str, Json]:
    """Return what expressions read as `dossier`; verifying compares the rows of the case with it.

    Source  docs/reference/starts.md for `caller` and `called_from`
    """
    applicant, caller = given.applicant, given.caller
    dossier: dict[str, Json] = {
        "code": case.code,
        "channel": given.channel,
        "office": given.office.code,
        "received_at": case.opened_at.isoformat(),
        "applicant": {
            "name": applicant.name,
            "phone": applicant.phone,
            "email": applicant.email,
            "number": applicant.number,
        },
    }
    if given.proxy is not None:
        dossier["proxy"] = given.proxy.code
    if given.at is not None or caller is not None:
        dossier["caller"] = caller.code if caller else None
    if case.parent_case_id is not None:
        dossier["called_from"] = [case.parent_case_id, case.parent_token]
    return dossier
