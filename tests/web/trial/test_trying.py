"""The page of a trial: filing, filling in, waiting, failing, going back, changing the draft."""

import pytest

from engine.queries.trial_view import Waiting, view_trial
from engine.store.case_search import count_running
from tests.pages import Page
from tests.web.casework import SMALL, Casework
from tests.web.trial.bench import BIRTH, PERMIT, Trier, trier


@pytest.fixture
def tried(casework: Casework) -> Trier:
    """Give a draft of the certified copies."""
    return trier(casework)


def opened(one: Trier, scenario: str, moves: int) -> Trier:
    """Begin the trial with a scenario, up to a move."""
    one.do("open", scenario=scenario, moves=moves)
    return one


def test_a_new_trial_asks_for_the_filing_with_the_answers_of_a_scenario(tried: Trier) -> None:
    page = tried.show()
    assert page.field("ho_ten") == "Nguyễn Thị Mẫu"
    assert "Nộp một hồ sơ giả định" in page.words
    assert "Có bản chính tại quầy, trả trong ngày" in page.words


def test_what_is_wrong_in_the_filing_is_told_at_its_field(tried: Trier) -> None:
    values = answers_shown(tried.show()) | {"channel": "online", "so_dinh_danh": "12"}
    page = tried.send("file", values, 422)
    assert 'id="f-so_dinh_danh-fault"' in page.text
    assert page.field("ho_ten") == "Nguyễn Thị Mẫu"


def test_a_filed_case_waits_on_the_diagram_and_no_case_is_kept(tried: Trier) -> None:
    values = answers_shown(tried.show())
    values |= {"at-day": "2026-11-24", "at-time": "08:00", "channel": "direct"}
    tried.send("file", values)
    page = tried.show()
    for words in ("Điều gì có thể xảy ra tiếp", "Nhận bản chính từ người dân", "Cán bộ Một cửa"):
        assert words in page.words
    assert 'data-waiting="' in page.text
    with tried.context.database.read() as db:
        assert count_running(db) == {}


def answers_shown(page: Page) -> dict[str, object]:
    """Return what a browser would send of the form as it is filled in."""
    sent: dict[str, object] = {}
    for one in page.root.iter("input"):
        kind = one.get("type", "text")
        if kind not in ("checkbox", "radio", "file", "hidden") or one.get("checked") is not None:
            sent[one.get("name", "")] = one.get("value", "")
    for one in page.root.iter("textarea"):
        sent[one.get("name", "")] = one.text or ""
    for one in page.root.iter("select"):
        chosen = [each for each in one.iter("option") if each.get("selected") is not None]
        sent[one.get("name", "")] = chosen[0].get("value", "") if chosen else ""
    return {name: value for name, value in sent.items() if name and name != "csrf_token"}


def test_a_task_is_filled_in_with_our_form_and_the_case_goes_on(tried: Trier) -> None:
    opened(tried, "tai-quay", 0)
    key = tried.show().field("key")
    page = tried.do("act", 422, key=key, ket_qua_doi_chieu="khong_hop_le")
    assert 'id="f-ly_do_tu_choi-fault"' in page.text
    refusal = {"ket_qua_doi_chieu": "khong_hop_le", "ly_do_tu_choi": "Bản chính bị sửa"}
    tried.send("act", {"key": key, "so_trang": "1", "so_ban": "1", **refusal})
    words = tried.show().words
    assert "Không có gì đang chờ: hồ sơ đã kết thúc." in words
    assert "Bản chính bị sửa" in words


def test_stepping_back_makes_the_trial_anew_without_the_last_act(tried: Trier) -> None:
    opened(tried, "tai-quay", 2)
    before = tried.show().text
    assert 'data-waiting="soan_loi_chung"' in before
    tried.do("back", moves=1)
    assert 'data-waiting="nop_phi"' in tried.show().text
    tried.do("end")
    assert "Nộp một hồ sơ giả định" in tried.show().words


def test_the_clock_counts_holidays_and_fires_what_comes_due(casework: Casework) -> None:
    permit = opened(trier(casework, PERMIT), "bo-sung-qua-han", 2)
    permit.do("clock", days="14", unit="working")
    assert 'data-waiting="bo_sung' in permit.show().text
    permit.do("clock", days="1", unit="working")
    assert "18/12/2026" in permit.show().words
    permit.do("clock", at__day="2026-12-19", at__time="08:00")
    assert "hồ sơ đã kết thúc" in permit.show().words


def test_the_clock_does_not_go_back(tried: Trier) -> None:
    opened(tried, "tai-quay", 0)
    page = tried.do("clock", 422, at__day="2026-01-05", at__time="08:00")
    assert "không thể lùi thời gian" in page.words


