"""The terms of the parts and of the whole agree to the day, and choices change what is asked."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest

from engine.calendars.deadlines import due_at
from engine.calendars.terms import parse_term
from engine.expressions.expression import compile_expression
from engine.forms.validate import clean
from engine.letters.wording import ZONE
from engine.records.values import Json
from tests.procedures.shipped import calendar, procedure

KARAOKE = ("dang-ky-ho-kinh-doanh", "chung-nhan-an-ninh-trat-tu", "cap-phep-karaoke")
# Any week, one across the new year's day off, one across Tết.
STARTS = [datetime(2026, 11, 30, 9, tzinfo=ZONE), datetime(2026, 12, 21, 9, tzinfo=ZONE)]
STARTS.append(datetime(2027, 1, 25, 9, tzinfo=ZONE))
TABLE = {"giao_phong": "0.5", "phan_cong": "0.5", "tham_dinh": "15", "xem_xet": "2"}
RECORD_OF = ("ho_ten_duoc_cap", "so_dinh_danh_duoc_cap")
CHOICES: dict[str, tuple[str, ...]] = {
    "bhxh": ("so_so_bhxh", "quan_he_nguoi_huong"),
    "bao_tro": ("dien_bao_tro",),
    "co_cong": ("so_ho_so_ncc",),
}


def term_of(key: str) -> str:
    """Return the published term of a procedure."""
    return procedure(key).diagram.process.attributes["term"]


def ends_on(start: datetime, term: str) -> date:
    """Return the day on which a term ends."""
    return due_at(start, parse_term(term), calendar()).astimezone(ZONE).date()


@pytest.mark.parametrize("start", STARTS, ids=lambda one: f"{one:%d.%m.%Y}")
def test_three_agencies_one_after_the_other_use_up_16_working_days(start: datetime) -> None:
    # NĐ 297/2025/NĐ-CP: 3 + 3 + 10, each from the day on which the one before has given its result
    day = start
    for key in KARAOKE:
        last = ends_on(day, term_of(key))
        day = datetime.combine(last, start.time(), ZONE)
    assert day.date() == ends_on(start, term_of("lien-thong-karaoke"))
    between = (start.date() + timedelta(days=n) for n in range(1, (day.date() - start.date()).days))
    assert sum(calendar().is_working(one) for one in between) == 15


def test_the_licence_itself_is_split_into_3_4_and_3_days() -> None:
    nodes = procedure("cap-phep-karaoke").diagram.process.nodes
    terms = [nodes[one].attributes["term"] for one in ("tham_dinh", "kiem_tra_thuc_te")]
    assert [*terms, nodes["quyet_dinh"].attributes["term"]] == [
        "3 working days",
        "4 working days",
        "3 working days",
    ]


def test_the_steps_of_an_expert_s_appointment_add_up_to_20_days() -> None:
    # QĐ 3005 of Hà Tĩnh: B2 0.5, B3 0.5, B4 15, B5 2, B6 1, B7 1
    nodes = procedure("bo-nhiem-giam-dinh-vien").diagram.process.nodes
    steps = {**TABLE, "ky_quyet_dinh": "1", "phat_hanh": "1"}
    told = {one: nodes[one].attributes["term"].split()[0] for one in steps}
    assert told == steps
    assert sum(Decimal(one) for one in told.values()) == 20
    assert term_of("bo-nhiem-giam-dinh-vien") == "20 working days"


@pytest.mark.parametrize(("area", "more"), [("co", "10 working days"), ("khong", None)])
def test_land_has_two_appointments_and_ten_days_more_in_difficult_areas(
    area: str, more: str | None
) -> None:
    process = procedure("dang-ky-dat-dai-lan-dau").diagram.process
    extra = compile_expression(process.attributes["extraTerm"])
    assert extra.value({"vung_kho_khan": area}) == more
    second = process.nodes["hen_lan_hai"].attributes
    assert (process.attributes["term"], second["clockTerm"]) == (
        "15 working days",
        "5 working days",
    )


@pytest.mark.parametrize(
    ("need", "area", "term"),
    [
        ("dang_ky", "khong", "17 working days"),
        ("dang_ky", "co", "27 working days"),
        ("cap_giay", "khong", None),
        ("cap_giay", "co", None),
    ],
)
def test_land_that_is_registered_only_has_17_days_and_no_second_appointment(
    need: str, area: str, term: str | None
) -> None:
    # None: the term of the procedure, to which the supplement of difficult areas is added
    node = procedure("dang-ky-dat-dai-lan-dau").diagram.process.nodes["da_tiep_nhan"]
    names = {"nhu_cau": need, "vung_kho_khan": area}
    assert compile_expression(node.attributes["clockTerm"]).value(names) == term


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({"loai_phieu": "so_2", "nguoi_yeu_cau": "uy_quyen"}, {"nguoi_yeu_cau_so_2"}),
        ({"loai_phieu": "so_2", "nguoi_yeu_cau_so_2": "uy_quyen"}, {"nguoi_yeu_cau_so_2"}),
        ({"loai_phieu": "so_2", "nguoi_yeu_cau_so_2": "chinh_minh"}, set()),
        ({"loai_phieu": "so_2", "nguoi_yeu_cau_so_2": "cha_me"}, set(RECORD_OF)),
        ({"loai_phieu": "so_1", "nguoi_yeu_cau": "cha_me"}, set(RECORD_OF)),
        ({"loai_phieu": "so_1", "nguoi_yeu_cau": "uy_quyen"}, {*RECORD_OF, "tep_uy_quyen"}),
    ],
)
def test_a_parent_may_ask_for_record_no_2_of_a_child_and_nobody_who_is_authorised(
    answers: dict[str, object], asked: set[str]
) -> None:
    subject = procedure("cap-phieu-ly-lich-tu-phap")
    form = subject.forms[subject.card.filing_form]
    faults = {fault.key for fault in clean(form, answers, {}, {}).faults}
    of_others = {*RECORD_OF, "tep_uy_quyen", "nguoi_yeu_cau", "nguoi_yeu_cau_so_2"}
    assert faults & of_others == asked


@pytest.mark.parametrize("only", ["chu_ky_nam", "chu_ky_nu"])
def test_one_signature_of_two_does_not_make_a_marriage(only: str) -> None:
    form = procedure("dang-ky-ket-hon").forms["hai-ben-ky"]
    both = {"ket_qua_ky_so": "ca_hai", "chu_ky_nam": "on", "chu_ky_nu": "on"}
    assert clean(form, both, {}, {}).faults == ()
    alone = {"ket_qua_ky_so": "ca_hai", only: "on"}
    assert [fault.key for fault in clean(form, alone, {}, {}).faults] == [
        {"chu_ky_nam": "chu_ky_nu", "chu_ky_nu": "chu_ky_nam"}[only]
    ]


@pytest.mark.parametrize("chosen", [[], *([one] for one in CHOICES), list(CHOICES)], ids=str)
def test_what_is_chosen_after_a_death_changes_questions_and_papers(chosen: list[str]) -> None:
    subject = procedure("lien-thong-khai-tu")
    form = subject.forms[subject.card.filing_form]
    asked = {fault.key for fault in clean(form, {"chon_tro_cap": chosen}, {}, {}).faults}
    mine = {key for one in chosen for key in CHOICES[one]}
    others = {key for keys in CHOICES.values() for key in keys} - mine
    assert mine <= asked
    assert not others & asked
    assert ("tai_khoan" in asked) == bool(chosen)
    names: dict[str, Json] = {"chon_tro_cap": list(chosen)}
    wanted = [one for one in subject.card.papers if one.when and "chon_tro_cap" in one.when]
    shown = [one for one in wanted if compile_expression(f"={one.when}").value(names)]
    assert len(shown) == len(chosen)


@pytest.mark.parametrize(
    ("chosen", "days"),
    [([], "1"), (["bhxh"], "9"), (["bao_tro"], "6"), (["bao_tro", "co_cong"], "18")],
)
def test_what_is_chosen_after_a_death_decides_the_term(chosen: list[str], days: str) -> None:
    # NĐ 63/2024/NĐ-CP: merit 18, social insurance 9, social protection 6 working days
    node = procedure("lien-thong-khai-tu").diagram.process.nodes["da_tiep_nhan"]
    names: dict[str, object] = {"chon_tro_cap": list(chosen), "dien_bao_tro": None}
    term = compile_expression(node.attributes["clockTerm"]).value(names)
    assert str(term).split()[0] == days
