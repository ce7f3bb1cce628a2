"""The pages of publishing: sending, deciding, what waits, releases, going back."""

from dataclasses import dataclass
from typing import Any

import pytest

from engine.actions.save_draft_files import save_draft_files
from engine.records.drafts import Draft
from tests.actions.workshop import KEY, RED, SUMMARY, Workshop, changed_title, open_workshop
from tests.pages import Page, Pages
from tests.web.casework import Casework

REASON = "Biểu phí mới có lỗi tính toán."
AGREED: dict[str, Any] = {
    "opinion": "dong_y",
    "decision_number": "123/QĐ-UBND",
    "decision_on": "2026-11-20",
}


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A workshop with its pages."""

    casework: Casework
    workshop: Workshop

    def open(self, login: str) -> Pages:
        """Return somebody's browser."""
        return self.casework.browser(login)

    def sent(self, **wish: Any) -> tuple[Draft, str]:
        """Draw a draft and send it as Nora; return it with the address of its page."""
        draft = self.workshop.draft()
        address = f"/workshop/drafts/{draft.draft_id}/publish"
        self.open("nora").post(address, summary=SUMMARY, **wish)
        self.workshop.work()
        return draft, address


def decide(browser: Pages, address: str, status: int = 303, **opinion: str) -> Page:
    """Give an opinion on what the page of a draft shows now."""
    page = browser.get(address)
    seen = page.field("digest") if 'name="digest"' in page.text else ""
    return browser.post(f"{address}/decide", status, digest=seen, **opinion)


@pytest.fixture
def scene(casework: Casework) -> Scene:
    return Scene(casework=casework, workshop=open_workshop(casework.context))


def test_a_designer_sends_a_draft_and_sees_it_being_checked(scene: Scene) -> None:
    draft, nora = scene.workshop.draft(), scene.open("nora")
    address = f"/workshop/drafts/{draft.draft_id}/publish"
    nora.post(address, summary=SUMMARY)
    assert "Đang kiểm tra" in nora.get(address).words
    scene.workshop.work()
    page = nora.get(address)
    assert "Chờ phê duyệt" in page.words
    for words in ("Tệp thay đổi: procedure.toml", "Hai người mới", "Chuyển giao giữa cơ quan"):
        assert words in page.words


def test_an_approver_finds_it_and_agrees(scene: Scene) -> None:
    draft, address = scene.sent()
    pia = scene.open("pia")
    assert f"/workshop/drafts/{draft.draft_id}/publish" in pia.get("/workshop/approvals").text
    decide(pia, address, **AGREED)
    scene.workshop.work()
    assert scene.workshop.live().number == 2
    page = pia.get(f"/workshop/procedures/{KEY}/releases")
    for words in ("duyệt: Pia", "quyết định 123/QĐ-UBND", "Phiên bản 2", "Có sẵn cùng chương"):
        assert words in page.words


def test_an_opinion_without_its_reason_is_shown_again_with_what_was_typed(scene: Scene) -> None:
    _draft, address = scene.sent()
    page = decide(scene.open("pia"), address, 422, opinion="tra_lai", reason="thiếu")
    assert "thiếu" in page.text
    assert scene.workshop.live().number == 1


def test_an_opinion_on_files_that_were_changed_meanwhile_does_not_count(scene: Scene) -> None:
    draft, address = scene.sent()
    pia, nora = scene.open("pia"), scene.open("nora")
    seen = pia.get(address).field("digest")
    nora.post(f"{address}/take-back")
    scene.workshop.work()
    card = changed_title("Tên khác hẳn")
    save_draft_files(scene.workshop.context, scene.workshop.nora, draft.draft_id, 1, card)
    nora.post(address, summary=SUMMARY)
    scene.workshop.work()
    page = pia.post(f"{address}/decide", 422, digest=seen, **AGREED)
    assert "đã thay đổi từ khi" in page.words
    scene.workshop.work()
    assert scene.workshop.live().number == 1
    decide(pia, address, **AGREED)
    scene.workshop.work()
    assert scene.workshop.live().number == 2


def test_an_author_is_told_why_not(scene: Scene) -> None:
    draft = scene.workshop.draft(by=scene.workshop.otto)
    scene.workshop.send(draft)
    otto = scene.open("otto")
    address = f"/workshop/drafts/{draft.draft_id}/publish"
    assert "phải do người khác quyết định" in otto.get(address).words
    decide(otto, address, **AGREED)
    scene.workshop.work()
    assert scene.workshop.live().number == 1


def test_red_scenarios_are_shown_with_their_reasons(scene: Scene) -> None:
    draft = scene.workshop.draft({"scenarios/cho-mai.toml": RED.encode()})
    scene.workshop.send(draft)
    page = scene.open("nora").get(f"/workshop/drafts/{draft.draft_id}/publish")
    assert "Trả lại để sửa" in page.words
    assert "Chờ mãi" in page.words


