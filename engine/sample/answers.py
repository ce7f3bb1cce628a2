"""Answers to any form: what was decided, known words for known keys, else something that fits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from types import MappingProxyType

from engine.records.forms import Field, Form
from engine.sample.names import Citizen

OPTIONAL_FILES = 0.6
# "#" becomes a number.
TEXTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "noi_sinh": (
            "Bệnh viện Đa khoa Tỉnh Mẫu",
            "Trạm Y tế Xã Mẫu Bình",
            "Bệnh viện Phụ sản Mẫu",
        ),
        "que_quan": ("Xã Mẫu Bình, Tỉnh Mẫu", "Phường Mẫu An, Tỉnh Mẫu", "Xã Mẫu Sơn, Tỉnh Mẫu"),
        "noi_dung_bo_sung": (
            "Bản chụp giấy chứng sinh bị mờ, không đọc được ngày sinh. Đề nghị chụp lại rõ nét.",
            "Thiếu trang 2 của giấy tờ. Đề nghị nộp đủ các trang.",
            "Thông tin trong tờ khai khác với giấy tờ kèm theo. Đề nghị sửa cho khớp.",
        ),
        "noi_dung_huong_dan": (
            "Bản vẽ mặt bằng chưa ghi khoảng lùi so với ranh đất. Đề nghị vẽ bổ sung.",
        ),
        "ly_do_tu_choi": (
            "Giấy tờ không thuộc thẩm quyền giải quyết của Ủy ban nhân dân xã.",
            "Bản chính bị tẩy xóa, sửa chữa nên không có giá trị để đối chiếu.",
        ),
        "ly_do_khong_dat": ("Hồ sơ đã bổ sung nhưng vẫn thiếu giấy tờ bắt buộc theo quy định.",),
        "ly_do_tra_nguoi_dan": ("Hồ sơ không thuộc thẩm quyền của Ủy ban nhân dân xã nơi nộp.",),
        "ly_do_tra_lai": ("Sai chính tả họ tên ở dòng thứ ba, đề nghị sửa.",),
        "ly_do_de_xuat": ("Mật độ xây dựng vượt chỉ tiêu của quy hoạch được duyệt.",),
        "ly_do_tu_choi_cap": ("Công trình vượt chỉ giới xây dựng theo quy hoạch được duyệt.",),
        "tra_loi_bo_sung": ("Tôi đã chụp lại giấy tờ rõ nét.", "Tôi gửi bổ sung trang còn thiếu."),
        "tra_loi_lan_hai": ("Tôi gửi lại bản vẽ đã sửa theo hướng dẫn.",),
        "noi_dung_xac_minh": ("Đề nghị xác minh việc đăng ký kết hôn của cha mẹ trẻ tại quý xã.",),
        "tra_loi_xac_minh": ("Đã tra sổ đăng ký kết hôn lưu tại xã, kết quả như trên.",),
        "so_giay_ket_hon": ("Số #/2021, ngày 12/03/2021",),
        "noi_dung_du_thao": ("Dự thảo Giấy khai sinh ghi theo tờ khai và sổ đăng ký khai sinh.",),
        "noi_dung_sua": ("Quê quán ghi thiếu tên thôn, đề nghị ghi thêm.",),
        "so_dang_ky": ("#/2026",),
        "quyen_so": ("01/2026",),
        "so_giay_khai_sinh": ("#/KS",),
        "so_chung_thuc": ("# SCT/BS",),
        "so_bien_lai": ("BL-#",),
        "so_giay_phep": ("#/GPXD",),
        "so_van_ban": ("#/UBND-XD",),
        "so_giay": ("#/2026",),
        "so_phieu": ("#/LLTP",),
        "so_vao_so": ("CN #",),
        "noi_dung_giay": ("Ghi theo tờ khai chung và sổ đăng ký kết hôn.",),
        "ten_ho": ("Tạp hóa Mẫu", "Quán cơm Mẫu", "Tiệm may Mẫu"),
        "nganh_nghe": ("Bán lẻ hàng tạp hóa.", "Dịch vụ ăn uống.", "May mặc."),
        "don_vi": ("Phòng Kinh tế", "Văn phòng"),
        "nguoi_thay": ("Trần Thị Hoa", "Lê Văn Bình"),
        "dia_chi_dat": ("Thôn Mẫu, Tỉnh Mẫu",),
        "thua_dat": ("#, tờ 12",),
        "nguon_goc": ("Sử dụng ổn định từ năm 1991, không tranh chấp.",),
        "noi_niem_yet": ("Trụ sở Ủy ban nhân dân",),
        "muc_dich": ("Bổ sung hồ sơ xin việc",),
        "ma_buu_gui": ("MAU#VN",),
        "ten_giay_to": (
            "Bằng tốt nghiệp THPT",
            "Giấy khai sinh",
            "Sổ hộ khẩu cũ",
            "Hợp đồng thuê nhà",
        ),
        "loi_chung": ("Chứng thực bản sao đúng với bản chính.",),
        "dia_diem": ("Lô # khu dân cư Mẫu, Tỉnh Mẫu",),
        "so_thua": ("#",),
        "to_ban_do": ("12", "7", "31"),
        "nhan_xet_tham_dinh": ("Hồ sơ đủ thành phần, bản vẽ phù hợp quy hoạch.",),
        "bien_ban": ("Đã kiểm tra tại thửa đất, có mặt chủ hộ và cán bộ xây dựng.",),
        "noi_dung_y_kien": ("Thống nhất với hồ sơ thiết kế, không có ý kiến khác.",),
        "tong_hop_y_kien": ("Hồ sơ đạt; các cơ quan được hỏi không phản đối.",),
    }
)
NUMBERS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "so_trang": (1, 12),
        "so_ban": (1, 5),
        "dien_tich_dat": (80, 300),
        "dien_tich_xay": (50, 79),
        "tong_dien_tich_san": (80, 240),
        "chieu_cao": (4, 14),
        "so_tang": (1, 4),
    }
)
# Days from today, for dates that are not today.
DAYS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {"ngay_sinh_tre": (-50, -3), "ngay_mang_ban_chinh": (1, 5)}
)


@dataclass(frozen=True, kw_only=True)
class Pen:
    """Whoever fills in a form.

    decided   answers that are not left to chance, by key of the field
    papers    files to choose from
    sources   what the sources of fields offer, by source
    today     local day
    """

    rng: Random
    today: date
    papers: Sequence[Mapping[str, str | int]]
    sources: Mapping[str, Sequence[str]]
    decided: Mapping[str, object]


def fill_form(form: Form, pen: Pen) -> dict[str, object]:
    """Return raw answers for every field that is required or known.

    Fields that the answers hide are dropped by the check, so both branches are filled in.
    """
    answers: dict[str, object] = {}
    for field in form.fields:
        if field.readonly:
            continue
        if field.key in pen.decided:
            answers[field.key] = pen.decided[field.key]
        elif field.required or field.kind == "files":
            answers[field.key] = _answer(field, pen)
    return answers


def about(citizen: Citizen) -> dict[str, object]:
    """Return what a citizen states in filing forms, by key of the field."""
    return {
        "ho_ten": citizen.name,
        "so_dinh_danh": citizen.number,
        "so_dien_thoai": citizen.phone,
        "email": citizen.email,
        "dia_chi": citizen.address,
        "dia_chi_nhan": citizen.address,
        "nguoi_nhan": citizen.name,
        "quan_he": "me" if citizen.name == citizen.mother else "cha",
        "ho_ten_tre": citizen.child,
        "gioi_tinh_tre": "nu" if citizen.child_is_girl else "nam",
        "dan_toc": citizen.people,
        "ho_ten_me": citizen.mother,
        "so_dinh_danh_me": citizen.mother_number,
        "ho_ten_cha": citizen.father,
        "so_dinh_danh_cha": citizen.father_number,
    }


def _answer(field: Field, pen: Pen) -> object:
    if field.kind in ("select", "radio", "decision"):
        choices = [one.value for one in field.choices] or pen.sources[field.source or ""]
        return pen.rng.choice(choices)
    if field.kind == "files":
        wanted = field.required or pen.rng.random() < OPTIONAL_FILES
        return [dict(pen.rng.choice(pen.papers))] if wanted else []
    if field.kind == "number":
        low, high = NUMBERS.get(field.key, (int(field.minimum or 1), int(field.minimum or 1) + 5))
        return pen.rng.randint(low, high)
    if field.kind == "date":
        low, high = DAYS.get(field.key, (0, 0))
        return (pen.today + timedelta(days=pen.rng.randint(low, high))).isoformat()
    if field.kind == "checklist":
        return []
    if field.kind == "personal":
        return f"0{pen.rng.randint(10, 96)}{pen.rng.randint(0, 3)}{pen.rng.randint(0, 99999999):08}"
    if field.kind == "text" and field.source:
        return pen.rng.choice([*pen.sources[field.source], "Phường Mẫu An"])
    return True if field.kind in ("checkbox", "signature") else _text(field, pen.rng)


def _text(field: Field, rng: Random) -> str:
    number = str(rng.randint(100, 999))
    known = TEXTS.get(field.key)
    if known:
        return rng.choice(known).replace("#", number)
    return f"{field.label_vi}: nội dung mẫu số {number}"
