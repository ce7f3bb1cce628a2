"""The list of a draft's forms, and how they are looked at."""

import json
from dataclasses import dataclass
from typing import Any

import pytest

from engine.actions.open_draft import draft_from_version
from engine.actions.save_draft_files import save_draft_files
from engine.queries.drafts import get_draft
from tests.pages import Page, Pages
from tests.web.casework import SMALL, Casework
from tests.web.formeditor.drawn import FILE, OWN


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """A draft with a form of every component of our field, and Frank's browser."""

    house: Casework
    draft_id: int
    frank: Pages

    @property
    def forms(self) -> str:
        """Address of the list."""
        return f"/workshop/drafts/{self.draft_id}/forms"

    def files(self) -> dict[str, bytes]:
        """Return the files as they were saved last."""
        return dict(get_draft(self.house.context, self.draft_id).files)

    def draw(self, status: int = 200, **body: Any) -> str:
        """Ask for the preview of an unsaved form and return what is drawn."""
        sent = {"text": json.dumps(OWN), "audience": "citizen", "language": "vi", **body}
        headers = {"X-CSRFToken": self.frank.token(), **self.frank.headers}
        answer = self.frank.client.post(f"{self.forms}/rieng/draw", json=sent, headers=headers)
        assert answer.status_code == status, answer.text
        return str(answer.json["html"]) if status == 200 and answer.json else answer.text


@pytest.fixture
def drawing(casework: Casework) -> Drawing:
    """Give a draft of the small procedure."""
    frank = casework.cast.frank
    draft = draft_from_version(casework.context, frank, SMALL, 1, "Thử biểu mẫu")
    content = json.dumps(OWN, ensure_ascii=False).encode()
    save_draft_files(casework.context, frank, draft.draft_id, 1, {FILE: content})
    return Drawing(house=casework, draft_id=draft.draft_id, frank=casework.browser("frank"))


def test_the_list_says_who_asks_with_a_form(drawing: Drawing) -> None:
    words = drawing.frank.get(drawing.forms).words
    assert "Dùng để nộp hồ sơ." in words
    assert "Chưa bước nào dùng." in words
    assert "6 câu hỏi" in words
    assert "questions" in drawing.frank.get(f"{drawing.forms}?lang=en").words


def test_a_form_is_added_copied_renamed_and_taken_away(drawing: Drawing) -> None:
    frank, forms = drawing.frank, drawing.forms
    frank.post(forms, title="Đơn đề nghị mới", title_en="New request")
    made = json.loads(drawing.files()["forms/don-de-nghi-moi.form"])
    assert (made["title"], made["titleEn"], made["components"]) == (
        "Đơn đề nghị mới",
        "New request",
        [],
    )
    frank.post(forms, title="Bản hai", like="rieng")
    assert json.loads(drawing.files()["forms/ban-hai.form"])["components"] == OWN["components"]
    frank.post(f"{forms}/ban-hai/rename", name="ban-ba")
    frank.post(f"{forms}/don-de-nghi-moi/delete")
    left = {path for path in drawing.files() if path.startswith("forms/")}
    assert {"forms/ban-ba.form", FILE} <= left
    assert not {"forms/ban-hai.form", "forms/don-de-nghi-moi.form"} & left


def test_steps_and_card_follow_a_new_name(drawing: Drawing) -> None:
    before = drawing.files()
    filing = next(
        line.split('"')[1].encode()
        for line in before["procedure.toml"].decode().splitlines()
        if line.startswith("filing_form")
    )
    drawing.frank.post(f"{drawing.forms}/{filing.decode()}/rename", name="ten-khac")
    after = drawing.files()
    assert b'filing_form = "ten-khac"' in after["procedure.toml"]
    assert b':form="' + filing + b'"' not in after["process.bpmn"]
    assert after["forms/ten-khac.form"] == before[f"forms/{filing.decode()}.form"]


@pytest.mark.parametrize("name", ["", "Đơn", "../x", "a" * 80, "rieng/x"])
def test_a_name_that_no_file_may_have_is_refused(drawing: Drawing, name: str) -> None:
    drawing.frank.post(f"{drawing.forms}/rieng/rename", name=name)
    assert FILE in drawing.files()
    assert "chữ thường không dấu" in drawing.frank.get(drawing.forms).words


