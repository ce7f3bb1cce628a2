"""The diagram editor's page: who may see it, who may draw, what it prints, what it weighs."""

import pytest

from engine.actions.open_draft import draft_from_version
from engine.actions.save_draft_files import save_draft_files
from tests.pages import Pages
from tests.web.casework import SMALL, Casework
from tests.web.test_assets import ALWAYS, USUAL_PAGE_BYTES, transferred

MODELER_BYTES = 700_000
SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
    '<rect width="9" height="9"/></svg>'
)


@pytest.fixture
def address(casework: Casework) -> str:
    """Give the address of a draft's diagram."""
    draft = draft_from_version(casework.context, casework.cast.frank, SMALL, 1)
    return f"/workshop/drafts/{draft.draft_id}/diagram"


def send(browser: Pages, address: str, svg: str) -> tuple[int, bytes, str]:
    """Send a drawing as the page does; return status, body and media type."""
    form = {"svg": svg, "csrf_token": browser.token()}
    answer = browser.client.post(f"{address}/pdf", data=form)
    return answer.status_code, answer.data, str(answer.mimetype)


def test_a_designer_gets_tools_panel_and_list_of_faults(casework: Casework, address: str) -> None:
    page = casework.browser("frank").get(address)
    for words in ("Sắp xếp lại", "Chạy mô phỏng", "Lỗi và gợi ý", "Vẽ bằng bàn phím"):
        assert words in page.words
    assert any(one.get("id") == "properties" for one in page.root.iter("aside"))


def test_an_auditor_sees_the_diagram_and_cannot_draw(casework: Casework, address: str) -> None:
    page = casework.browser("erin").get(address)
    assert any(one.get("data-readonly") for one in page.root.iter("section"))
    assert "Lỗi và gợi ý" not in page.words


def test_an_officer_without_a_post_of_the_workshop_is_refused(
    casework: Casework, address: str
) -> None:
    casework.browser("alice").get(address, status=403)


def test_a_draft_that_is_not_there_is_not_found(casework: Casework) -> None:
    casework.browser("frank").get("/workshop/drafts/99/diagram", status=404)


def test_a_draft_without_a_diagram_says_what_to_do(casework: Casework, address: str) -> None:
    draft_id = int(address.split("/")[3])
    save_draft_files(casework.context, casework.cast.frank, draft_id, 1, {"process.bpmn": None})
    page = casework.browser("frank").get(address)
    assert "không có tệp process.bpmn" in page.words
    assert "Sắp xếp lại" not in page.words


def test_a_drawing_is_printed_as_a_page(casework: Casework, address: str) -> None:
    status, body, media = send(casework.browser("frank"), address, SQUARE)
    assert (status, media) == (200, "application/pdf")
    assert body.startswith(b"%PDF")


@pytest.mark.parametrize(
    "svg",
    [
        "",
        "x",
        '<!DOCTYPE svg [<!ENTITY a "b">]><svg/>',
        SQUARE.replace("<rect", '<image href="/x"'),
    ],
    ids=["nothing", "no drawing", "an entity", "a file of the server"],
)
def test_what_is_no_drawing_is_refused_with_a_sentence(
    casework: Casework, address: str, svg: str
) -> None:
    status, body, _media = send(casework.browser("frank"), address, svg)
    assert status == 422
    assert "<h1" in body.decode()


def test_a_first_visit_to_the_editor_is_light() -> None:
    assets = ("workshop/index.js", "modeler/index.js")
    assert transferred(*ALWAYS, *assets) + 2 * USUAL_PAGE_BYTES <= MODELER_BYTES
