import io
import zipfile
from typing import Any, cast

import pytest

from tests.pages import Page, Pages
from tests.web.casework import Casework

KEY = "chung-thuc-ban-sao"


def draw(browser: Pages) -> str:
    """Open a draft of a version, and return its address."""
    opened = browser.post("/workshop/new/version", key=KEY, number="1")
    return str(opened.response.location)


def send(browser: Pages, address: str, body: object, status: int = 200) -> dict[str, Any]:
    """Send JSON as the editors do."""
    headers = {"X-CSRFToken": browser.token(), "Accept": "application/json"}
    answer = browser.client.post(address, json=body, headers=headers)
    assert answer.status_code == status, answer.text
    return cast("dict[str, Any]", answer.get_json())


def typed(page: Page, name: str) -> str:
    """Return what stands in a field of one line or of several."""
    fields = [*page.root.iter("textarea"), *page.root.iter("input")]
    found = next(one for one in fields if one.get("name") == name)
    return (found.text or "") if found.tag == "textarea" else found.get("value", "")


@pytest.fixture
def frank(casework: Casework) -> Pages:
    return casework.browser("frank")


def test_the_list_shows_live_versions_drafts_and_running_cases(
    casework: Casework, frank: Pages
) -> None:
    casework.file()
    draw(frank)
    page = frank.get("/workshop")
    for words in ("Phiên bản 1 đang có hiệu lực", "1 hồ sơ đang mở", "Vẽ lại phiên bản 1"):
        assert words in page.words


def test_a_draft_shows_its_files_and_what_is_wrong(frank: Pages) -> None:
    address = draw(frank)
    page = frank.get(address)
    assert "forms/doi-chieu.form" in page.words
    assert "Không còn gì cản trở công bố" in page.words
    send(frank, f"{address}/files", {"base": 1, "files": {"process.bpmn": "<broken"}})
    assert "1 lỗi phải sửa trước khi công bố" in frank.get(address).words


def test_saving_answers_with_the_number_and_a_conflict_with_who_and_when(frank: Pages) -> None:
    address = draw(frank)
    saved = send(frank, f"{address}/files", {"base": 1, "files": {"README.md": "một"}})
    assert saved["number"] == 2
    told = send(frank, f"{address}/files", {"base": 1, "files": {"README.md": "hai"}}, 409)
    assert [(one["path"], one["by"], one["number"]) for one in told["conflicts"]] == [
        ("README.md", "Frank", 2)
    ]


@pytest.mark.parametrize(
    "body",
    [[], {"base": "1"}, {"base": 1, "files": []}, {"base": 1, "files": {"a.md": 3}}],
    ids=["list", "text", "files", "number"],
)
def test_a_body_that_no_page_sends_is_refused(frank: Pages, body: object) -> None:
    send(frank, f"{draw(frank)}/files", body, 422)


def test_a_twenty_megabyte_diagram_is_refused_with_a_sentence(frank: Pages) -> None:
    address = draw(frank)
    body = {"base": 1, "files": {"process.bpmn": "x" * 20_000_000}}
    told = send(frank, f"{address}/files", body, 413)
    assert "nhỏ hơn" in told["detail"]


def test_a_billion_laughs_is_named_by_the_check(frank: Pages) -> None:
    address = draw(frank)
    laughs = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><a>&b;</a>'
    found = send(frank, f"{address}/check", {"files": {"process.bpmn": laughs}})["findings"]
    assert [one["file"] for one in found if one["severe"]][0] == "process.bpmn"


def test_a_zip_leading_out_of_the_folder_is_refused_and_the_name_kept(frank: Pages) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../process.bpmn", "x")
    packed.seek(0)
    page = frank.post("/workshop/new/upload", 422, key="tu-ngoai", files=(packed, "a.zip"))
    assert "không cho phép đường dẫn" in page.words
    assert "tu-ngoai" in [one.get("value") for one in page.root.iter("input")]


