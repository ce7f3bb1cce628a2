"""What the law says of the shipped procedures, where it can be reckoned."""

import pytest

from engine.decisions.evaluate import evaluate
from engine.forms.validate import clean
from tests.procedures.shipped import CITIZEN_KEYS, KEYS, procedure

REFUSALS = [
    ("chung-thuc-ban-sao", "doi-chieu", "ket_qua_doi_chieu", "khong_hop_le", "ly_do_tu_choi"),
    ("chung-thuc-ban-sao", "doi-chieu", "ket_qua_doi_chieu", "thieu_ban_chinh", "ly_do_tu_choi"),
    ("dang-ky-khai-sinh", "kiem-tra", "ket_qua_kiem_tra", "thieu", "noi_dung_bo_sung"),
    ("dang-ky-khai-sinh", "kiem-tra", "ket_qua_kiem_tra", "tu_choi", "ly_do_tu_choi"),
    (
        "dang-ky-khai-sinh",
        "xac-nhan-tu-choi",
        "quyet_dinh_tiep_nhan",
        "tu_choi",
        "ly_do_tra_nguoi_dan",
    ),
    ("giay-phep-xay-dung", "kiem-tra", "ket_qua_kiem_tra", "tu_choi", "ly_do_tu_choi"),
    (
        "giay-phep-xay-dung",
        "tham-dinh-cuoi",
        "ket_qua_tham_dinh_cuoi",
        "khong_dat",
        "ly_do_khong_dat",
    ),
    ("giay-phep-xay-dung", "quyet-dinh", "ket_qua_quyet_dinh", "tu_choi", "ly_do_tu_choi_cap"),
    ("nghi-phep-nam", "y-kien-phu-trach", "y_kien_nghi", "chua", "y_kien_nghi_reason"),
    ("nghi-phep-nam", "ky-duyet", "quyet_dinh_nghi", "khong", "quyet_dinh_nghi_reason"),
    ("bo-nhiem-giam-dinh-vien", "ky-quyet-dinh", "ket_qua_ky", "tu_choi", "ket_qua_ky_reason"),
    ("cap-phieu-ly-lich-tu-phap", "ky-phieu", "ket_qua_ky", "tu_choi", "ket_qua_ky_reason"),
    ("cap-phieu-ly-lich-tu-phap", "kiem-tra", "ket_qua_kiem_tra", "thieu", "ly_do_bo_sung"),
    (
        "dang-ky-ho-kinh-doanh",
        "tham-dinh",
        "ket_qua_tham_dinh",
        "sua_doi",
        "noi_dung_sua_doi",
    ),
    ("dang-ky-doanh-nghiep", "ky-ket-qua", "ket_qua_ky", "tu_choi", "ket_qua_ky_reason"),
    (
        "dang-ky-ket-hon",
        "kiem-tra-dieu-kien",
        "ket_qua_dieu_kien",
        "khong",
        "ket_qua_dieu_kien_reason",
    ),
    ("dang-ky-ket-hon", "hai-ben-ky", "ket_qua_ky_so", "khong", "ly_do_khong_ky"),
    ("dang-ky-dat-dai-lan-dau", "ket-luan", "ket_qua_ket_luan", "dang_ky", "ly_do_ket_luan"),
    (
        "cap-phep-karaoke",
        "quyet-dinh",
        "ket_qua_quyet_dinh",
        "tu_choi",
        "ket_qua_quyet_dinh_reason",
    ),
]
APPLICANT = ("ho_ten", "so_dinh_danh", "so_dien_thoai", "email")


@pytest.mark.parametrize(
    ("years", "days"), [(0, 12), (4, 12), (5, 13), (9, 13), (10, 14), (11, 14), (25, 17)]
)
def test_annual_leave_grows_by_a_day_every_five_years(years: int, days: int) -> None:
    # Bộ luật Lao động 2019, Điều 113 khoản 1 và Điều 114
    table = procedure("nghi-phep-nam").decisions["so-ngay-phep"]
    assert evaluate(table, {"nam_cong_tac": years}) == {"ngay_duoc_huong": days}


@pytest.mark.parametrize(("key", "form", "asked", "answer", "reason"), REFUSALS)
def test_whoever_refuses_or_asks_for_more_must_write_why(
    key: str, form: str, asked: str, answer: str, reason: str
) -> None:
    without = clean(procedure(key).forms[form], {asked: answer}, {}, {})
    short = clean(procedure(key).forms[form], {asked: answer, reason: "không"}, {}, {})
    written = clean(procedure(key).forms[form], {asked: answer, reason: "Thiếu chữ ký."}, {}, {})
    assert reason in {fault.key for fault in without.faults}
    assert reason in {fault.key for fault in short.faults}
    assert reason not in {fault.key for fault in written.faults}


@pytest.mark.parametrize("key", CITIZEN_KEYS)
def test_the_citizens_form_asks_who_the_case_is_for(key: str) -> None:
    subject = procedure(key)
    asked = {field.key: field for field in subject.forms[subject.card.filing_form].fields}
    assert set(APPLICANT) <= set(asked)
    assert [asked[name].required for name in APPLICANT] == [True, True, True, False]


@pytest.mark.parametrize("number", ["00119900000", "0011990000012", "00119900000a", ""])
def test_a_personal_number_has_twelve_digits(number: str) -> None:
    form = procedure("dang-ky-khai-sinh").forms["to-khai"]
    faults = clean(form, {"so_dinh_danh_me": number}, {}, {}).faults
    assert "so_dinh_danh_me" in {fault.key for fault in faults}


@pytest.mark.parametrize("key", KEYS)
def test_the_applicant_is_told_of_every_acceptance_refusal_request_and_result(key: str) -> None:
    nodes = procedure(key).diagram.process.nodes.values()
    silent = [
        node.node_id
        for node in nodes
        if node.attributes.get("status") in ("2", "3", "5", "8", "9")
        and node.attributes.get("notice") != "applicant"
        and node.tag != "businessRuleTask"
    ]
    assert silent == []


@pytest.mark.parametrize("key", KEYS)
def test_the_card_and_the_diagram_promise_the_same_cutoff(key: str) -> None:
    subject = procedure(key)
    assert subject.card.cutoff == subject.diagram.process.attributes.get("cutoff")
