"""What a message to another system says, by the fields of the national portal's services.

Source: QCVN 120:2019/BTTTT; DongBoHoSoMC and CapNhatTienDoHoSoMC as working systems send them.
"""

from collections.abc import Mapping
from datetime import datetime

from engine.access import post_name
from engine.actions.partner_parts import dossier_parts, stamp
from engine.context import Context
from engine.errors import NotFound, Words
from engine.procedures.procedure import Procedure
from engine.records.cases import Case, Entry
from engine.records.commands import Complete, Start
from engine.records.events import Event
from engine.records.partners import DOSSIER, OutMessage, Partner
from engine.records.values import Json
from engine.store.cases import get_case
from engine.store.database import Db
from engine.store.log import read_log
from engine.store.people import names_of

DOSSIER_MESSAGE, PROGRESS_MESSAGE = "DongBoHoSoMC", "CapNhatTienDoHoSoMC"
ORGANISATION_DIGITS = (10, 13)


def message_body(context: Context, db: Db, partner: Partner, one: OutMessage) -> dict[str, Json]:
    """Return the body of a message; the dossier as it is now, the progress as it was then.

    Raises  NotFound for an entry that is no longer there
    """
    case = get_case(db, one.case_id)
    procedure = context.versions.get(db, case.version_id).compiled.procedure
    entries = read_log(db, case.case_id)
    if one.kind == DOSSIER:
        return {
            "service": DOSSIER_MESSAGE,
            "isUpdating": one.seq > 1,
            "MaSuKien": one.key,
            "data": [_dossier(context, db, partner, (case, procedure, entries))],
        }
    return {
        "service": PROGRESS_MESSAGE,
        "MaSuKien": one.key,
        "data": [_progress(context, db, partner, (case, procedure, entries), one.seq)],
    }


def _dossier(
    context: Context, db: Db, partner: Partner, told: tuple[Case, Procedure, tuple[Entry, ...]]
) -> dict[str, Json]:
    case, procedure, entries = told
    first = entries[0].command if entries else None
    dossier: Mapping[str, Json] = first.dossier if isinstance(first, Start) else {}
    office = context.offices.get(db).by_id[case.office_id]
    number = case.applicant.number or ""
    is_organisation = len(number) in ORGANISATION_DIGITS
    return {
        "MaHoSo": case.code,
        "MaTTHC": procedure.card.code,
        "TenTTHC": procedure.card.title.vi,
        "TenLinhVuc": procedure.card.field.vi,
        "KenhThucHien": partner.code("channel", str(dossier.get("channel") or "")),
        "ChuHoSo": case.applicant.name,
        "SoGiayToChuHoSo": number,
        "LoaiDoiTuong": partner.code("applicant", "organisation" if is_organisation else "citizen"),
        "SoDienThoai": case.applicant.phone,
        "Email": case.applicant.email or "",
        "NgayTiepNhan": stamp(context, case.opened_at),
        "NgayHenTra": stamp(context, case.standing.due_at),
        "TrangThaiHoSo": partner.code("status", str(case.standing.portal_status)),
        "NgayKetThucXuLy": stamp(context, case.closed_at),
        "DonViXuLy": office.name_vi,
        "MaDonViXuLy": office.code,
        **dossier_parts(context, db, partner, case, entries),
    }


def _progress(
    context: Context,
    db: Db,
    partner: Partner,
    told: tuple[Case, Procedure, tuple[Entry, ...]],
    seq: int,
) -> dict[str, Json]:
    case, procedure, entries = told
    entry = next((one for one in entries if one.seq == seq), None)
    if entry is None or not isinstance(entry.command, Complete):
        raise NotFound(what=Words(en="entry", vi="mục nhật ký"), key=f"{case.code}/{seq}")
    token = entry.command.token
    opened, began = _opening(entries, token, seq)
    directory = context.offices.get(db)
    office = directory.by_code.get(str(opened.values.get("office")))
    names = names_of(db, [entry.by] if entry.by is not None else [])
    post = str(opened.values.get("post") or "")
    due = opened.values.get("due")
    node = procedure.diagram.process.find(opened.element)
    return {
        "MaHoSo": case.code,
        "NguoiXuLy": names.get(entry.by, "") if entry.by is not None else case.applicant.name,
        "ChucDanh": post_name(post).vi,
        "ThoiDiemXuLy": stamp(context, entry.at),
        "PhongBanXuLy": office.name_vi if office else "",
        "NoiDungXuLy": (node.name if node else "") or opened.element or "",
        "TrangThai": partner.code("status", _status_at(entries, seq)),
        "NgayBatDau": stamp(context, began),
        "NgayKetThucTheoQuyDinh": stamp(
            context, datetime.fromisoformat(due) if isinstance(due, str) else None
        ),
    }


def _status_at(entries: tuple[Entry, ...], seq: int) -> str:
    """Return the portal's status after an entry, by the log; a case begins with 1."""
    found = "1"
    for entry in entries:
        for event in entry.events if entry.seq <= seq else ():
            if event.kind == "status":
                found = str(event.values.get("number"))
    return found


def _opening(entries: tuple[Entry, ...], token: int, seq: int) -> tuple[Event, datetime]:
    """Return the event by which a task was opened last before an entry, and its instant."""
    for entry in reversed([one for one in entries if one.seq <= seq]):
        for event in entry.events:
            if event.kind == "task-opened" and event.token == token:
                return event, entry.at
    return Event(kind="task-opened"), entries[0].at
