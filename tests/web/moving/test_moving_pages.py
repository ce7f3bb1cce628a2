"""Pages of moves and of impact: prepared, tried out, ordered, undone, all by plain forms."""

from typing import Any

from engine.actions.open_draft import draft_from_version
from engine.actions.save_draft_files import save_draft_files
from engine.procedures.reader import read_folder
from engine.records.people import Person, Post
from engine.store.passwords import WEAK, hash_password
from engine.store.people import insert_person
from tests.actions.moving import KEY, redraw
from tests.make import PASSWORD, TEST_PROCEDURES, reread
from tests.web.casework import Casework

LIST = f"/workshop/procedures/{KEY}/moving"
RENAMED = (('"xem"', '"tham_dinh"'), ('motcua:form="tham_dinh"', 'motcua:form="xem"'))
TERM = ('motcua:term="1 working day"', 'motcua:term="3 working days"')


def hire(casework: Casework, login: str, kind: str) -> None:
    """Let somebody hold one post in the first office."""
    post = Post(office_id=casework.cast.office_id, office_code="H99.1", kind=kind)
    person = Person(person_id=0, login=login, name=login.title(), posts=(post,))
    with casework.context.database.begin() as db:
        insert_person(db, person, hash_password(PASSWORD, WEAK), casework.context.clock.now())


def begin(casework: Casework, login: str = "frank") -> str:
    """Prepare a move between the two versions; return its address."""
    page = casework.browser(login).post(LIST, left="1", wanted="2")
    return page.response.location


def chosen(target: str) -> Any:
    """Return the form that lets a step take the place of “Xem”."""
    return {"to:xem": target}


def test_a_move_goes_from_matching_to_moved_cases(casework: Casework) -> None:
    case = casework.file()
    redraw(casework.context, *RENAMED)
    frank = casework.browser("frank")
    page = frank.get(LIST)
    assert "Phiên bản 2" in page.words
    path = begin(casework)
    page = frank.get(path)
    assert "cùng tên" in page.words
    frank.post(f"{path}/mapping", **chosen("tham_dinh"))
    page = frank.get(path)
    assert "1 chuyển được" in page.words
    frank.post(f"{path}/order", policy="now", reason="Đổi quy trình")
    page = frank.get(path)
    assert "1 đã chuyển" in page.words
    assert case.code in page.words
    assert reread(casework.context, case).version_id != case.version_id
    frank.post(f"{path}/cases/{case.case_id}/undo", reason="Nhầm")
    assert "1 đã chuyển ngược" in frank.get(path).words
    assert reread(casework.context, case).version_id == case.version_id


def test_reasons_are_told_before_anything_is_changed(casework: Casework) -> None:
    case = casework.file()
    redraw(casework.context, *RENAMED)
    path = begin(casework)
    frank = casework.browser("frank")
    frank.post(f"{path}/mapping", **chosen("-"))
    page = frank.get(f"{path}?state=blocked")
    assert "“Xem” không còn trong phiên bản mới và chưa chọn bước thay thế" in page.words
    assert "1 không chuyển được" in page.words
    assert reread(casework.context, case) == case


def test_a_designer_prepares_and_somebody_else_orders(casework: Casework) -> None:
    casework.file()
    redraw(casework.context, *RENAMED)
    hire(casework, "grace", "designer")
    hire(casework, "heidi", "approver")
    path = begin(casework, "grace")
    grace, heidi = casework.browser("grace"), casework.browser("heidi")
    grace.post(f"{path}/try")
    assert "Người duyệt hoặc quản trị ra lệnh" in grace.get(path).words
    grace.post(f"{path}/order", status=403, policy="now", reason="Đổi")
    heidi.post(f"{path}/order", policy="now", reason="Đổi")
    assert "1 đã chuyển" in heidi.get(path).words
    casework.browser("alice").get(path, status=403)