def test_a_timer_is_let_pass(casework: Casework) -> None:
    permit = opened(trier(casework, PERMIT), "bo-sung-qua-han", 2)
    key = next(
        one.key
        for one in _waiting(permit)
        if one.kind == "timer" and one.element == "het_han_bo_sung"
    )
    assert "Để thời gian này trôi qua" in permit.show(f"?do={key}").words
    permit.do("act", key=key)
    assert "hồ sơ đã kết thúc" in permit.show().words


def test_a_connector_is_failed_and_mended(casework: Casework) -> None:
    birth = opened(trier(casework, BIRTH), "truc-tiep-trong-ngay", 1)
    job = next(one.key for one in _waiting(birth) if one.kind == "job")
    assert "Bị lỗi" in birth.show(f"?do={job}").words
    birth.do("act", key=job, how="fails", error="Sổ không mở được")
    page = birth.show()
    assert "Sổ không mở được" in page.words
    assert 'data-failed="tra_cuu_hon_nhan"' in page.text
    stands = next(one.key for one in _waiting(birth) if one.kind == "incident")
    birth.do("act", key=stands, how="retry")
    job = next(one.key for one in _waiting(birth) if one.kind == "job")
    birth.do("act", key=job, how="nothing")
    assert not [one for one in _waiting(birth) if one.kind in ("job", "incident")]


def _waiting(one: Trier) -> tuple[Waiting, ...]:
    bench = one.bench()
    session = bench.session()
    assert session is not None
    return view_trial(bench, session, "vi").waiting


def test_the_same_acts_on_a_changed_draft_tell_where_they_part(tried: Trier) -> None:
    opened(tried, "tai-quay", 3)
    tried.change("forms/loi-chung.form", '"key": "dong_giap_lai"', '"key": "giap_lai"')
    page = tried.show()
    assert "Bản thảo đã thay đổi: không còn làm được bước 3" in page.words
    tried.do("back", moves=1)
    assert "Bản thảo đã thay đổi" not in tried.show().words


def test_a_draft_with_faults_says_why_it_cannot_run(tried: Trier) -> None:
    tried.change("process.bpmn", 'motcua:form="loi-chung"', 'motcua:form="khong-co"')
    words = tried.show().words
    assert "Bản thảo này chưa chạy được." in words
    assert "khong-co" in words


def test_fields_follow_the_answers(tried: Trier) -> None:
    opened(tried, "tai-quay", 0)
    key = tried.show().field("key")
    asked = tried.do("fields", 200, key=key, ket_qua_doi_chieu="khong_hop_le").text
    plain = tried.do("fields", 200, key=key, ket_qua_doi_chieu="hop_le").text
    assert "ly_do_tu_choi" in asked
    assert "ly_do_tu_choi" not in plain


@pytest.mark.parametrize("login", ["alice", "erin"])
def test_only_the_workshop_tries(casework: Casework, login: str, tried: Trier) -> None:
    casework.browser(login).get(f"{tried.path}/try", 403)


def test_the_page_reads_in_english(tried: Trier) -> None:
    opened(tried, "tai-quay", 0)
    words = tried.show("?lang=en").words
    for one in ("What can happen next", "Compare the copy", "Clock of the trial"):
        assert one in words


def test_an_act_on_what_no_longer_waits_is_not_found(tried: Trier) -> None:
    opened(tried, "tai-quay", 0)
    tried.do("act", 404, key="task-0-999")
    tried.do("end")
    tried.do("clock", 404, days="1")


def test_an_event_begins_a_trial_with_what_it_brings(casework: Casework) -> None:
    one = trier(casework, SMALL)
    one.change(
        "process.bpmn",
        '<parallelGateway id="tach"/>',
        '<startEvent id="bao" name="Báo tin"><messageEventDefinition messageRef="mb"/></startEvent>'
        '<sequenceFlow id="f_bao" sourceRef="bao" targetRef="nhac"/><parallelGateway id="tach"/>',
    )
    one.change("process.bpmn", "<process ", '<message id="mb" name="bao-tin"/><process ')
    words = one.show().words
    assert "Hoặc để một sự kiện mở hồ sơ" in words
    assert "Báo tin – bao-tin" in words
    one.do("begin", 422, element="xem", event__day="2026-11-24", event__time="08:00")
    values = "so_a: 3\nghi_chu: tối khẩn"
    one.do("begin", element="bao", event__day="2026-11-24", event__time="08:00", values=values)
    page = one.show()
    assert 'data-waiting="nhac"' in page.text
    assert "tối khẩn" in page.words