def test_every_save_is_listed_restored_and_downloaded(frank: Pages) -> None:
    address = draw(frank)
    send(frank, f"{address}/files", {"base": 1, "files": {"README.md": "một"}})
    assert "README.md" in frank.get(f"{address}/history").words
    frank.post(f"{address}/restore", number="1")
    assert frank.client.get(f"{address}/archive?save={10**30}").status_code == 200
    archive = frank.client.get(f"{address}/archive?save=2")
    with zipfile.ZipFile(io.BytesIO(archive.data)) as opened:
        assert opened.read(f"{KEY}/README.md") == "một".encode()


def test_a_draft_is_put_away_and_taken_up_again(frank: Pages) -> None:
    address = draw(frank)
    frank.post(f"{address}/discard")
    assert "Vẽ lại phiên bản 1" in frank.get("/workshop/put-away").words
    send(frank, f"{address}/files", {"base": 1, "files": {"README.md": "x"}}, 409)
    frank.post(f"{address}/reopen")
    assert "Đang thiết kế" in frank.get(address).words


def test_whoever_has_it_open_is_named_to_the_second(casework: Casework, frank: Pages) -> None:
    address = draw(frank)
    send(frank, f"{address}/presence", {"path": "process.bpmn"})
    erin = casework.browser("erin")
    others = send(erin, f"{address}/presence", {"path": ""})["others"]
    assert [(one["name"], one["path"]) for one in others] == [("Frank", "process.bpmn")]


def test_an_officer_sees_no_workshop(casework: Casework, frank: Pages) -> None:
    address = draw(frank)
    for path in ("/workshop", address, f"{address}/files/process.bpmn", f"{address}/card"):
        casework.browser("alice").get(path, status=403)


def test_an_auditor_reads_and_changes_nothing(casework: Casework, frank: Pages) -> None:
    address = draw(frank)
    erin = casework.browser("erin")
    assert "chỉ để xem" in erin.get(address).words
    send(erin, f"{address}/files", {"base": 1, "files": {"README.md": "x"}}, 403)


def test_the_card_is_saved_and_told_what_is_missing(frank: Pages) -> None:
    address = draw(frank)
    page = frank.get(f"{address}/card")
    assert typed(page, "title.en") == "Certification of copies from originals"
    code, english = typed(page, "code"), typed(page, "title.en")
    fields: dict[str, object] = {"code": code, "title.en": english, "title.vi": "Sao y bản chính"}
    shown = frank.post(f"{address}/card", 303, base="1", **fields)
    assert shown.response.location
    page = frank.get(f"{address}/card")
    assert typed(page, "title.vi") == "Sao y bản chính"
    assert "Thiếu mục “office_kind”" in page.words


def test_a_row_is_added_without_javascript(frank: Pages) -> None:
    address = draw(frank)
    page = frank.post(
        f"{address}/card", 200, base="1", act="add:papers", **{"papers.0.name.vi": "Đơn"}
    )
    assert (typed(page, "papers.0.name.vi"), typed(page, "papers.1.name.vi")) == ("Đơn", "")


def test_a_card_saved_meanwhile_is_told_and_the_input_kept(frank: Pages) -> None:
    address = draw(frank)
    send(frank, f"{address}/files", {"base": 1, "files": {"procedure.toml": 'code = "1"'}})
    page = frank.post(f"{address}/card", 409, base="1", code="2.000000")
    assert "cũng vừa lưu" in page.words
    assert typed(page, "code") == "2.000000"


def test_a_broken_card_opens_as_text_and_can_be_mended(frank: Pages) -> None:
    address = draw(frank)
    send(frank, f"{address}/files", {"base": 1, "files": {"procedure.toml": "code = "}})
    assert "TOML" in frank.get(f"{address}/card").words
    frank.post(f"{address}/card", base="2", source='code = "1.000001"\n')
    assert typed(frank.get(f"{address}/card"), "code") == "1.000001"
