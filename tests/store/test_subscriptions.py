"""Messages: awaited by one, delivered once, kept for a while when nobody awaits them."""

from datetime import timedelta

from engine.records.outcomes import Subscription
from engine.store import subscriptions
from engine.store.database import Database
from engine.store.subscriptions import Parked, park_message, take_message
from tests.store.steps import NOW, Place, open_case, outcome_of, take_step

AWAITED = Subscription(
    token=1, element="asked", name="supplement", key="k", audience="applicant", form="more"
)
WEEK = NOW + timedelta(days=7)


def test_a_message_finds_who_awaits_it(database: Database, place: Place) -> None:
    with database.begin() as db:
        case = take_step(db, place, open_case(db, place), outcome_of(awaited=(AWAITED,)))
        found = subscriptions.find_subscription(db, "supplement", "k")
        assert found == (case.case_id, AWAITED)
        assert subscriptions.find_subscription(db, "supplement", "other") is None


def test_the_first_to_await_a_message_keeps_it(database: Database, place: Place) -> None:
    with database.begin() as db:
        first = take_step(db, place, open_case(db, place), outcome_of(awaited=(AWAITED,)))
        second = take_step(db, place, open_case(db, place), outcome_of(awaited=(AWAITED,)))
        assert subscriptions.list_case_subscriptions(db, first.case_id) == (AWAITED,)
        assert subscriptions.list_case_subscriptions(db, second.case_id) == ()


def test_a_parked_message_is_taken_once_and_the_oldest_first(database: Database) -> None:
    with database.begin() as db:
        for number in (1, 2):
            park_message(db, "paid", "k", Parked(payload={"n": number}), NOW, WEEK)
        taken = [take_message(db, "paid", "k", NOW) for _ in range(3)]
    assert [one and one.payload for one in taken] == [{"n": 1}, {"n": 2}, None]


def test_a_parked_message_past_its_time_is_not_delivered(database: Database) -> None:
    with database.begin() as db:
        park_message(db, "paid", "k", Parked(payload={}), NOW, WEEK)
        assert take_message(db, "paid", "k", WEEK) is None
        assert subscriptions.drop_expired_messages(db, WEEK) == 1
