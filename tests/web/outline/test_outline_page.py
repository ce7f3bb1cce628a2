import pytest

from tests.pages import Pages
from tests.web.casework import Casework
from tests.web.workshop.test_pages import draw, send

KEY = "chung-thuc-ban-sao"


@pytest.fixture
def frank(casework: Casework) -> Pages:
    return casework.browser("frank")


def test_the_diagram_of_a_draft_is_told_in_both_languages(frank: Pages) -> None:
    address = draw(frank)
    assert "Do cán bộ một cửa làm" in frank.get(f"{address}/text").words
    assert "Done by the desk officer" in frank.get(f"{address}/text?lang=en").words


def test_every_name_in_a_sentence_leads_to_its_place(frank: Pages) -> None:
    page = frank.get(f"{draw(frank)}/text")
    places = {one.get("id") for one in page.root.iter("article")}
    leads = [
        (one.get("href") or "")[1:]
        for article in page.root.iter("article")
        for one in article.iter("a")
    ]
    assert leads
    assert set(leads) <= places


def test_a_version_is_told_too(frank: Pages) -> None:
    page = frank.get(f"/workshop/procedures/{KEY}/1/text")
    assert "Chứng thực bản sao từ bản chính" in page.words
    frank.get(f"/workshop/procedures/{KEY}/9/text", status=404)
    for path in ("1/text", "compare"):
        assert frank.client.get(f"/workshop/procedures/a%00b/{path}").status_code == 404


def test_a_diagram_that_cannot_be_read_is_not_told(frank: Pages) -> None:
    address = draw(frank)
    send(frank, f"{address}/files", {"base": 1, "files": {"process.bpmn": "<broken"}})
    assert "không kể bằng lời được" in frank.get(f"{address}/text").words
