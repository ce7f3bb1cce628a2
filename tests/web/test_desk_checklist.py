"""The desk's list of papers: those whose case nobody was asked about are not demanded."""

import pytest
from flask import Flask

from tests.procedures.shipped import procedure
from web.desk.checklist import read_checklist

DEATH = "lien-thong-khai-tu"


@pytest.mark.parametrize(
    ("chosen", "numbers"),
    [([], [1, 2, 3]), (["bhxh"], [1, 2, 3, 4]), (["co_cong"], [1, 2, 3, 6])],
    ids=["nothing", "social insurance", "merit"],
)
def test_what_is_ticked_in_a_list_decides_the_papers(chosen: list[str], numbers: list[int]) -> None:
    with Flask(__name__).test_request_context("/", method="POST"):
        found = read_checklist(procedure(DEATH).card, {"chon_tro_cap": chosen})
    assert [one.number for one in found.rows] == numbers


def test_a_case_that_only_the_guide_asks_about_is_open() -> None:
    answers = {"chon_tro_cap": ["bhxh"], "giay_bao_tu": "giay_bao_tu"}
    with Flask(__name__).test_request_context("/", method="POST"):
        found = read_checklist(procedure(DEATH).card, answers)
    assert [one.number for one in found.rows if one.is_open] == [3]
    assert found.missing == ()
