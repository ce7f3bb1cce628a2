"""Which version a new case takes: at its instant, of its office, by its lot; back, and no more."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from engine.actions.roll_back import (
    retire_procedure,
    roll_back,
    take_back_release,
    widen_release,
)
from engine.actions.start_case import start_case
from engine.errors import AccessDenied, FourEyes, InputRefused, NotFound, ProcedureRetired
from engine.queries.catalogue import get_offer, list_shelves
from engine.records.filings import Filing
from engine.records.publications import Reach, Wish, lot_of
from engine.records.starts import StartPoint
from engine.store.releases import list_releases
from engine.store.starts import list_starts
from tests.actions.conftest import Stage
from tests.actions.crossing import cases, publish_drawn
from tests.actions.workshop import KEY, SUMMARY, Workshop, changed_title, open_workshop
from tests.drawn import DONE, WORK, Pool, chain
from tests.make import MONDAY, TEST_PROCEDURES, citizen

ALL = Reach()
REASON = "Biểu phí mới có lỗi tính toán."


def timed(text: str) -> Pool:
    """Return a process that a timer begins."""
    begins = f"""<startEvent id="hen" name="Đến hẹn"><timerEventDefinition>
<timeCycle>{text}</timeCycle></timerEventDefinition></startEvent>"""
    return Pool(elements=begins + WORK + DONE, ways=chain("hen", "xem", "xong"))


@pytest.fixture
def workshop(stage: Stage) -> Workshop:
    """Give a workshop in which a version of the test procedure is live."""
    return open_workshop(stage.context)


def publish_draft(workshop: Workshop, reach: Reach = ALL) -> None:
    """Publish a draft for these cases."""
    draft = workshop.draft(changed_title("Hai người mới"))
    case = workshop.send(draft, Wish(summary=SUMMARY, reach=reach))
    workshop.agree(workshop.pia, case)


def number_of(stage: Stage, office_id: int | None = None) -> tuple[int, str]:
    """Open a case; return the number of its version, and its code."""
    filing = Filing(
        procedure_key=KEY, office_id=office_id or stage.cast.office_id, answers=citizen()
    )
    case = start_case(stage.context, filing)
    with stage.context.database.read() as db:
        return stage.context.versions.get(db, case.version_id).version.number, case.code


def newest(workshop: Workshop) -> int:
    with workshop.context.database.read() as db:
        return list_releases(db, KEY)[0].release_id


def test_offices_that_begin_take_the_new_version_and_others_the_old(
    stage: Stage, workshop: Workshop
) -> None:
    publish_draft(workshop, reach=Reach(offices=("H99.1",)))
    assert number_of(stage)[0] == 2
    assert number_of(stage, stage.cast.other_office_id)[0] == 1
    assert (workshop.live().number, get_offer(stage.context, KEY).version_id) == (1, 1)
    assert get_offer(stage.context, KEY, "H99.1").card.title.vi == "Hai người mới"


class TickingClock:
    """A clock that comes to midnight while somebody is at work."""

    def __init__(self, *instants: datetime) -> None:
        self._ahead = list(instants)

    def now(self) -> datetime:
        """Return the next instant, and the last one for ever."""
        return self._ahead.pop(0) if len(self._ahead) > 1 else self._ahead[0]


def test_a_case_takes_the_version_of_the_very_instant_it_is_received(
    stage: Stage, workshop: Workshop
) -> None:
    tomorrow = MONDAY + timedelta(days=1)
    case = workshop.send(workshop.draft(), Wish(summary=SUMMARY, effective_at=tomorrow))
    workshop.agree(workshop.pia, case)
    clock = TickingClock(tomorrow - timedelta(microseconds=1), tomorrow)
    filing = Filing(procedure_key=KEY, office_id=stage.cast.office_id, answers=citizen())
    opened = start_case(replace(stage.context, clock=clock), filing)
    with stage.context.database.read() as db:
        version = stage.context.versions.get(db, opened.version_id).version
    assert (version.number, opened.opened_at < tomorrow) == (1, True)


def test_an_office_counts_with_all_below_it(stage: Stage, workshop: Workshop) -> None:
    publish_draft(workshop, reach=Reach(offices=("H99",)))
    assert number_of(stage, stage.cast.other_office_id)[0] == 2


def test_the_lot_of_a_share_falls_by_the_code_and_can_be_checked(
    stage: Stage, workshop: Workshop
) -> None:
    publish_draft(workshop, reach=Reach(share=50))
    taken = [number_of(stage) for _ in range(12)]
    assert {number for number, _code in taken} == {1, 2}
    with stage.context.database.read() as db:
        version_id = list_releases(db, KEY)[0].version_id
    assert [number for number, _ in taken] == [
        2 if lot_of(version_id, code) < 50 else 1 for _number, code in taken
    ]
    assert len({code for _number, code in taken}) == 12


def test_a_share_is_refused_where_the_filing_form_changes(workshop: Workshop) -> None:
    form = (TEST_PROCEDURES / KEY / "forms" / "nop.form").read_text(encoding="utf-8")
    draft = workshop.draft({"forms/nop.form": form.replace("Họ tên", "Họ và tên").encode()})
    with pytest.raises(InputRefused, match="choose offices"):
        workshop.send(draft, Wish(summary=SUMMARY, reach=Reach(share=10)))


def test_a_trial_is_extended_to_all(stage: Stage, workshop: Workshop) -> None:
    publish_draft(workshop, reach=Reach(offices=("H99.1",)))
    widen_release(stage.context, workshop.pia, newest(workshop), REASON)
    assert number_of(stage, stage.cast.other_office_id)[0] == 2
    assert workshop.live().number == 2


def test_whoever_drew_a_trial_does_not_extend_it(stage: Stage, workshop: Workshop) -> None:
    draft = workshop.draft(by=workshop.otto)
    case = workshop.send(draft, Wish(summary=SUMMARY, reach=Reach(offices=("H99.1",))))
    workshop.agree(workshop.pia, case)
    with pytest.raises(FourEyes):
        widen_release(stage.context, workshop.otto, newest(workshop), REASON)
    assert workshop.live().number == 1


def test_a_trial_is_taken_back_and_its_cases_go_on(stage: Stage, workshop: Workshop) -> None:
    publish_draft(workshop, reach=Reach(offices=("H99.1",)))
    take_back_release(stage.context, workshop.pia, newest(workshop), REASON)
    assert number_of(stage)[0] == 1
    with pytest.raises(InputRefused, match="no longer"):
        widen_release(stage.context, workshop.pia, newest(workshop) - 1, REASON)


def test_rolling_back_is_a_new_release_equal_to_the_old_one(
    stage: Stage, workshop: Workshop
) -> None:
    first = workshop.live()
    publish_draft(workshop)
    made = roll_back(stage.context, workshop.pia, KEY, 1, REASON)
    assert (made.number, made.digest, made.is_live) == (3, first.digest, True)
    assert number_of(stage)[0] == 3
    with stage.context.database.read() as db:
        release = list_releases(db, KEY)[0]
    assert (release.origin, release.by) == ("rolled-back", workshop.pia.person_id)
    assert release.is_irregular


@pytest.mark.parametrize(("number", "reason"), [(1, ""), (1, "ngắn"), (2, REASON)])
def test_going_back_needs_a_reason_and_another_version(
    workshop: Workshop, number: int, reason: str
) -> None:
    publish_draft(workshop)
    with pytest.raises(InputRefused):
        roll_back(workshop.context, workshop.pia, KEY, number, reason)
    assert workshop.live().number == 2


def test_a_designer_does_not_go_back(workshop: Workshop) -> None:
    with pytest.raises(AccessDenied):
        roll_back(workshop.context, workshop.nora, KEY, 1, REASON)
    with pytest.raises(NotFound):
        roll_back(workshop.context, workshop.pia, KEY, 7, REASON)


def test_going_back_gives_up_what_was_scheduled(stage: Stage, workshop: Workshop) -> None:
    publish_draft(workshop)
    tomorrow = MONDAY + timedelta(days=1)
    draft = workshop.draft(changed_title("Hai người, ngày mai"))
    case = workshop.send(draft, Wish(summary=SUMMARY, effective_at=tomorrow))
    workshop.agree(workshop.pia, case)
    roll_back(stage.context, workshop.pia, KEY, 1, REASON)
    workshop.clock.move_to(tomorrow)
    workshop.work()
    assert workshop.live().number == 4
    assert number_of(stage)[0] == 4
    assert (workshop.state(case).state, workshop.reread(draft).state) == ("called-off", "open")


def test_a_retired_procedure_takes_no_new_cases_and_publishing_undoes_it(
    stage: Stage, workshop: Workshop
) -> None:
    running = stage.file()
    retire_procedure(stage.context, workshop.rita, KEY, REASON)
    with pytest.raises(ProcedureRetired, match="23/11/2026 09:00"):
        stage.file()
    shown = [offer.key for shelf in list_shelves(stage.context) for offer in shelf.offers]
    assert KEY not in shown
    assert running.standing.status == "running"
    publish_draft(workshop)
    assert number_of(stage)[0] == 2


def starts(stage: Stage, key: str) -> list[StartPoint]:
    with stage.context.database.read() as db:
        return list(list_starts(db, key))


def test_events_that_begin_cases_follow_going_back_and_retiring(
    stage: Stage, workshop: Workshop
) -> None:
    publish_drawn(stage, "hen", timed("R/P1D"))
    publish_drawn(stage, "hen", timed("R/PT1H"))
    assert [one.trigger.text for one in starts(stage, "hen")] == ["R/PT1H"]
    made = roll_back(stage.context, workshop.rita, "hen", 1, REASON)
    (point,) = starts(stage, "hen")
    assert (point.trigger.text, point.version_id) == ("R/P1D", made.version_id)
    retire_procedure(stage.context, workshop.rita, "hen", REASON)
    assert starts(stage, "hen") == []
    workshop.work(MONDAY + timedelta(days=3))
    assert KEY not in {one.code for one in cases(stage)}
    assert not [one for one in cases(stage) if one.version_id in (point.version_id, 2, 3)]


def test_publishing_itself_is_seen_by_no_citizen(stage: Stage, workshop: Workshop) -> None:
    shown = [offer.key for shelf in list_shelves(stage.context) for offer in shelf.offers]
    assert "cong-bo-thu-tuc" not in shown
    with pytest.raises(NotFound):
        get_offer(stage.context, "cong-bo-thu-tuc")
    assert workshop.live().number == 1
