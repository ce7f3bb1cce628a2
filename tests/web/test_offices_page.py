"""The administrator's pages of offices and people, and choosing a password with a code."""

import re
from typing import Any

from tests.pages import Pages
from tests.web.casework import Casework

WHY = "Nghị quyết 01/2026/NQ-HĐND"


def test_the_tree_shows_every_office_below_its_own(casework: Casework) -> None:
    page = casework.browser("frank").get("/offices")
    assert "H99.1 UBND xã An Bình" in page.words
    assert "depth-1" in page.text


def test_only_administrators_see_offices_and_people(casework: Casework) -> None:
    for path in ("/offices", "/people", "/offices/1", "/people/1"):
        casework.browser("bob").get(path, status=403)


def test_an_office_is_added_and_renamed(casework: Casework) -> None:
    frank = casework.browser("frank")
    given: dict[str, Any] = {
        "code": "h99.7",
        "name_vi": "UBND Xã Mới",
        "kind": "commune",
        "parent": "1",
    }
    path = frank.post("/offices", **given, reason=WHY).response.location
    frank.post(f"{path}/rename", name_vi="UBND Xã Mới Hơn", reason=WHY)
    page = frank.get(path)
    assert "UBND Xã Mới Hơn" in page.words
    assert WHY in page.words


def test_the_place_of_its_letters_is_set(casework: Casework) -> None:
    frank, here = casework.browser("frank"), f"/offices/{casework.cast.office_id}"
    assert "lấy theo tên cơ quan, An Bình" in frank.get(here).words
    frank.post(f"{here}/place", place="Thủ Mẫu", reason=WHY)
    page = frank.get(here)
    assert page.field("place") == "Thủ Mẫu"
    assert "Đặt địa danh của văn bản" in page.words


def test_what_is_wrong_is_said_and_what_was_typed_stays(casework: Casework) -> None:
    page = casework.browser("frank").post("/offices", status=422, code="99", name_vi="Mới")
    assert "hãy ghi quyết định hoặc lý do" in page.words
    assert page.field("name_vi") == "Mới"


def test_a_merger_is_previewed_then_done(casework: Casework) -> None:
    case = casework.file()
    frank, here = casework.browser("frank"), f"/offices/{casework.cast.office_id}"
    page = frank.get(here)
    assert "1 hồ sơ đang giải quyết" in page.words
    to = str(casework.cast.other_office_id)
    frank.post(f"{here}/close", successor=to, on="2026-11-23", reason=WHY)
    assert "đã tiếp nhận công việc" in frank.get(here).words
    assert case.code in casework.browser("charlie").get(f"/cases/{case.code}").words


def test_a_planned_closing_is_shown_and_called_off(casework: Casework) -> None:
    frank, here = casework.browser("frank"), f"/offices/{casework.cast.office_id}"
    to = str(casework.cast.other_office_id)
    frank.post(f"{here}/close", successor=to, on="2027-01-01", reason=WHY)
    assert "sẽ nhập vào" in frank.get(here).words
    frank.post(f"{here}/keep", reason="Hoãn")
    assert "sẽ nhập vào" not in frank.get(here).words


def test_a_person_is_added_and_chooses_a_password(casework: Casework) -> None:
    frank = casework.browser("frank")
    post: dict[str, Any] = {"post-office": str(casework.cast.office_id), "post-kind": "desk"}
    given: dict[str, Any] = {"name": "Grace", "login": "grace", "reason": WHY}
    page = frank.post("/people", status=200, **given, **post)
    found = re.search(r"(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}", page.words)
    assert found is not None
    assert found[0] not in frank.get("/people").words
    chosen: dict[str, Any] = {"login": "grace", "code": found[0], "password": "mot-mat-khau-moi"}
    anybody = Pages(casework.app)
    anybody.post("/password", status=422, **chosen, again="khac")
    anybody.post("/password", **chosen, again="mot-mat-khau-moi")
    anybody.sign_in("grace", "mot-mat-khau-moi")
    assert "Quầy một cửa" in anybody.get("/desk").words


def test_a_wrong_code_sets_no_password(casework: Casework) -> None:
    given: dict[str, Any] = {"login": "alice", "code": "AAAA", "password": "mot-mat-khau-moi"}
    page = Pages(casework.app).post("/password", status=422, **given, again="mot-mat-khau-moi")
    assert "không khớp" in page.words


def test_a_person_is_disabled_and_enabled_again(casework: Casework) -> None:
    frank, alice = casework.browser("frank"), f"/people/{casework.cast.alice.person_id}"
    signed_in = casework.browser("alice")
    frank.post(f"{alice}/disable", reason="Nghỉ hưu")
    signed_in.get("/desk", status=302)
    assert "Đã khóa" in frank.get(alice).words
    assert "Mã đặt mật khẩu" in frank.post(f"{alice}/enable", status=200, reason="Lại").words


def test_an_auditor_reads_the_changes(casework: Casework) -> None:
    frank, here = casework.browser("frank"), f"/offices/{casework.cast.office_id}"
    frank.post(f"{here}/rename", name_vi="UBND xã An Hòa", reason=WHY)
    assert WHY in casework.browser("erin").get("/offices/changes").words
    casework.browser("bob").get("/offices/changes", status=403)


def posts_form(casework: Casework, **more: str) -> dict[str, Any]:
    office = str(casework.cast.office_id)
    return {"name": "Bob", "post-office": office, "post-kind": "leader", "reason": WHY, **more}


def test_a_post_tells_how_its_holder_signs_and_the_title(casework: Casework) -> None:
    frank, here = casework.browser("frank"), f"/people/{casework.cast.bob.person_id}"
    title = {"post-signs": "KT", "post-title": "Phó  Chủ tịch"}
    frank.post(here, **posts_form(casework, **title))
    page = frank.get(here)
    assert '<option value="KT" selected>' in page.text
    assert 'value="Phó Chủ tịch"' in page.text
    assert "(Phó Chủ tịch)" in frank.get("/people").words


def test_a_post_that_signs_under_authorisation_asks_for_its_paper(casework: Casework) -> None:
    frank, here = casework.browser("frank"), f"/people/{casework.cast.bob.person_id}"
    bare = posts_form(casework, **{"post-signs": "TUQ", "post-title": "Chánh Văn phòng"})
    assert "văn bản ủy quyền" in frank.post(here, status=422, **bare).words
    frank.post(here, **{**bare, "post-mandate": "7/UQ-UBND", "post-mandate-on": "2026-11-20"})
    page = frank.get(here)
    assert 'value="7/UQ-UBND"' in page.text
    assert 'value="2026-11-20"' in page.text
