"""Other systems are told of every step: once, in order, until they have it; compared each day."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import orjson
import pytest

from engine.actions.complete_task import complete_task
from engine.actions.reconcile_partner import reconcile_due
from engine.actions.tell_partner import resend_refused
from engine.actions.verify_cases import verify_cases
from engine.clock import FixedClock
from engine.context import Context
from engine.errors import AccessDenied
from engine.jobs.worker import run_due
from engine.outside.http import Reply, Request, refuse
from engine.queries.partners import PartnerState, list_partners, told_of_case
from engine.records.cards import Text
from engine.records.cases import Case
from engine.records.partners import DOSSIER, GONE, PROGRESS, REFUSED, SENT, WAITING, Partner
from engine.store.outbox import leave_message, list_case_messages
from tests.actions.conftest import Stage
from tests.make import Cast, task_at

PORTAL = Partner(
    name="portal",
    title=Text(vi="Cổng mẫu", en="Sample portal"),
    url="https://portal.example.vn/messages",
    list_url="https://portal.example.vn/list",
    codes={"channel": {"online": "2"}, "applicant": {"citizen": "1"}},
)


@dataclass
class Portal:
    """The other system: keeps what it got, and fails as it is told."""

    got: list[Request] = field(default_factory=list)
    failing: list[int | None] = field(default_factory=list)
    listed: dict[str, str] = field(default_factory=dict)

    def call(self, request: Request) -> Reply:
        """Take a message, or say which dossiers there are."""
        if request.method == "GET":
            rows = [{"MaHoSo": code, "TrangThaiHoSo": one} for code, one in self.listed.items()]
            return Reply(status=200, headers={}, body=orjson.dumps({"data": rows}))
        status = self.failing.pop(0) if self.failing else 200
        if status is None:
            raise refuse("away", "không liên lạc được", again=True)
        if status == 200:
            self.got.append(request)
        return Reply(status=status, headers={}, body=b'{"error_code": "0"}')

    def bodies(self) -> Iterator[dict[str, object]]:
        """Yield what was said."""
        for one in self.got:
            found = orjson.loads(one.body or b"")
            yield {"service": found["service"], "key": found["MaSuKien"], **found["data"][0]}


class Broken:
    """A system whose list cannot be read."""

    def call(self, request: Request) -> Reply:
        """Answer what is no list."""
        return Reply(status=200, headers={}, body=b"<html>")


@dataclass(frozen=True, kw_only=True)
class Town:
    """A context that tells a portal of a case."""

    stage: Stage
    context: Context
    cast: Cast
    portal: Portal
    case: Case

    def state(self) -> PartnerState:
        """Return how it stands with the portal."""
        (found,) = list_partners(self.context, self.cast.frank)
        return found

    def later(self, **span: float) -> None:
        """Move the clock on, and let the worker work."""
        assert isinstance(self.context.clock, FixedClock)
        self.context.clock.move(timedelta(**span))
        while run_due(self.context):
            pass


@pytest.fixture
def town(stage: Stage) -> Town:
    """Give a case of the small procedure, filed and not yet told of."""
    portal = Portal()
    told = replace(stage.context, outside=portal, partners=(PORTAL,))
    case = replace(stage, context=told).file()
    return Town(stage=stage, context=told, cast=stage.cast, portal=portal, case=case)


def test_a_dossier_and_each_step_are_told_with_a_key_of_their_own(town: Town) -> None:
    town.later()
    place = task_at(town.context, town.case, "xem")
    complete_task(town.context, town.cast.alice, place, {"so_a": "7"})
    town.later()
    said = list(town.portal.bodies())
    assert [one["service"] for one in said][:2] == ["DongBoHoSoMC", "CapNhatTienDoHoSoMC"]
    assert (said[0]["MaHoSo"], said[0]["KenhThucHien"]) == (town.case.code, "2")
    assert (said[0]["LoaiDoiTuong"], said[0]["NgayTiepNhan"]) == ("1", "20261123090000")
    assert (said[1]["NguoiXuLy"], said[1]["PhongBanXuLy"]) == ("Alice", "UBND xã An Bình")
    keys = [one.headers["Idempotency-Key"] for one in town.portal.got]
    assert len(set(keys)) == len(keys)
    assert {one.state for one in told_of_case(town.context, town.cast.alice, town.case.code)} == {
        SENT
    }


def test_what_fails_for_the_moment_is_sent_again_with_the_same_key(town: Town) -> None:
    town.portal.failing = [None, 503]
    town.later()
    assert (town.portal.got, town.state().waiting) == ([], 1)
    town.later(minutes=1)
    town.later(minutes=1)
    (request,) = town.portal.got
    assert request.headers["Idempotency-Key"] == f"{town.case.code}/1/{DOSSIER}"
    assert town.state().waiting == 0


def test_a_later_message_does_not_overtake_an_earlier_one(town: Town) -> None:
    town.portal.failing = [None]
    town.later()
    place = task_at(town.context, town.case, "xem")
    complete_task(town.context, town.cast.alice, place, {"so_a": "7"})
    town.later(minutes=5)
    town.later(minutes=5)
    assert [str(one["key"]).split("/")[1] for one in town.portal.bodies()] == ["1", "2"]
    assert town.portal.got[1].headers["Idempotency-Key"].endswith(PROGRESS)


def test_what_is_refused_waits_for_an_administrator(town: Town) -> None:
    town.portal.failing = [422]
    town.later()
    town.later(days=1)
    (refused,) = town.state().refused
    assert refused.code == town.case.code
    assert str(refused.error).endswith("Cổng mẫu trả lời 422.")
    with pytest.raises(AccessDenied):
        resend_refused(town.context, town.cast.alice, "portal")
    assert resend_refused(town.context, town.cast.frank, "portal") == 1
    town.later()
    assert (town.state().refused, len(town.portal.got)) == ((), 1)


def test_what_the_other_system_has_already_counts_as_sent(town: Town) -> None:
    town.portal.failing = [409]
    town.later()
    assert (town.state().waiting, town.state().refused) == (0, ())


def test_a_day_is_compared_once_and_what_is_missing_there_is_sent_again(town: Town) -> None:
    town.later()
    town.portal.listed = {"H99.1-261123-9999": "4"}
    town.later(days=1)
    assert (reconcile_due(town.context), reconcile_due(town.context)) == (1, 0)
    (day,) = town.state().days
    assert (day.missing, day.unknown) == ((town.case.code,), ("H99.1-261123-9999",))
    town.later()
    assert [str(one["MaHoSo"]) for one in town.portal.bodies()] == [town.case.code] * 2


def test_a_status_that_differs_there_is_found(town: Town) -> None:
    town.later()
    town.portal.listed = {town.case.code: "10"}
    town.later(days=1)
    reconcile_due(town.context)
    (day,) = town.state().days
    assert day.differing == {town.case.code: ("1", "10")}


def test_a_later_message_waits_for_an_earlier_one_that_was_refused(town: Town) -> None:
    town.portal.failing = [422]
    town.later()
    complete_task(
        town.context, town.cast.alice, task_at(town.context, town.case, "xem"), {"so_a": "7"}
    )
    town.later(minutes=10)
    assert town.portal.got == []
    resend_refused(town.context, town.cast.frank, "portal")
    town.later(hours=2)
    assert [str(one["key"]).split("/")[1] for one in town.portal.bodies()][:2] == ["1", "2"]


def test_days_that_were_missed_are_compared_later_and_changes_with_them(town: Town) -> None:
    town.later()
    town.portal.listed = {town.case.code: "1"}
    town.later(days=1)
    reconcile_due(town.context)
    complete_task(
        town.context, town.cast.alice, task_at(town.context, town.case, "xem"), {"so_a": "7"}
    )
    town.portal.listed = {}
    town.later(days=3)
    assert reconcile_due(town.context) == 3
    found = {one.day.day: one.missing for one in town.state().days}
    assert found == {23: (), 24: (town.case.code,), 25: (), 26: ()}


def test_the_dossier_names_its_papers_fees_supplements_and_results(town: Town) -> None:
    town.later()
    (said,) = town.portal.bodies()
    lists = ("TaiLieuNop", "DanhSachLePhi", "DanhSachHoSoBoSung", "DanhSachGiayToKetQua")
    assert {name: said[name] for name in lists} == dict.fromkeys(lists, [])


def test_the_outbox_is_no_discrepancy_of_the_case(town: Town) -> None:
    assert [one.discrepancies for one in verify_cases(town.context)] == [()]


def test_a_comparison_that_failed_is_made_again(town: Town) -> None:
    town.later(days=1)
    broken = replace(town.context, outside=Broken())
    assert reconcile_due(broken) == 1
    assert town.state().days[0].error is not None
    town.later(hours=2)
    town.portal.listed = {town.case.code: "1"}
    assert reconcile_due(town.context) == 1
    assert town.state().days[0].is_clean


def test_nobody_waits_for_a_message_about_an_entry_that_was_erased(town: Town) -> None:
    at = town.context.clock.now()
    with town.context.database.begin() as db:
        leave_message(db, (town.case.case_id, 99), "portal", PROGRESS, at)
    place = task_at(town.context, town.case, "xem")
    complete_task(town.context, town.cast.alice, place, {"so_a": "7"})
    town.later()
    town.later()
    assert [str(one["key"]).split("/")[1] for one in town.portal.bodies()][:2] == ["1", "2"]
    assert (town.state().waiting, town.state().refused) == (0, ())
    with town.context.database.read() as db:
        assert GONE in {one.state for one in list_case_messages(db, town.case.case_id)}


def test_waiting_for_an_earlier_message_is_no_try(town: Town) -> None:
    town.portal.failing = [422]
    town.later()
    complete_task(
        town.context, town.cast.alice, task_at(town.context, town.case, "xem"), {"so_a": "7"}
    )
    for _hour in range(90):
        town.later(hours=1)
    with town.context.database.read() as db:
        first, *later = list_case_messages(db, town.case.case_id)
    assert (first.state, {(one.state, one.tries) for one in later}) == (REFUSED, {(WAITING, 0)})


def test_what_waited_for_an_earlier_message_follows_it_at_once(town: Town) -> None:
    town.portal.failing = [422]
    town.later()
    complete_task(
        town.context, town.cast.alice, task_at(town.context, town.case, "xem"), {"so_a": "7"}
    )
    town.later(minutes=10)
    resend_refused(town.context, town.cast.frank, "portal")
    town.later()
    assert (town.state().waiting, len(town.portal.got)) == (0, 2)


def test_an_open_dossier_that_was_lost_later_is_found_and_told(town: Town) -> None:
    town.later()
    town.portal.listed = {town.case.code: "1"}
    town.later(days=1)
    reconcile_due(town.context)
    assert town.state().days[0].is_clean
    town.portal.listed = {}
    town.later(days=30)
    reconcile_due(town.context)
    (day, *_before) = town.state().days
    assert (day.ours, day.all_missing) == (0, (town.case.code,))
    town.later()
    assert [one["MaHoSo"] for one in town.portal.bodies()] == [town.case.code] * 2


def test_what_is_told_anew_has_a_key_of_its_own(town: Town) -> None:
    town.later()
    at = town.context.clock.now()
    with town.context.database.begin() as db:
        leave_message(db, (town.case.case_id, 1), "portal", DOSSIER, at)
    town.later()
    keys = [one.headers["Idempotency-Key"] for one in town.portal.got]
    assert keys == [f"{town.case.code}/1/{DOSSIER}", f"{town.case.code}/1/{DOSSIER}/1"]


def test_an_open_dossier_with_another_status_there_is_found(town: Town) -> None:
    town.later()
    town.portal.listed = {town.case.code: "10"}
    town.later(days=9)
    reconcile_due(town.context)
    assert town.state().days[0].all_differing == {town.case.code: ("1", "10")}


def test_what_is_on_its_way_is_not_compared(town: Town) -> None:
    town.portal.failing = [None] * 9
    town.later()
    town.later(days=2)
    reconcile_due(town.context)
    sweep = town.state().days[0].sweep
    assert sweep is not None
    assert (sweep.ours, sweep.missing) == (0, ())


def test_what_takes_too_long_goes_on_in_the_next_night(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.actions.compare_open.MOST_CALLS", 1)
    town.later(days=1)
    second = replace(town.stage, context=town.context).file()
    town.later(days=1)
    town.portal.listed = {town.case.code: "1", second.code: "1"}
    for _night in range(2):
        town.later(days=1)
        reconcile_due(town.context)
    latest, former = (one.sweep for one in town.state().days[:2])
    assert latest is not None
    assert former is not None
    assert (former.ours, former.compared, former.next_day) == (2, 1, date(2026, 11, 24))
    assert (latest.compared, latest.next_day) == (1, date(2026, 11, 23))
