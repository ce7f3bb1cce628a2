"""The authority of whoever signs stands above their name: NĐ 30/2020/NĐ-CP, annex I, II.7."""

import re
from html import unescape

import pytest

from engine.letters.letter import Filling, flow_letter
from engine.letters.reader import read_template

COMMITTEE = '#ending(authority: "TM. Ủy ban nhân dân", title: "Chủ tịch", name: "Tâm")'
BY_ORDER = '#ending(authority: "TL. Giám đốc", title: "Trưởng phòng", name: "Tâm")'
DEPARTMENT = '#ending(title: "Giám đốc", name: "Tâm")'
FORM = '#signers(none, (signed-as(none, "Chủ tịch"), "(Ký tên)", "Tâm"))'


def lines(source: str, signs: str = "", title: str = "", head: str = "") -> list[str]:
    """Return what stands above the name, line by line."""
    standing = {"signs": signs, "title": title, "head": head}
    filling = Filling(names=(), values={}, title="Thử", standing=standing)
    html = flow_letter(read_template(source.encode(), "letters/thu.typ"), filling)
    found = (re.sub(r"<[^>]+>", "", one) for one in re.findall(r"<p>(.*?)</p>", html, re.S))
    return [unescape(one).strip() for one in found if one.strip() and "Tâm" not in one]


@pytest.mark.parametrize(
    ("source", "signs", "title", "shown"),
    [
        (COMMITTEE, "", "", ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]),
        (COMMITTEE, "KT", "Phó Chủ tịch", ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]),
        (COMMITTEE, "Q", "", ["TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH"]),
        (COMMITTEE, "TL", "Trưởng phòng Tư pháp", ["TL. CHỦ TỊCH", "TRƯỞNG PHÒNG TƯ PHÁP"]),
        (COMMITTEE, "TUQ", "Giám đốc Trung tâm", ["TUQ. CHỦ TỊCH", "GIÁM ĐỐC TRUNG TÂM"]),
        (BY_ORDER, "TL", "Trưởng phòng Một", ["TL. GIÁM ĐỐC", "TRƯỞNG PHÒNG MỘT"]),
        (BY_ORDER, "KT", "Phó phòng", ["TL. GIÁM ĐỐC", "KT. TRƯỞNG PHÒNG", "PHÓ PHÒNG"]),
        (DEPARTMENT, "KT", "Phó Giám đốc", ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]),
        (DEPARTMENT, "", "Quyền Trưởng ban", ["QUYỀN TRƯỞNG BAN"]),
        (FORM, "KT", "Phó Chủ tịch", ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "(Ký tên)"]),
    ],
)
def test_authority_and_title(source: str, signs: str, title: str, shown: list[str]) -> None:
    assert lines(source, signs, title) == shown


def test_a_leader_who_signs_in_the_place_of_a_head_of_division_needs_no_order() -> None:
    assert lines(BY_ORDER, head="Giám đốc") == ["GIÁM ĐỐC"]
    shown = lines(BY_ORDER, "KT", "Phó Giám đốc", "Giám đốc")
    assert shown == ["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]
