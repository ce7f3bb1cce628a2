"""The lists within a dossier's message: papers, fees, supplements, results.

Source: QCVN 120:2019/BTTTT, DongBoHoSoMC as working systems send it.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from engine.context import Context, Ready
from engine.diagrams.supplements import supplement_steps
from engine.letters.wording import ZONE
from engine.records.cases import Case, Entry
from engine.records.documents import Document
from engine.records.events import names_written
from engine.records.fees import OPEN, PAID
from engine.records.letters import DELIVERED, ISSUED, SUPPLEMENT
from engine.records.papers import MarkedPaper
from engine.records.partners import Partner
from engine.records.values import Json
from engine.store.database import Db
from engine.store.documents import list_documents
from engine.store.fee_orders import list_orders
from engine.store.letters import list_case_letters
from engine.store.papers import list_marks
from engine.store.people import names_of

STAMP: Final = "%Y%m%d%H%M%S"
REUSED, REGISTER = "reused", "register"


def dossier_parts(
    context: Context, db: Db, partner: Partner, case: Case, entries: Sequence[Entry]
) -> dict[str, Json]:
    """Return the lists of a dossier by their names in the message."""
    marks = {one.mark.file.digest: one for one in list_marks(db, case.case_id) if one.mark.file}
    documents = list_documents(db, case.case_id)
    return {
        "TaiLieuNop": [_paper(one, marks.get(one.file.digest)) for one in documents],
        "DanhSachLePhi": list(_fees(db, partner, case)),
        "DanhSachHoSoBoSung": list(_supplements(context, db, case, entries)),
        "DanhSachGiayToKetQua": list(_results(context, db, case)),
    }


def _paper(document: Document, marked: MarkedPaper | None) -> Json:
    mark = marked.mark if marked else None
    return {
        "TepDinhKemId": document.file.digest,
        "TenTepDinhKem": document.file.name,
        "IsDeleted": False,
        "MaThanhPhanHoSo": str(mark.number) if mark else document.field,
        "DuocSoHoa": _flag(mark is not None and mark.is_digitised),
        "DuocTaiSuDung": _flag(mark is not None and mark.sort == REUSED),
        "DuocLayTuKhoDMQG": _flag(mark is not None and mark.sort == REGISTER),
    }


def _fees(db: Db, partner: Partner, case: Case) -> Iterator[Json]:
    for order in list_orders(db, case.case_id):
        for line in order.lines if order.state in (OPEN, PAID) else ():
            yield {
                "TenPhiLePhi": line.name.vi,
                "MaPhiLePhi": line.code,
                "HinhThucThu": partner.code("collected", order.step),
                "Gia": line.due,
                "LoaiPhiLePhi": partner.code("fee", line.kind),
            }


def _supplements(
    context: Context, db: Db, case: Case, entries: Sequence[Entry]
) -> Iterator[dict[str, Json]]:
    """Yield what the applicant was asked for, with the day promised before and after."""
    ready: Ready = context.versions.get(db, case.version_id)
    asking = supplement_steps(ready.compiled.procedure.diagram.process)
    names = names_of(db, {one.by for one in entries if one.by is not None})
    asked: dict[int | None, dict[str, Json]] = {}
    due = ""
    for entry in entries:
        for event in entry.events:
            if event.kind == "task-opened" and event.element in asking:
                asked[event.token] = {
                    "HoSoBoSungId": f"{case.code}/{entry.seq}",
                    "NguoiYeuCauBoSung": names.get(entry.by or 0, ""),
                    "NoiDungBoSung": _contents(context, case, entry),
                    "NgayBoSung": stamp(context, entry.at),
                    "NgayTiepNhanBoSung": "",
                    "TrangThaiBoSung": "0",
                    "NgayHenTraTruoc": due,
                    "NgayHenTraMoi": "",
                }
            elif event.kind == "task-completed" and event.token in asked:
                came = {"NgayTiepNhanBoSung": stamp(context, entry.at), "TrangThaiBoSung": "1"}
                asked[event.token] |= came
            said = event.values.get("due") if event.kind in ("clock", "date-set") else None
            if isinstance(said, str):
                due = stamp(context, datetime.fromisoformat(said))
                for one in asked.values():
                    if one["TrangThaiBoSung"] == "1" and not one["NgayHenTraMoi"]:
                        one["NgayHenTraMoi"] = due
    yield from asked.values()


def _contents(context: Context, case: Case, entry: Entry) -> str:
    """Return what was asked for, by the names of the form of supplement on the day of receipt."""
    form = context.editions.find(SUPPLEMENT, case.opened_at.astimezone(ZONE).date())
    written = names_written(entry.events)
    keys = ("contents", *(form.answers.get("contents", ()) if form else ()))
    return next((str(written[key]) for key in keys if written.get(key)), "")


def _results(context: Context, db: Db, case: Case) -> Iterator[Json]:
    for one in list_case_letters(db, case.case_id):
        if one.state in (ISSUED, DELIVERED) and not one.kind.isdigit():
            yield {
                "TenGiayTo": one.title.vi,
                "GiayToId": one.code,
                "DuongDanTepTinKetQua": f"{context.address.rstrip('/')}/verify/{one.code}",
                "MaGiayToKetQua": one.number or "",
            }


def stamp(context: Context, at: datetime | None) -> str:
    """Return an instant as these systems write it; "" for none."""
    return "" if at is None else at.astimezone(context.calendars.current.tz).strftime(STAMP)


def _flag(is_so: bool) -> str:
    return "1" if is_so else "0"
