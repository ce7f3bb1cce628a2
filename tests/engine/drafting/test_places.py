"""Where letters are dated: as the register says, else by the name of the office or one above."""

from dataclasses import replace

import pytest

from engine.drafting.facts import office_facts, place_of
from engine.letters.editions import shipped_editions
from engine.records.people import Office
from engine.sample.offices import OfficePlan, all_plans
from engine.store.directory import Directory

PLANS = all_plans()
IDS = {plan.code: number for number, plan in enumerate(PLANS, 1)}


def office(plan: OfficePlan) -> Office:
    """Return the office of a plan."""
    return Office(
        office_id=IDS[plan.code],
        code=plan.code,
        name_vi=plan.vi,
        name_en=plan.en,
        kind=plan.kind,
        parent_id=IDS.get(plan.above),
    )


DIRECTORY = Directory(tuple(office(plan) for plan in PLANS))


@pytest.mark.parametrize("plan", PLANS, ids=[plan.code for plan in PLANS])
def test_every_kind_of_office_has_a_place_that_is_one(plan: OfficePlan) -> None:
    naming = shipped_editions().naming(plan.kind)
    place = str(office_facts(office(plan), DIRECTORY, naming)["office.place"])
    assert not {"hội", "sở", "phòng", "công", "tỉnh", "xã", "bộ"} & set(place.casefold().split())
    assert naming.short != "UBND" or plan.kind in ("commune", "province")


def test_the_register_comes_before_the_name() -> None:
    insurance = next(one for one in PLANS if one.kind == "social-insurance")
    assert place_of(office(insurance), DIRECTORY) == "Mẫu"
    assert place_of(replace(office(insurance), place="Hà Mẫu"), DIRECTORY) == "Hà Mẫu"


def test_an_office_without_a_place_in_its_name_is_dated_where_the_one_above_is() -> None:
    top = office(PLANS[0])
    below = replace(top, office_id=999, name_vi="Phòng Cảnh sát PCCC", parent_id=top.office_id)
    assert place_of(below, DIRECTORY) == "Mẫu"