def test_a_name_that_is_taken_is_refused(drawing: Drawing) -> None:
    drawing.frank.post(drawing.forms, title="Khác")
    drawing.frank.post(f"{drawing.forms}/rieng/rename", name="khac")
    assert "đã có biểu mẫu tên khac" in drawing.frank.get(drawing.forms).words


def test_a_form_needs_a_title_and_exists(drawing: Drawing) -> None:
    drawing.frank.post(drawing.forms, title=" ")
    assert "biểu mẫu cần có tên" in drawing.frank.get(drawing.forms).words
    drawing.frank.get(f"{drawing.forms}/nowhere", 404)
    drawing.frank.post(f"{drawing.forms}/nowhere/delete", 404)


def test_only_a_designer_changes_forms_and_an_auditor_may_look(drawing: Drawing) -> None:
    erin = drawing.house.browser("erin")
    assert "Thêm biểu mẫu" not in erin.get(drawing.forms).words
    assert "data-canvas" not in erin.get(f"{drawing.forms}/rieng").response.text
    erin.post(drawing.forms, 403, title="x")
    drawing.house.browser("alice").get(drawing.forms, 403)


def test_the_preview_works_without_scripts(drawing: Drawing) -> None:
    address = f"{drawing.forms}/rieng/preview"
    page: Page = drawing.frank.get(f"{address}?as=citizen")
    assert "Như người dân nhìn thấy" in page.words
    assert "Như cán bộ nhìn thấy" in drawing.frank.get(f"{address}?as=officer").words
    tried = drawing.frank.post(address, 200, quyet_dinh="tu_choi")
    assert "Nhập họ và tên" in tried.words
    assert "Nhập lý do (quyết định)" in tried.words
    assert "Miễn: hồ sơ bị từ chối" in tried.words


def test_answers_that_fit_would_be_taken_and_are_not_kept(drawing: Drawing) -> None:
    before = drawing.files()
    given = {"ho_ten": "Trần An", "quyet_dinh": "cap", "giay_to_so_do_originals": "1"}
    tried = drawing.frank.post(f"{drawing.forms}/rieng/preview", 200, **given)
    assert "Các câu trả lời này hợp lệ" in tried.words
    assert drawing.files() == before
    answers = {key: [value] for key, value in given.items()}
    assert "fault-summary" not in drawing.draw(answers=answers, check=True)


def test_an_unsaved_form_is_drawn_in_the_language_asked_for(drawing: Drawing) -> None:
    assert "Số định danh" in drawing.draw()
    english = drawing.draw(language="en", audience="officer", check=True)
    assert "Personal number" in english
    assert "Enter full name" in english
    assert "As the officer sees it" in english


def test_code_in_texts_is_shown_and_never_run(drawing: Drawing) -> None:
    evil = "<script>alert(1)</script><a href='javascript:alert(1)'>x</a>"
    part = {"type": "text", "text": evil, "properties": {"textEn": evil}}
    field = {"type": "textfield", "key": "a", "label": evil, "description": evil}
    html = drawing.draw(text=json.dumps({"title": evil, "components": [part, field]}))
    assert "<script" not in html
    assert "<a href='javascript" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "không đọc được"),
        (json.dumps({"components": [{"type": "text"}] * 5_000}), "5000"),
        ("[" * 100_000, "không đọc được"),
    ],
)
def test_a_hostile_form_is_answered_with_a_sentence(drawing: Drawing, text: str, said: str) -> None:
    html = drawing.draw(text=text)
    assert "Không hiển thị được biểu mẫu này" in html
    assert said in html


@pytest.mark.parametrize("answers", [[], {"a": "b"}, {"a": [1]}, {"a": None}])
def test_a_request_of_another_shape_is_refused(drawing: Drawing, answers: object) -> None:
    drawing.draw(422, answers=answers)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("fields:ghi", "Chữ B"),
        ("fields:khong-co", "Chưa có mục nào để chọn"),
    ],
    ids=["a form of the draft", "no form"],
)
def test_an_unsaved_checklist_offers_the_questions_of_another_form(
    drawing: Drawing, source: str, said: str
) -> None:
    ticks = {"type": "checklist", "key": "sua", "label": "Mục phải sửa"}
    form = {**OWN, "components": [{**ticks, "properties": {"labelEn": "?", "source": source}}]}
    assert said in drawing.draw(text=json.dumps(form))