def test_an_order_without_a_reason_is_refused_in_words(casework: Casework) -> None:
    casework.file()
    redraw(casework.context, *RENAMED)
    path = begin(casework)
    frank = casework.browser("frank")
    frank.post(f"{path}/try")
    frank.post(f"{path}/order", policy="now", reason=" ")
    assert "hãy ghi lý do" in frank.get(path).words
    frank.post(f"{path}/order", policy="at-step", reason="Đổi")
    assert "hãy chọn bước mà hồ sơ sẽ chuyển" in frank.get(path).words


def test_a_page_that_asks_how_far_it_has_come_gets_that_part(casework: Casework) -> None:
    casework.file()
    redraw(casework.context, *RENAMED)
    path = begin(casework)
    client = casework.browser("frank").client
    answer = client.get(path, headers={"HX-Request": "true", "HX-Target": "progress"})
    assert answer.text.lstrip().startswith('<div id="progress"')
    assert answer.headers["HX-Refresh"] == "true"


def test_a_move_of_another_procedure_is_not_found(casework: Casework) -> None:
    casework.file()
    redraw(casework.context, *RENAMED)
    path = begin(casework).replace(KEY, "khong-co")
    frank = casework.browser("frank")
    frank.get(path, status=404)
    frank.post(f"{path}/try", status=404)
    frank.get("/workshop/procedures/khong-co/moving", status=404)


def test_both_diagrams_are_given(casework: Casework) -> None:
    casework.file()
    redraw(casework.context, *RENAMED)
    path = begin(casework)
    frank = casework.browser("frank")
    assert 'id="xem"' in frank.get(f"{path}/before.bpmn").text
    after = frank.get(f"{path}/after.bpmn")
    assert 'id="tham_dinh"' in after.text
    # Opened by itself a drawing runs nothing, whatever somebody has written into it.
    assert "sandbox" in after.response.headers["Content-Security-Policy"]


def test_the_impact_of_a_draft_names_steps_offices_and_changes(casework: Casework) -> None:
    casework.file()
    casework.file()
    context, frank = casework.context, casework.cast.frank
    draft = draft_from_version(context, frank, KEY, 1)
    diagram = read_folder(TEST_PROCEDURES / KEY)["process.bpmn"].decode()
    path = f"/workshop/drafts/{draft.draft_id}/impact"
    page = casework.browser("frank").get(path)
    assert "2 hồ sơ đang chạy" in page.words
    assert "giữ nguyên" in page.words
    changed = diagram.replace(*TERM).replace('"ghi"', '"ghi_chep"')
    changed = changed.replace('motcua:form="ghi_chep"', 'motcua:form="ghi"')
    save_draft_files(
        context, frank, draft.draft_id, draft.number, {"process.bpmn": changed.encode()}
    )
    page = casework.browser("frank").get(path)
    assert "ở lại, bước thay đổi" in page.words
    assert (
        "từ 1 ngày làm việc thành 3 ngày làm việc" in page.words or "3 ngày làm việc" in page.words
    )
    assert "chuyển bước" in page.words
    assert "UBND xã An Bình" in page.words


def test_the_impact_of_a_draft_with_faults_says_so(casework: Casework) -> None:
    casework.file()
    context, frank = casework.context, casework.cast.frank
    draft = draft_from_version(context, frank, KEY, 1)
    save_draft_files(context, frank, draft.draft_id, draft.number, {"process.bpmn": b"<a/>"})
    page = casework.browser("frank").get(f"/workshop/drafts/{draft.draft_id}/impact")
    assert "Bản thảo còn lỗi phải sửa" in page.words


def test_a_moved_case_says_so_in_its_history_and_replay(casework: Casework) -> None:
    case = casework.file()
    redraw(casework.context, *RENAMED)
    path = begin(casework)
    frank = casework.browser("frank")
    frank.post(f"{path}/try")
    frank.post(f"{path}/order", policy="now", reason="Đổi quy trình")
    assert "Chạy tiếp theo phiên bản 2 (Đổi quy trình)" in frank.get(f"/cases/{case.code}").words
    assert "đã chuyển sang phiên bản khác" in frank.get(f"/cases/{case.code}/replay").words
