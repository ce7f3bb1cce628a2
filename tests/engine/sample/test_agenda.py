"""The sample's agenda: by time, and by the order of putting where the time is the same."""

from datetime import UTC, datetime, timedelta

from engine.sample.agenda import Agenda

NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)


def test_the_earliest_comes_first_and_equals_keep_their_order() -> None:
    agenda: Agenda[dict[str, int]] = Agenda()
    agenda.put(NOON, {"second": 2})
    agenda.put(NOON, {"third": 3})
    agenda.put(NOON - timedelta(hours=1), {"first": 1})
    agenda.put(NOON, {"fourth": 4})
    taken = []
    while agenda:
        taken.append(agenda.take()[1])
    assert taken == [{"first": 1}, {"second": 2}, {"third": 3}, {"fourth": 4}]
