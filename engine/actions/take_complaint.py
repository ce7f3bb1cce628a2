"""A complaint that came to the desk, by telephone or by mail, written down by an officer."""

from datetime import UTC, date, datetime, time, timedelta

from engine.access import acts_in
from engine.actions.complain import Arrival, Said, keep_complaint, require_words
from engine.context import Context, local_day
from engine.errors import AccessDenied, InputRefused, Words
from engine.records.complaints import BY_MAIL, TAKEN_IN, Complaint
from engine.records.people import Person

TAKING = ("desk", "clerk", "head", "leader")
# Whoever enters what came longer ago answers for it in another way than by a date typed here.
MOST_DAYS = 31
WHO = Words(en="officer of that office", vi="cán bộ của cơ quan đó")


def take_complaint(
    context: Context, person: Person, said: Said, channel: str, came_on: date
) -> Complaint:
    """Write down what somebody said to an officer; its days run from the day it came.

    Who wrote a letter may have given no telephone; then it is answered by letter or mail.
    Raises  AccessDenied for another office; InputRefused; NotFound
    Source  index 766, item 5.2: the days count from the day it came, whichever way it took
    """
    if not acts_in(person, said.office_id, *TAKING):
        raise AccessDenied(post=WHO)
    require_words(said, needs_phone=channel != BY_MAIL)
    today = local_day(context)
    if channel not in TAKEN_IN or not today - timedelta(days=MOST_DAYS) <= came_on <= today:
        raise InputRefused(
            reason=Words(
                en=f"say by which way it came, and a day of the last {MOST_DAYS}.",
                vi=f"hãy chọn cách nhận và ngày nhận trong {MOST_DAYS} ngày gần đây.",
            )
        )
    noon = datetime.combine(came_on, time(12), context.calendars.current.tz).astimezone(UTC)
    at = context.clock.now() if came_on == today else noon
    with context.database.begin() as db:
        arrival = Arrival(at=at, channel=channel, by=person.person_id)
        return keep_complaint(context, db, said, arrival)
