"""The scenarios of a draft: what came of them, what they walk, recording and taking out."""

from tests.web.casework import Casework
from tests.web.trial.bench import Trier, trier

PATH = "scenarios/tai-quay.toml"


def scenarios(one: Trier, question: str = "") -> str:
    """Return the words of the page of scenarios."""
    return one.pages.get(f"{one.path}/scenarios{question}").words


def test_green_scenarios_walk_the_whole_diagram(casework: Casework) -> None:
    words = scenarios(trier(casework))
    assert "Cả 6 kịch bản đều diễn ra như đã ghi." in words
    assert "100 % sơ đồ" in words
    assert "Mọi bước và mọi mũi tên đều có kịch bản đi qua." in words


def test_a_red_scenario_says_why_and_opens_at_its_step(casework: Casework) -> None:
    one = trier(casework)
    one.change(PATH, 'task = "soan_loi_chung"', 'task = "ghi_chung"')
    page = one.pages.get(f"{one.path}/scenarios")
    assert "1 kịch bản không diễn ra như đã ghi" in page.words
    assert "Bước 3 (hoàn thành ghi_chung)" in page.words
    assert "hồ sơ đang chờ: Soạn lời chứng" in page.words
    one.do("open", scenario="tai-quay", moves=page.field("moves"))
    assert 'data-waiting="soan_loi_chung"' in one.show().text


def test_what_no_scenario_walks_is_named_and_drawn(casework: Casework) -> None:
    one = trier(casework)
    one.pages.post(f"{one.path}/scenarios/remove", key="tu-choi")
    page = one.pages.get(f"{one.path}/scenarios")
    assert "Chưa kịch bản nào đi qua" in page.words
    assert 'data-missed="' in page.text
    assert "tu_choi" in page.text.partition('data-missed="')[2].partition('"')[0]


def test_a_trial_is_recorded_and_green(casework: Casework) -> None:
    one = trier(casework)
    one.do("open", scenario="tu-choi")
    page = one.pages.get(f"{one.path}/try/record")
    assert "Hồ sơ kết thúc: Bị từ chối" in page.words
    one.do("record", title_vi="Thử lại", expect=["status"], path=["0", "1"])
    assert "Cả 7 kịch bản đều diễn ra như đã ghi." in scenarios(one)
    assert "scenarios/thu-lai.toml" in one.bench().page.files


def test_a_record_needs_a_title_and_a_name_of_its_own(casework: Casework) -> None:
    one = trier(casework)
    one.do("open", scenario="tu-choi")
    assert "hãy đặt tên kịch bản" in one.do("record", 422).words
    taken = one.do("record", 422, title_vi="Từ chối")
    assert "đã có kịch bản “tu-choi”" in taken.words
    wrong = one.do("record", 422, title_vi="Một", key="../../x")
    assert "tên tệp chỉ gồm" in wrong.words
    one.do("record", title_vi="Từ chối", replace="yes")


def test_without_a_trial_there_is_nothing_to_record(casework: Casework) -> None:
    one = trier(casework)
    assert one.pages.get(f"{one.path}/try/record", 303).response.location.endswith("/try")


def test_the_page_reads_in_english(casework: Casework) -> None:
    words = scenarios(trier(casework), "?lang=en")
    assert "All 6 scenarios go as they say." in words
