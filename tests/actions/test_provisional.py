"""A receipt says that the day promised can still move where days off are not decided yet."""

from dataclasses import replace

import pytest

from engine.actions.issue_letter import issue_standard
from engine.context import Calendars
from tests.actions.conftest import Stage


@pytest.mark.parametrize(("decided_through", "year"), [(2026, None), (2025, "2026")])
def test_form_01_tells_of_a_year_without_decided_days_off(
    stage: Stage, decided_through: int, year: str | None
) -> None:
    calendar = replace(stage.context.calendars.current, decided_through=decided_through)
    context = replace(stage.context, calendars=Calendars(calendar))
    case = stage.file()
    letter = issue_standard(context, stage.cast.alice, case.case_id, "01")
    assert letter.facts["form.provisional_year"] == year
    with context.files.open(letter.file or "") as file:
        assert file.read(5) == b"%PDF-"
