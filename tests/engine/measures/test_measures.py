"""The figures of a small folder, reckoned by hand, and how they move with a redesign."""

from decimal import Decimal

import pytest

from engine.measures.measure import measure
from engine.procedures.parts import read_parts
from engine.records.measures import Measures
from tests.engine.comparison.folder import FILES, edited

COST = """
[cost]
wage = 60000
times_a_year = 2
subjects_a_year = 100
[[cost.lines]]
part = "prepare"
what = { vi = "Điền đơn", en = "Fill in" }
hours = 0.5
service = 10000
fee = 5000
other = 5000
"""


def _measure(path: str = "README.md", *edits: tuple[str, str]) -> Measures:
    found = measure(read_parts(edited(path, *edits)))
    assert found is not None
    return found


def test_steps_of_officers_and_of_the_applicant_are_counted() -> None:
    found = _measure()
    assert (found.officer_steps, found.applicant_steps) == (6, 1)


def test_work_goes_from_hand_to_hand() -> None:
    handed = [(one.source.vi, one.target.vi) for one in _measure().post_handovers]
    assert handed == [
        ("Tiếp nhận", "Thẩm định"),
        ("Thẩm định", "Yêu cầu bổ sung"),
        ("Yêu cầu bổ sung", "Thẩm định"),
        ("Ký nháy", "Ký"),
    ]


def test_the_same_person_in_both_steps_is_no_hand_over() -> None:
    found = _measure("process.bpmn", ('motcua:post="leader"', 'motcua:post="specialist"'))
    assert len(found.post_handovers) == 3


def test_contacts_with_the_applicant_are_hand_overs_between_offices() -> None:
    assert len(_measure().office_handovers) == 2
    other = _measure("process.bpmn", ('motcua:nameEn="Ask A"', 'motcua:office="land"'))
    assert len(other.office_handovers) == 4


def test_papers_and_fields_are_counted() -> None:
    found = _measure()
    assert (found.papers, found.originals, found.copies) == (2, 2, 1)
    assert (found.officer_required, found.officer_optional) == (2, 3)
    assert (found.applicant_required, found.applicant_optional) == (0, 1)


def test_the_longest_way_sums_terms_while_the_clock_runs() -> None:
    # After the supplement the clock starts anew: 8 hours lie on the first way only.
    way = _measure().longest
    assert way.days == Decimal(7)
    assert [one.name.vi for one in way.steps] == ["Tiếp nhận", "Thẩm định", "Ký"]
    assert (way.term, way.about) == (Decimal(10), False)


def test_steps_side_by_side_count_once() -> None:
    terms = (
        ('motcua:nameEn="Ask A"', 'motcua:term="4 working days"'),
        ('motcua:nameEn="Ask B"', 'motcua:term="3 working days"'),
    )
    serial = _measure("process.bpmn", *terms).longest.days
    parallel = _measure(
        "process.bpmn",
        *terms,
        ('<sequenceFlow id="f_a".*?/>', ""),
        ('<sequenceFlow id="f_b".*?/>', ""),
        ('targetRef="y_kien_a"', 'targetRef="tach"'),
        (
            "</process>",
            '<parallelGateway id="tach"/><parallelGateway id="nhap"/>'
            + "".join(
                f'<sequenceFlow id="{a}{b}" sourceRef="{a}" targetRef="{b}"/>'
                for a, b in (
                    ("tach", "y_kien_a"),
                    ("tach", "y_kien_b"),
                    ("y_kien_a", "nhap"),
                    ("y_kien_b", "nhap"),
                    ("nhap", "ky_nhay"),
                )
            )
            + "</process>",
        ),
    )
    assert (serial, parallel.longest.days) == (Decimal(14), Decimal(11))


def test_calendar_days_are_brought_to_working_days_and_marked() -> None:
    way = _measure("process.bpmn", ('"5 working days"', '"15 days"')).longest
    assert (way.days, way.about) == (Decimal(13), True)


def test_without_figures_there_is_no_cost() -> None:
    assert _measure().cost is None


def test_cost_is_time_and_money_of_the_card() -> None:
    cost = _measure("procedure.toml", (r"\Z", COST)).cost
    assert cost is not None
    assert (cost.dossier, cost.year) == (50_000, 10_000_000)


@pytest.mark.parametrize(
    ("share", "expected"), [("", 0.5), (' motcua:share="20"', 0.2), (' motcua:share="0"', 0)]
)
def test_what_an_element_costs_counts_for_the_cases_that_come_there(
    share: str, expected: float
) -> None:
    files = {
        **edited(
            "process.bpmn",
            ('id="f_thieu"', f'id="f_thieu"{share}'),
            ('motcua:clock="pause-restart"', 'motcua:citizenMinutes="30"'),
        ),
        "procedure.toml": FILES["procedure.toml"] + COST.encode(),
    }
    found = measure(read_parts(files))
    assert found is not None
    assert found.cost is not None
    assert found.cost.dossier == pytest.approx(50_000 + 30_000 * expected)


def test_the_work_of_officers_is_counted_apart() -> None:
    found = _measure("process.bpmn", ('motcua:nameEn="Sign"', 'motcua:workMinutes="20"'))
    assert found.work_minutes == pytest.approx(20)


def test_what_is_no_number_is_named() -> None:
    found = _measure("process.bpmn", ('motcua:nameEn="Sign"', 'motcua:workMinutes="lâu"'))
    assert found.unread == ("Ký: lâu",)


def test_a_diagram_that_cannot_be_read_has_no_figures() -> None:
    assert measure(read_parts({**FILES, "process.bpmn": b"<"})) is None


def test_a_called_process_takes_as_long_as_its_longest_way() -> None:
    called = (
        '<process id="goi" name="Gọi" isExecutable="true"><startEvent id="g1"/>'
        '<userTask id="g2" motcua:term="6 working days"/><endEvent id="g3"/>'
        '<sequenceFlow id="gf1" sourceRef="g1" targetRef="g2"/>'
        '<sequenceFlow id="gf2" sourceRef="g2" targetRef="g3"/></process>'
    )
    found = _measure(
        "process.bpmn",
        ('<userTask id="ky_nhay".*?/>', '<callActivity id="ky_nhay" calledElement="goi"/>'),
        ("</process>", f"</process>{called}"),
    )
    assert found.longest.days == Decimal(13)
