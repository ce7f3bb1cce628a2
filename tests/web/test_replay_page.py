import json
from typing import Any

import pytest
from sqlalchemy import text

from engine.actions.complete_task import complete_task
from engine.actions.hold_task import claim_task
from engine.records.cases import Case
from tests.web.casework import Casework


@pytest.fixture
def walked(casework: Casework) -> Case:
    """Give a case that Alice has taken and completed half of, over two hours."""
    case = casework.file()
    claim_task(casework.context, casework.cast.alice, casework.place(case))
    casework.pass_time(hours=2)
    complete_task(casework.context, casework.cast.alice, casework.place(case), {"so_a": "7"})
    return case


def steps_of(casework: Casework, case: Case, login: str = "alice") -> list[dict[str, Any]]:
    answer = casework.browser(login).client.get(f"/cases/{case.code}/replay/steps")
    found: list[dict[str, Any]] = json.loads(answer.text)
    return found


def test_each_step_says_who_did_what(casework: Casework, walked: Case) -> None:
    steps = steps_of(casework, walked)
    told = [(one["say"].partition(": ")[2], one["actor"]) for one in steps]
    assert told[0] == ("Nộp hồ sơ", "Người nộp hồ sơ")
    assert ("Bắt đầu: Xem", "Hệ thống") in told
    assert ("Nhận việc: Xem", "Alice") in told
    assert ("Hoàn thành: Xem", "Alice") in told


def test_tokens_stand_where_they_stood(casework: Casework, walked: Case) -> None:
    steps = steps_of(casework, walked)
    by_sentence = {one["say"].partition(": ")[2]: one["tokens"] for one in steps}
    assert by_sentence["Nhận việc: Xem"] == {"xem": 1, "ghi": 1}
    assert steps[-1]["tokens"] == {"ghi": 1, "nhap": 1}


def test_walked_elements_are_told_once_left(casework: Casework, walked: Case) -> None:
    told = [element for one in steps_of(casework, walked) for element in one["walked"]]
    assert set(told) == {"nop", "f1", "tach", "f2", "f3", "xem", "f4"}


def test_a_value_carries_its_label_and_its_writer(casework: Casework, walked: Case) -> None:
    steps = steps_of(casework, walked)
    (written,) = [one for one in steps if ["so_a", "Số A", "7"] in one["written"]]
    assert written["actor"] == "Alice"


def test_time_spent_is_told_when_a_step_is_left(casework: Casework, walked: Case) -> None:
    spent = {
        key: words for one in steps_of(casework, walked) for key, words in one["spent"].items()
    }
    assert spent == {"xem": "2 giờ"}


def test_the_page_tells_all_steps_without_a_script(casework: Casework, walked: Case) -> None:
    page = casework.browser("alice").get(f"/cases/{walked.code}/replay")
    steps = steps_of(casework, walked)
    for one in steps:
        assert one["say"].partition(": ")[2] in page.words
    assert "Chuỗi nhật ký nguyên vẹn." in page.words


def test_each_step_can_be_opened_by_its_address(casework: Casework, walked: Case) -> None:
    alice, address = casework.browser("alice"), f"/cases/{walked.code}/replay"
    told = [one["say"] for one in steps_of(casework, walked)]
    done = next(number for number, say in enumerate(told) if say.endswith("Hoàn thành: Xem"))
    assert "Số A" not in alice.get(f"{address}?at=0").words
    assert "Số A mới 7 Alice" in alice.get(f"{address}?at={done}").words
    assert "Số A 7 Alice" in alice.get(f"{address}?at=999").words


def test_a_log_that_was_altered_is_named_with_its_entry(casework: Casework, walked: Case) -> None:
    with casework.context.database.begin() as db:
        for (name,) in db.execute(
            text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'log'")
        ).all():
            db.execute(text(f"DROP TRIGGER {name}"))
        db.execute(text("UPDATE log SET by = 2 WHERE seq = 2"))
    page = casework.browser("erin").get(f"/cases/{walked.code}/replay")
    assert "Nhật ký của hồ sơ này đã bị sửa." in page.words
    assert "Mục 2" in page.words


def test_steps_hold_no_address_and_no_name_in_the_url(casework: Casework, walked: Case) -> None:
    page = casework.browser("alice").get(f"/cases/{walked.code}/replay")
    found = {one.get("data-replay") for one in page.root.iter("section")}
    assert f"/cases/{walked.code}/replay/steps" in found


def test_the_diagram_is_that_of_the_cases_own_version(casework: Casework, walked: Case) -> None:
    answer = casework.browser("alice").client.get(f"/cases/{walked.code}/diagram")
    assert answer.mimetype == "application/xml"
    assert b'id="hai_nguoi"' in answer.data


def test_the_history_reads_in_english_too(casework: Casework, walked: Case) -> None:
    page = casework.browser("alice").get(f"/cases/{walked.code}/replay?lang=en")
    for words in ("The dossier was filed", "Completed: Xem", "Number A", "The chain of the log"):
        assert words in page.words
