import pytest

from tests.pages import Page, Pages
from tests.web.casework import Casework
from tests.web.workshop.test_pages import draw, send
from web.comparing.weighing import saved_percent

KEY = "chung-thuc-ban-sao"


@pytest.fixture
def frank(casework: Casework) -> Pages:
    return casework.browser("frank")


@pytest.fixture
def drawn(casework: Casework, frank: Pages) -> str:
    """Give the address of a draft in which a step, a field and the card were changed."""
    address = draw(frank)
    path = f"{address}/files"
    diagram = frank.client.get(f"{path}/process.bpmn").text
    form = frank.client.get(f"{path}/forms/doi-chieu.form").text
    card = frank.client.get(f"{path}/procedure.toml").text
    files = {
        "process.bpmn": diagram.replace('name="Đối chiếu với bản chính"', 'name="So bản chính"'),
        "forms/doi-chieu.form": form.replace('"required": true', '"required": false', 1),
        "procedure.toml": card.replace("originals = 1", "originals = 2", 1),
    }
    send(frank, path, {"base": 1, "files": files})
    return address


def _compare(frank: Pages, address: str, query: str = "") -> Page:
    return frank.get(f"{address}/compare{query}")


def test_a_draft_is_compared_with_the_version_in_force(frank: Pages, drawn: str) -> None:
    page = _compare(frank, drawn)
    for words in (
        "Bước “Đối chiếu với bản chính” đổi tên thành “So bản chính”",
        "không còn bắt buộc",
        "Số bản chính của giấy tờ “Bản chính giấy tờ, văn bản” từ 1 lên 2",
        "Phiên bản 1, đang có hiệu lực",
        "Bản thảo hiện tại",
    ):
        assert words in page.words


def test_the_marks_name_the_elements_of_both_diagrams(frank: Pages, drawn: str) -> None:
    page = _compare(frank, drawn)
    marks = [one.get("data-marks") or "" for one in page.root.iter("div") if one.get("data-marks")]
    assert len(marks) == 2
    assert all("doi_chieu" in one for one in marks)


def test_a_draft_that_changed_nothing_says_so(frank: Pages, drawn: str) -> None:
    page = _compare(frank, drawn, "?from=s1&to=v1")
    assert "Không có gì khác" in page.words


def test_a_broken_side_is_told(frank: Pages, drawn: str) -> None:
    send(frank, f"{drawn}/files", {"base": 2, "files": {"process.bpmn": "<broken"}})
    page = _compare(frank, drawn)
    assert "không đọc được" in page.words
    assert "Bên này không có sơ đồ vẽ được." in page.words


@pytest.mark.parametrize("query", ["?from=v9", "?to=s99", "?from=x"])
def test_a_side_that_is_not_there_is_not_found(frank: Pages, drawn: str, query: str) -> None:
    frank.get(f"{drawn}/compare{query}", status=404)


def test_the_diagrams_come_as_they_were_saved(frank: Pages, drawn: str) -> None:
    new = frank.client.get(f"{drawn}/compare/diagrams/s2")
    old = frank.client.get(f"{drawn}/compare/diagrams/v1")
    assert "So bản chính" in new.text
    assert "So bản chính" not in old.text
    assert "sandbox" in new.headers["Content-Security-Policy"]


def test_the_sentences_read_in_english(frank: Pages, drawn: str) -> None:
    page = _compare(frank, drawn, "?lang=en")
    assert "is no longer required" in page.words
    assert "Version 1, in force" in page.words


def test_two_versions_are_compared_without_a_draft(frank: Pages) -> None:
    page = frank.get(f"/workshop/procedures/{KEY}/compare?from=1&to=1")
    assert "Không có gì khác" in page.words
    frank.get(f"/workshop/procedures/{KEY}/compare?from=1&to=7", status=404)
    frank.get("/workshop/procedures/none/compare", status=404)


def test_a_redesign_is_weighed_in_figures_and_words(frank: Pages, drawn: str) -> None:
    page = frank.get(f"{drawn}/weigh")
    for words in (
        "Bản chính 1 2 nhiều hơn 1",
        "Chưa đạt mục tiêu 20 %",
        "Chi phí của người nộp cho một hồ sơ",
        "Ước tính",
        "Đường đi dài nhất",
    ):
        assert words in page.words


def test_a_cheaper_procedure_meets_the_target(frank: Pages, drawn: str) -> None:
    card = frank.client.get(f"{drawn}/files/procedure.toml").text
    files = {"procedure.toml": card.replace("hours = 0.5", "hours = 0.0")}
    send(frank, f"{drawn}/files", {"base": 2, "files": files})
    page = frank.get(f"{drawn}/weigh")
    assert "Giảm 46,55 %" in page.words
    assert "Đạt mục tiêu 20 %" in page.words


def test_versions_are_weighed_without_a_draft(frank: Pages) -> None:
    page = frank.get(f"/workshop/procedures/{KEY}/weigh?lang=en")
    assert "no change" in page.words


def test_a_side_without_a_diagram_cannot_be_weighed(frank: Pages, drawn: str) -> None:
    send(frank, f"{drawn}/files", {"base": 2, "files": {"process.bpmn": "<broken"}})
    assert "chưa cân đo được" in frank.get(f"{drawn}/weigh").words


@pytest.mark.parametrize("page", ["compare", "weigh", "text"])
def test_officers_without_the_post_stay_outside(casework: Casework, drawn: str, page: str) -> None:
    casework.browser("alice").get(f"{drawn}/{page}", status=403)


def test_the_published_example_of_ha_noi_saves_as_much_as_it_says() -> None:
    # Procedure 2.000635: 1,024,000 VND before, 231,000 VND after, 77.44 % saved.
    assert round(saved_percent(1_024_000, 231_000), 2) == 77.44