def test_a_draft_for_tomorrow_is_shown_with_its_instant_and_called_off(scene: Scene) -> None:
    _draft, address = scene.sent(when="at", day="2026-11-24", hour="08:00")
    pia = scene.open("pia")
    decide(pia, address, **AGREED)
    scene.workshop.work()
    assert "08:00 24/11/2026" in pia.get(address).words
    assert "Phiên bản 2 từ 08:00 24/11/2026" in pia.get("/workshop").words
    pia.post(f"{address}/call-off")
    scene.workshop.work()
    assert "Đã bãi bỏ" in pia.get(f"/workshop/procedures/{KEY}/releases").words


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"summary": "ngắn"}, "hãy nêu thay đổi gì"),
        ({"when": "at", "day": "mai"}, "chọn ngày và giờ"),
        ({"when": "at", "day": "2020-01-01", "hour": "08:00"}, "đã qua"),
        ({"reach": "offices"}, "chọn cơ quan"),
        ({"reach": "offices", "offices": "H00"}, "không có cơ quan H00"),
        ({"reach": "share", "share": "0"}, "từ 1 đến 99"),
        ({"reach": "share", "share": "x"}, "số nguyên"),
    ],
)
def test_what_cannot_be_met_is_said_and_what_was_typed_stays(
    scene: Scene, sent: dict[str, Any], words: str
) -> None:
    draft = scene.workshop.draft()
    address = f"/workshop/drafts/{draft.draft_id}/publish"
    page = scene.open("nora").post(address, 422, **{"summary": SUMMARY, **sent})
    assert words in page.words
    assert sent.get("summary", SUMMARY) in page.text


def test_going_back_needs_a_reason_and_makes_a_new_version(scene: Scene) -> None:
    _draft, address = scene.sent()
    pia = scene.open("pia")
    decide(pia, address, **AGREED)
    scene.workshop.work()
    releases = f"/workshop/procedures/{KEY}/releases"
    assert "lý do" in pia.post(f"{releases}/roll-back", 422, number="1", reason="").words
    pia.post(f"{releases}/roll-back", number="1", reason=REASON)
    page = pia.get(releases)
    assert "Quay về phiên bản cũ" in page.words
    assert f"v1: {REASON}" in page.words
    assert scene.workshop.live().number == 3


def test_a_retired_procedure_is_said_to_be_so(scene: Scene) -> None:
    rita = scene.open("rita")
    releases = f"/workshop/procedures/{KEY}/releases"
    rita.post(f"{releases}/retire", reason=REASON)
    assert "ngừng áp dụng: không nhận hồ sơ mới" in rita.get(releases).words


def test_a_trial_is_extended_to_all(scene: Scene) -> None:
    _draft, address = scene.sent(reach="offices", offices="H99.1")
    pia = scene.open("pia")
    decide(pia, address, **AGREED)
    scene.workshop.work()
    releases = f"/workshop/procedures/{KEY}/releases"
    page = pia.get(releases)
    assert "cho các cơ quan: UBND xã An Bình" in page.words
    (action,) = {
        str(one.get("action")) for one in page.root.iter("form") if "widen" in one.get("action", "")
    }
    pia.post(action, reason=REASON)
    assert "Mở rộng cho tất cả" in pia.get(releases).words
    assert scene.workshop.live().number == 2


def test_a_designer_cannot_go_back_retire_or_decide(scene: Scene) -> None:
    _draft, address = scene.sent()
    nora, releases = scene.open("nora"), f"/workshop/procedures/{KEY}/releases"
    for path in (f"{releases}/roll-back", f"{releases}/retire", f"{address}/decide"):
        nora.post(path, 403, reason=REASON, number="1", **AGREED)


def test_comments_stand_on_the_page_and_as_json(scene: Scene) -> None:
    draft, address = scene.sent()
    pia, comments = scene.open("pia"), f"/workshop/drafts/{draft.draft_id}/comments"
    pia.post(comments, text="Thiếu căn cứ.", file="process.bpmn", element="xem")
    (one,) = pia.client.get(comments).get_json()["comments"]
    assert (one["element"], one["by"], one["resolved"]) == ("xem", "Pia", False)
    scene.open("nora").post(f"{comments}/{one['id']}", done="1")
    assert pia.client.get(comments).get_json()["comments"][0]["resolved"]
    assert "Thiếu căn cứ." in pia.get(address).words


def test_an_administrator_sets_how_many_must_agree(scene: Scene) -> None:
    rita = scene.open("rita")
    rita.post("/workshop/approvals", needed="2")
    draft, address = scene.sent()
    pia = scene.open("pia")
    decide(pia, address, **AGREED)
    scene.workshop.work()
    assert "Còn thiếu 1 ý kiến" in pia.get(address).words
    assert scene.workshop.reread(draft).state == "submitted"
    rita.post("/workshop/approvals", key=KEY, needed="0")
    assert "từ 1 đến 9" in rita.get("/workshop/approvals").words


def test_the_pages_are_english_too(scene: Scene) -> None:
    _draft, address = scene.sent()
    pia = scene.open("pia")
    for path in (address, "/workshop/approvals", f"/workshop/procedures/{KEY}/releases"):
        pia.get(f"{path}?lang=en")


def test_a_draft_that_came_back_keeps_what_was_wished(scene: Scene) -> None:
    _draft, address = scene.sent(when="at", day="2026-12-01", hour="07:30")
    decide(scene.open("pia"), address, opinion="tra_lai", reason="Thiếu căn cứ pháp lý.")
    scene.workshop.work()
    page = scene.open("nora").get(address)
    assert "Thiếu căn cứ pháp lý." in page.words
    assert (page.field("day"), page.field("hour")) == ("2026-12-01", "07:30")
    scene.open("nora").post(address, summary=SUMMARY)
    scene.workshop.work()
    assert "Chờ phê duyệt" in scene.open("pia").get(address).words


def test_a_draft_of_an_older_version_is_warned_of(scene: Scene) -> None:
    old = scene.workshop.draft()
    _draft, address = scene.sent()
    decide(scene.open("pia"), address, **AGREED)
    scene.workshop.work()
    page = scene.open("nora").get(f"/workshop/drafts/{old.draft_id}/publish")
    assert "vẽ lại từ phiên bản 1, còn đang áp dụng là phiên bản 2" in page.words
