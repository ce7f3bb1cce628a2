"""The decision tables of a draft: list, editor, and what they answer for typed values."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from engine.actions.open_draft import draft_from_version
from engine.actions.save_draft_files import save_draft_files
from engine.queries.drafts import check_draft, get_draft
from tests.make import publish
from tests.pages import Pages
from tests.web.casework import Casework

KEY = "giay-phep-xay-dung"
TABLE = "le-phi-cap-phep"
PATH = f"decisions/{TABLE}.dmn"
DECISION = "le_phi_cap_phep"
# Two rules, of which one matches.
ONE = Path(__file__).with_name("one-decision.dmn")


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Frank, who draws, at a draft of the building permit."""

    casework: Casework
    pages: Pages
    draft_id: int

    @property
    def path(self) -> str:
        """The address of the tables."""
        return f"/workshop/drafts/{self.draft_id}/tables"

    def files(self) -> dict[str, bytes]:
        """Return the files as they are saved."""
        return dict(get_draft(self.casework.context, self.draft_id).files)

    def text(self) -> str:
        """Return the table as it is saved."""
        return self.files()[PATH].decode()

    def send(self, body: object, status: int = 200) -> Any:
        """Post a trial as the page does."""
        answer = self.pages.client.post(
            f"{self.path}/{TABLE}/try", json=body, headers={"X-CSRFToken": self.pages.token()}
        )
        assert answer.status_code == status, answer.text
        return json.loads(answer.text) if status == 200 else None

    def ask(self, text: str, decision: str = DECISION, **values: str) -> Any:
        """Ask what a decision answers."""
        given = {name.replace("__", "."): value for name, value in values.items()}
        return self.send({"text": text, "decision": decision, "values": given})


@pytest.fixture
def desk(casework: Casework) -> Desk:
    """Give a draft of the building permit with a small table."""
    context, frank = casework.context, casework.cast.frank
    publish(context, KEY)
    draft = draft_from_version(context, frank, KEY, 1)
    save_draft_files(context, frank, draft.draft_id, draft.number, {PATH: ONE.read_bytes()})
    return Desk(casework=casework, pages=casework.browser("frank"), draft_id=draft.draft_id)


def test_the_list_names_the_decisions_and_the_steps_that_ask_them(desk: Desk) -> None:
    page = desk.pages.get(desk.path)
    for words in (TABLE, "Lệ phí cấp giấy phép xây dựng nhà ở", "Tra lệ phí"):
        assert words in page.words


def test_a_new_table_can_be_read_and_asked(desk: Desk) -> None:
    desk.pages.post(desk.path, wanted='Phí "A" & <B>')
    files = desk.files()
    assert "decisions/phi-a-b.dmn" in files
    found = check_draft(desk.casework.context, desk.draft_id, {})
    severe = [one for one in found if one.file == "decisions/phi-a-b.dmn" and one.severe]
    assert severe == []
    assert "Phí &#34;A&#34; &amp; &lt;B&gt;" in desk.pages.get(desk.path).text


def test_a_renamed_table_is_named_anew_in_the_diagram(desk: Desk) -> None:
    desk.pages.post(f"{desk.path}/{TABLE}/arrange", act="rename", wanted="Lệ phí mới")
    assert b'motcua:decision="le-phi-moi"' in desk.files()["process.bpmn"]
    assert "Tra lệ phí" in desk.pages.get(desk.path).words


def test_a_table_is_copied_and_removed(desk: Desk) -> None:
    desk.pages.post(f"{desk.path}/{TABLE}/arrange", act="copy", wanted="bản hai")
    desk.pages.post(f"{desk.path}/{TABLE}/arrange", act="remove")
    assert {path for path in desk.files() if path.startswith("decisions/")} == {
        "decisions/ban-hai.dmn"
    }


def test_a_trial_offers_the_values_that_the_table_reads(desk: Desk) -> None:
    (asked,) = desk.ask(desk.text())["asked"]
    assert (asked["name"], asked["label"]) == ("dossier.channel", "Nộp qua")
    assert ["online", "trực tuyến"] in asked["choices"]


def test_a_trial_marks_the_rules_that_match_and_gives_the_result(desk: Desk) -> None:
    answer = desk.ask(desk.text(), dossier__channel="online")
    assert answer["matched"] == ["le_phi_truc_tuyen"]
    assert answer["told"] == [{"label": "Lệ phí (đồng)", "value": "75000"}]


def test_a_trial_uses_the_text_that_is_not_saved(desk: Desk) -> None:
    text = desk.text().replace("<text>75000</text>", "<text>50000 + 1</text>", 1)
    assert desk.ask(text, dossier__channel="online")["told"][0]["value"] == "50001"


def test_two_rules_that_match_where_one_may_are_told(desk: Desk) -> None:
    text = desk.text().replace('"direct", "post"', "-")
    answer = desk.ask(text, dossier__channel="online")
    assert answer["told"] == []
    assert "không cho một kết quả" in answer["fault"]


def test_numbers_are_read_as_people_type_them(desk: Desk) -> None:
    text = (
        desk.text()
        .replace("dossier.channel", "dien_tich_dat")
        .replace('typeRef="string"', 'typeRef="number"')
        .replace('"online"', "&lt;= 84.5")
        .replace('"direct", "post"', "&gt; 84.5")
    )
    assert desk.ask(text, dien_tich_dat="84,5")["matched"] == ["le_phi_truc_tuyen"]
    assert desk.ask(text, dien_tich_dat="85")["matched"] == ["le_phi_kenh_khac"]
    assert desk.ask(text, dien_tich_dat="nan")["fault"]
    assert desk.ask(text, dien_tich_dat="")["matched"] == []


def test_what_cannot_be_read_asks_nothing(desk: Desk) -> None:
    for text in ("", "<", "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", desk.text() * 2):
        assert desk.ask(text) == {"asked": [], "matched": [], "told": [], "fault": None}
    assert desk.ask(desk.text(), decision="none")["asked"] == []


@pytest.mark.parametrize(
    "body", [[], {}, {"text": 1, "decision": "", "values": {}}, {"text": "", "decision": "x"}]
)
def test_a_trial_of_another_shape_is_refused(desk: Desk, body: object) -> None:
    desk.send(body, status=422)


def test_a_gap_is_found_at_its_decision_and_an_overlap_at_its_row(desk: Desk) -> None:
    context, frank = desk.casework.context, desk.casework.cast.frank
    text = desk.text().replace('"direct", "post"', '"online"')
    save_draft_files(context, frank, desk.draft_id, 2, {PATH: text.encode()})
    found = {
        one.rule: one.element for one in check_draft(context, desk.draft_id, {}) if one.file == PATH
    }
    assert found["decision-gap"] == DECISION
    assert found["decision-overlap"] == "le_phi_truc_tuyen"


def test_the_editor_page_speaks_both_languages(desk: Desk) -> None:
    page = desk.pages.get(f"{desk.path}/{TABLE}")
    assert "Thử bảng" in page.words
    assert "Try the table" in desk.pages.get(f"{desk.path}/{TABLE}?lang=en").words


def test_who_does_not_draw_reads_and_changes_nothing(desk: Desk) -> None:
    erin = desk.casework.browser("erin")
    assert "Bảng quyết định mới" not in erin.get(desk.path).words
    erin.post(desk.path, status=403, wanted="x")
    erin.post(f"{desk.path}/{TABLE}/arrange", status=403, act="remove")
    desk.casework.browser("alice").get(desk.path, status=403)


def test_what_is_no_table_is_not_found(desk: Desk) -> None:
    desk.pages.get(f"{desk.path}/none", status=404)
