"""Letters are signed with a time stamp where an authority is named, or without one if it may."""

from dataclasses import replace
from pathlib import Path

import pytest

from engine.actions.sign_letter import sign_letter
from engine.queries.signatures import signatures_of
from engine.refusals import TimeStampRefused
from tests.actions.conftest import Stage
from tests.actions.signing import Desk, open_desk
from tests.engine.signatures.stamping import TimeOffice
from tests.engine.signatures.test_stamping import HERE


@pytest.fixture
def desk(stage: Stage, tmp_path: Path) -> Desk:
    """Give a desk whose letters are signed."""
    return open_desk(stage, tmp_path)


def test_a_signed_letter_shows_the_time_of_its_stamp(desk: Desk) -> None:
    office = TimeOffice(at=desk.context.clock.now().replace(microsecond=0))
    context = replace(desk.context, time_authority=HERE, outside=office)
    made = sign_letter(context, desk.leader, desk.letter().letter_id, 0)
    (shown,) = signatures_of(context, made.after)
    assert (shown.holds, shown.stamped_at) == (True, office.at)
    (elsewhere,) = signatures_of(desk.context, made.after)
    assert (elsewhere.holds, elsewhere.stamped_at) == (True, None)


def test_without_a_stamp_nothing_is_signed_unless_it_may(desk: Desk) -> None:
    context = replace(desk.context, time_authority=HERE, outside=TimeOffice(status=500))
    letter = desk.letter()
    with pytest.raises(TimeStampRefused):
        sign_letter(context, desk.leader, letter.letter_id, 0)
    lenient = replace(context, time_authority=replace(HERE, required=False))
    made = sign_letter(lenient, desk.leader, letter.letter_id, 0)
    (shown,) = signatures_of(lenient, made.after)
    assert (shown.holds, shown.stamped_at) == (True, None)
