"""The guide of a draft: begun, edited, told what is wrong, taken away; without JavaScript."""

import io
import zipfile
from typing import Any

import pytest

from tests.pages import Pages
from tests.web.casework import Casework
from tests.web.workshop.test_pages import KEY, draw, send, typed

OUTCOME = "outcomes.0"


@pytest.fixture
def frank(casework: Casework) -> Pages:
    return casework.browser("frank")


def fields_of(frank: Pages, address: str) -> dict[str, Any]:
    """Return what the page of the guide would send as it stands."""
    root = frank.get(f"{address}/guide").root
    form = next(one for one in root.iter("form") if (one.get("action") or "").endswith("/guide"))
    found: dict[str, Any] = {}
    for one in form.iter():
        if one.tag == "textarea":
            found[str(one.get("name"))] = (one.text or "").removeprefix("\n")
        elif one.tag == "input" and (
            one.get("type") != "checkbox" or one.get("checked") is not None
        ):
            found[str(one.get("name"))] = one.get("value", "")
        elif one.tag == "select":
            chosen = [each for each in one.iter("option") if each.get("selected") is not None]
            found[str(one.get("name"))] = chosen[0].get("value", "") if chosen else ""
    return {key: value for key, value in found.items() if key != "csrf_token"}


def test_the_guide_shows_its_cases_and_that_it_is_in_order(frank: Pages) -> None:
    address = draw(frank)
    page = frank.get(f"{address}/guide")
    assert typed(page, "outcomes.1.title.vi") == "Không có bản chính"
    assert fields_of(frank, address)["fee.decision"] == "phi-chung-thuc"
    assert "Bảng hướng dẫn đã ổn" in page.words


def test_saving_without_a_change_changes_nothing(frank: Pages) -> None:
    address = draw(frank)
    before = frank.client.get(f"{address}/files/guide.toml").data
    frank.post(f"{address}/guide", **fields_of(frank, address))
    assert frank.client.get(f"{address}/files/guide.toml").data == before


def test_a_case_is_changed_and_what_is_wrong_is_told(frank: Pages) -> None:
    address = draw(frank)
    fields = fields_of(frank, address) | {f"{OUTCOME}.when": "co_vneidd == 1"}
    frank.post(f"{address}/guide", **fields)
    page = frank.get(f"{address}/guide")
    assert typed(page, f"{OUTCOME}.when") == "co_vneidd == 1"
    assert "Có phải “co_vneid”?" in page.words
    assert 'href="#c-outcomes-0-when"' in page.text


def test_a_case_is_added_and_moved_without_javascript(frank: Pages) -> None:
    address = draw(frank)
    fields = fields_of(frank, address)
    page = frank.post(f"{address}/guide", 200, **fields, act="add:outcomes")
    assert typed(page, "outcomes.4.id") == ""
    base = {"base": "2"}
    page = frank.post(f"{address}/guide", 200, **{**fields, **base}, act="down:outcomes:0")
    assert typed(page, "outcomes.1.id") == "vneid"


def test_a_guide_is_taken_away_and_begun_anew(frank: Pages) -> None:
    address = draw(frank)
    frank.post(f"{address}/guide", base="1", act="drop")
    assert "chưa có bảng hướng dẫn" in frank.get(f"{address}/guide").words
    frank.post(f"{address}/guide", base="2", act="begin")
    page = frank.get(f"{address}/guide")
    assert typed(page, f"{OUTCOME}.id") == "khac"


def test_a_guide_saved_meanwhile_is_told_and_the_input_kept(frank: Pages) -> None:
    address = draw(frank)
    fields = fields_of(frank, address) | {f"{OUTCOME}.title.vi": "Của tôi"}
    send(frank, f"{address}/files", {"base": 1, "files": {"guide.toml": 'form = "x"'}})
    page = frank.post(f"{address}/guide", 409, **fields)
    assert "cũng vừa lưu" in page.words
    assert typed(page, f"{OUTCOME}.title.vi") == "Của tôi"


def test_a_broken_guide_opens_as_text(frank: Pages) -> None:
    address = draw(frank)
    send(frank, f"{address}/files", {"base": 1, "files": {"guide.toml": "form = "}})
    assert "TOML" in frank.get(f"{address}/guide").words
    frank.post(f"{address}/guide", base="2", source='form = "huong-dan"\n')
    assert "outcomes" in frank.get(f"{address}/guide").words


def test_the_guide_is_in_the_archive_and_renamed_with_its_form(frank: Pages) -> None:
    address = draw(frank)
    frank.post(f"{address}/forms/huong-dan/rename", name="cau-hoi")
    archive = frank.client.get(f"{address}/archive")
    with zipfile.ZipFile(io.BytesIO(archive.data)) as opened:
        assert b'form = "cau-hoi"' in opened.read(f"{KEY}/guide.toml")


def test_a_folder_that_is_brought_as_an_archive_keeps_its_guide(frank: Pages) -> None:
    packed = frank.client.get(f"{draw(frank)}/archive").data
    sent = io.BytesIO(packed), "thu-tuc.zip"
    opened = frank.post("/workshop/new/upload", key="chung-thuc-moi", files=sent)
    page = frank.get(f"{opened.response.location}/guide")
    assert typed(page, "outcomes.1.title.vi") == "Không có bản chính"


def test_an_auditor_reads_and_an_officer_does_not(casework: Casework, frank: Pages) -> None:
    address = draw(frank)
    casework.browser("erin").get(f"{address}/guide")
    casework.browser("alice").get(f"{address}/guide", 403)
