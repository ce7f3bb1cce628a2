"""The offices of the invented province "Tỉnh Mẫu", one at least for each kind procedures name."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.records.people import Office
from engine.store.database import Db
from engine.store.offices import insert_office

PROVINCE = "H99"
COMMUNES = ("H99.20", "H99.21", "H99.22")


@dataclass(frozen=True, kw_only=True)
class OfficePlan:
    """An office to be made; its place in the tree is told by its code (QĐ 20/2020/QĐ-TTg)."""

    code: str
    kind: str
    vi: str
    en: str

    @property
    def above(self) -> str:
        """Code of the office it belongs to; "" at the top."""
        return self.code.rpartition(".")[0]


def _plan(code: str, kind: str, vi: str, en: str) -> OfficePlan:
    return OfficePlan(code=code, kind=kind, vi=vi, en=en)


PROVINCIAL = (
    _plan("H99", "province", "UBND Tỉnh Mẫu", "People's Committee of Mẫu Province"),
    _plan(
        "H99.1",
        "provincial-centre",
        "Trung tâm Phục vụ hành chính công Tỉnh Mẫu",
        "Public Administration Service Centre of Mẫu Province",
    ),
    _plan("H99.2", "construction", "Sở Xây dựng Tỉnh Mẫu", "Department of Construction"),
    _plan(
        "H99.3",
        "planning",
        "Phòng Quy hoạch – Kiến trúc Tỉnh Mẫu",
        "Planning and Architecture Division",
    ),
    _plan("H99.4", "culture", "Sở Văn hóa Tỉnh Mẫu", "Department of Culture"),
    _plan("H99.5", "justice", "Sở Tư pháp Tỉnh Mẫu", "Department of Justice"),
    _plan("H99.6", "environment", "Sở Môi trường Tỉnh Mẫu", "Department of Environment"),
    _plan("H99.7", "land", "Văn phòng Đăng ký đất đai Tỉnh Mẫu", "Land Registration Office"),
    _plan("H99.8", "tax", "Thuế Tỉnh Mẫu", "Tax Office of Mẫu Province"),
    _plan("H99.9", "finance", "Sở Tài chính Tỉnh Mẫu", "Department of Finance"),
    _plan("H99.10", "health", "Sở Y tế Tỉnh Mẫu", "Department of Health"),
    _plan("H99.11", "education", "Sở Giáo dục Tỉnh Mẫu", "Department of Education"),
    _plan("H99.12", "home-affairs", "Sở Nội vụ Tỉnh Mẫu", "Department of Home Affairs"),
    _plan("H99.13", "provincial-police", "Công an Tỉnh Mẫu", "Police of Mẫu Province"),
    _plan(
        "H99.13.1",
        "fire-police",
        "Phòng Cảnh sát phòng cháy, chữa cháy Tỉnh Mẫu",
        "Fire Prevention and Rescue Police Division",
    ),
    _plan(
        "H99.14", "social-insurance", "Bảo hiểm xã hội Tỉnh Mẫu", "Social Insurance of Mẫu Province"
    ),
    _plan(
        "H99.15",
        "aviation",
        "Cơ quan quản lý độ cao công trình Tỉnh Mẫu",
        "Aviation Height Authority of Mẫu Province",
    ),
    _plan("G99", "ministry", "Bộ Mẫu", "Ministry of Samples"),
)
COMMUNE_NAMES = (
    ("Phường Mẫu An", "Mẫu An Ward"),
    ("Xã Mẫu Bình", "Mẫu Bình Commune"),
    ("Xã Mẫu Sơn", "Mẫu Sơn Commune"),
)


def all_plans() -> tuple[OfficePlan, ...]:
    """Return every office to be made, those above before those below."""
    return (*PROVINCIAL, *_communes())


def insert_offices(db: Db) -> dict[str, Office]:
    """Make the offices and return them by code."""
    made: dict[str, Office] = {}
    for plan in all_plans():
        above = made.get(plan.above)
        parent_id = above.office_id if above else None
        made[plan.code] = insert_office(db, plan.code, (plan.vi, plan.en), plan.kind, parent_id)
    return made


def _communes() -> Iterator[OfficePlan]:
    for code, (vi, en) in zip(COMMUNES, COMMUNE_NAMES, strict=True):
        yield _plan(code, "commune", f"UBND {vi}", f"People's Committee of {en}")
        yield _plan(
            f"{code}.1",
            "commune-centre",
            f"Trung tâm Phục vụ hành chính công {vi}",
            f"Public Administration Service Centre of {en}",
        )
        yield _plan(f"{code}.2", "police", f"Công an {vi}", f"Police of {en}")
