"""The letters of a draft: list, editor, preview, PDF; and that nobody gets round the rules."""

import json
from dataclasses import dataclass, replace
from typing import Any

import pytest

from engine.actions.open_draft import draft_from_version
from engine.queries.drafts import get_draft
from engine.queries.letter_values import values_for
from tests.make import publish
from tests.pages import Pages
from tests.web.casework import Casework

KEY = "giay-phep-xay-dung"
LETTER = "thong-bao-khong-cap"
SCENARIO = "ba-lan-khong-dat"


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Frank, who draws, at a draft of the building permit."""

    casework: Casework
    pages: Pages
    draft_id: int

    @property
    def path(self) -> str:
        """The address of the letters."""
        return f"/workshop/drafts/{self.draft_id}/letters"

    def files(self) -> dict[str, bytes]:
        """Return the files as they are saved."""
        return dict(get_draft(self.casework.context, self.draft_id).files)

    def preview(self, text: object, scenario: str = SCENARIO, status: int = 200) -> Any:
        """Ask for the pages of a text."""
        answer = self.pages.client.post(
            f"{self.path}/{LETTER}/preview",
            json={"text": text, "scenario": scenario},
            headers={"X-CSRFToken": self.pages.token()},
        )
        assert answer.status_code == status, answer.text
        return json.loads(answer.text) if status == 200 else None


@pytest.fixture
def desk(casework: Casework) -> Desk:
    """Give a draft of the building permit."""
    publish(casework.context, KEY)
    draft = draft_from_version(casework.context, casework.cast.frank, KEY, 1)
    return Desk(casework=casework, pages=casework.browser("frank"), draft_id=draft.draft_id)


def test_the_list_says_which_step_writes_each_letter_and_what_is_wrong(desk: Desk) -> None:
    page = desk.pages.get(desk.path)
    for words in (LETTER, "Phát hành thông báo", "Không có lỗi", "Mẫu văn bản mới"):
        assert words in page.words


def test_a_new_letter_has_the_frame_of_the_decree_and_no_faults(desk: Desk) -> None:
    desk.pages.post(desk.path, wanted="Giấy mời Họp đột xuất")
    page = desk.pages.get(f"{desk.path}/giay-moi-hop-dot-xuat")
    assert "#letterhead(" in page.text
    assert "Có 1 lỗi" not in desk.pages.get(desk.path).words
    assert b"#ending(" in desk.files()["letters/giay-moi-hop-dot-xuat.typ"]


@pytest.mark.parametrize("wanted", ["", "???", "Yêu cầu bổ sung"])
def test_a_name_that_is_none_or_taken_is_told(desk: Desk, wanted: str) -> None:
    before = desk.files()
    desk.pages.post(desk.path, wanted=wanted)
    assert "Không thể nhận" in desk.pages.get(desk.path).words
    assert desk.files() == before


def test_a_renamed_letter_is_named_anew_in_the_diagram(desk: Desk) -> None:
    desk.pages.post(f"{desk.path}/{LETTER}/arrange", act="rename", wanted="Không cấp")
    files = desk.files()
    assert f"letters/{LETTER}.typ" not in files
    assert b'motcua:letter="khong-cap"' in files["process.bpmn"]
    assert "Phát hành thông báo" in desk.pages.get(f"{desk.path}/khong-cap").words


def test_a_letter_is_copied_and_removed(desk: Desk) -> None:
    desk.pages.post(f"{desk.path}/{LETTER}/arrange", act="copy", wanted="bản hai")
    assert desk.files()["letters/ban-hai.typ"] == desk.files()[f"letters/{LETTER}.typ"]
    desk.pages.post(f"{desk.path}/ban-hai/arrange", act="remove")
    assert "letters/ban-hai.typ" not in desk.files()


def test_the_editor_offers_fields_by_their_labels_and_scenarios(desk: Desk) -> None:
    page = desk.pages.get(f"{desk.path}/{LETTER}")
    for words in (
        "Họ, chữ đệm, tên",
        "ho_ten",
        "dossier.code",
        "office.name",
        "thông báo không cấp phép",
    ):
        assert words in page.words
    assert """data-insert='#day("ngay_van_ban")'""" in page.text


def test_a_letter_is_filled_with_what_the_case_of_the_scenario_knows(desk: Desk) -> None:
    context, frank = desk.casework.context, desk.casework.cast.frank
    values = values_for(context, frank, get_draft(context, desk.draft_id), SCENARIO)
    assert values["so_van_ban"] == "12/TB-UBND"
    assert values["dossier.applicant.name"] == "Nguyễn Thị Mẫu"
    assert (values["office.name"], values["office.place"]) == (
        "Ủy ban nhân dân xã An Bình",
        "An Bình",
    )
    assert values["today"] == "2026-12-11"
    assert values["dossier.due_at"]


def test_a_draft_that_cannot_run_still_gives_the_answers(desk: Desk) -> None:
    context, frank = desk.casework.context, desk.casework.cast.frank
    page = get_draft(context, desk.draft_id)
    broken = replace(page, files={**page.files, "process.bpmn": b"<"})
    assert values_for(context, frank, broken, SCENARIO)["ho_ten"] == "Nguyễn Thị Mẫu"


def test_the_preview_gives_a_picture_of_each_page(desk: Desk) -> None:
    view = desk.preview('#field("ho_ten") #pagebreak() #day("ngay_van_ban")')
    assert view["findings"] == view["missing"] == []
    assert [page[:22] for page in view["pages"]] == ["data:image/png;base64,"] * 2


def test_what_is_missing_is_named(desk: Desk) -> None:
    missing = desk.preview('#field("ly_do_tu_choi_cap") #field("ho_ten")')["missing"]
    assert [one["name"] for one in missing] == ["ly_do_tu_choi_cap"]
    assert {"ho_ten"} <= {one["name"] for one in desk.preview('#field("ho_ten")', "")["missing"]}


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('a\n#field("ho_tem")', 2, "Có phải “ho_ten”?"),
        ('#read("/etc/passwd")', 1, "không được đọc tệp"),
        ('#import "@preview/a:1.0.0"', 1, "không được đọc tệp"),
        ("#foo", 1, "không có lệnh hay biến"),
        ("#for a in range(100000) {for b in range(100000) {[x]}}", None, "Đã dừng dựng văn bản"),
    ],
)
def test_faults_and_attacks_are_sentences(
    desk: Desk, text: str, line: int | None, words: str
) -> None:
    view = desk.preview(text)
    assert view["pages"] == []
    assert [one["line"] for one in view["findings"]] == [line]
    assert words in view["findings"][0]["text"]


def test_a_preview_of_something_else_than_text_is_refused(desk: Desk) -> None:
    desk.preview(["x"], status=422)


def test_the_pdf_is_made_of_what_is_saved(desk: Desk) -> None:
    answer = desk.pages.client.get(f"{desk.path}/{LETTER}/pdf?scenario={SCENARIO}")
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF-")


def test_a_pdf_with_holes_says_what_is_missing(desk: Desk) -> None:
    page = desk.pages.get(f"{desk.path}/{LETTER}/pdf", status=422)
    assert "Văn bản còn thiếu" in page.words


@pytest.mark.parametrize("name", ["none", "../procedure", "..%2F..%2Fetc%2Fpasswd"])
def test_what_is_no_letter_is_not_found(desk: Desk, name: str) -> None:
    desk.pages.get(f"{desk.path}/{name}/pdf", status=404)


def test_who_does_not_draw_reads_and_changes_nothing(desk: Desk) -> None:
    erin, alice = desk.casework.browser("erin"), desk.casework.browser("alice")
    assert "Mẫu văn bản mới" not in erin.get(desk.path).words
    assert "readonly" in erin.get(f"{desk.path}/{LETTER}").text
    erin.post(desk.path, status=403, wanted="x")
    alice.get(desk.path, status=403)


def test_the_pages_read_in_english_too(desk: Desk) -> None:
    page = desk.pages.get(f"{desk.path}/{LETTER}?lang=en")
    for words in ("Shown with the values of", "Fields", "Put in a part"):
        assert words in page.words
