"""For whom somebody files online stands in the receipt, where the paper that says so was given."""

import pytest

from engine.drafting.authority import agent_blanks, principal_facts
from engine.records.desk import Agent
from engine.records.values import Json
from tests.procedures.shipped import procedure

HOUSEHOLD, RECORD = "dang-ky-ho-kinh-doanh", "cap-phieu-ly-lich-tu-phap"
FILE: Json = [{"name": "uy-quyen.pdf", "digest": "0" * 64}]


def test_who_authorised_is_told_with_the_paper() -> None:
    names: dict[str, Json] = {
        "ho_ten": "Trần Thị Bình",
        "ho_ten_chu_ho": "Lê An",
        "so_dinh_danh_chu_ho": "001099000001",
        "tep_uy_quyen": FILE,
    }
    assert principal_facts(procedure(HOUSEHOLD), names) == {
        "form.principal.name": "Lê An",
        "form.principal.number": "001099000001",
        "form.principal.paper": "Văn bản ủy quyền (uy-quyen.pdf)",
    }


@pytest.mark.parametrize("key", [HOUSEHOLD, RECORD])
def test_nobody_authorised_without_the_paper(key: str) -> None:
    names: dict[str, Json] = {"ho_ten_chu_ho": "Lê An", "ho_ten_duoc_cap": "Lê An"}
    assert principal_facts(procedure(key), names) == {}


def test_what_the_desk_did_not_ask_of_an_agent_has_no_value() -> None:
    told = agent_blanks(Agent(name="Lê An", paper="Giấy ủy quyền 12"))
    assert (told["agent.name"], told["agent.phone"]) == ("Lê An", None)
    assert agent_blanks(None) == {}
