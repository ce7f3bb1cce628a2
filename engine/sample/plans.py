"""When each sample case is filed, where, by whom, and which story it tells."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from engine.calendars.calendar import WorkCalendar
from engine.sample.names import Citizen, make_citizen
from engine.sample.offices import COMMUNE_NAMES, COMMUNES
from engine.sample.stories import STORIES
from engine.sample.tale import Story

SEED = "motcua"
SPAN_DAYS = 182
# Most cases are filed in the last weeks, as the office grows into its new system; some of them on
# the last two working days, so that every inbox has today's work.
LATELY = ((0.20, 3), (0.30, 25), (0.50, SPAN_DAYS))
COMMUNE_WEIGHTS = (5, 3, 2)
PROVINCIAL_DESK = 0.1


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A case to be filed.

    number     0, 1, 2 … in the order of filing
    office     code of the commune that decides
    desk       code of the office at whose desk it is filed; "" when it comes online or by post
    slowness   1 is usual; what everybody in this case takes longer by
    """

    number: int
    story: Story
    office: str
    desk: str
    channel: str
    filed_at: datetime
    citizen: Citizen
    slowness: float

    @property
    def request_key(self) -> str:
        """What makes a second filing of the same plan open no second case."""
        return f"sample-{self.number:04d}"


def make_plans(until: datetime, count: int, calendar: WorkCalendar) -> tuple[Plan, ...]:
    """Return `count` plans filed in the half year before `until`; the same again for the same."""
    rng = Random(f"{SEED} {count}")  # noqa: S311 - a sample, no secret
    stories = _choose_stories(rng, count)
    drafts = sorted(
        (
            (_filed_at(rng, story, until, calendar), place, story)
            for place, story in enumerate(stories)
        ),
        key=lambda one: one[:2],
    )
    return tuple(
        _plan(rng, number, story, at, calendar) for number, (at, _, story) in enumerate(drafts)
    )


def _choose_stories(rng: Random, count: int) -> list[Story]:
    """Return every story once as far as they go, and more of them by weight."""
    told = list(STORIES)
    rng.shuffle(told)
    weights = [one.weight for one in STORIES]
    told += rng.choices(STORIES, weights, k=max(0, count - len(told)))
    return told[:count]


def _plan(rng: Random, number: int, story: Story, at: datetime, calendar: WorkCalendar) -> Plan:
    office = rng.choices(COMMUNES, COMMUNE_WEIGHTS)[0]
    channel = rng.choice(story.channels)
    if channel == "direct" and not _is_open(at, calendar):
        channel = "online" if "online" in story.channels else "post"
    desk = ""
    if channel == "direct":
        desk = "H99.1" if rng.random() < PROVINCIAL_DESK else office
    slowness = rng.lognormvariate(0, 0.35) * (rng.uniform(3, 7) if rng.random() < 0.08 else 1)
    return Plan(
        number=number,
        story=story,
        office=story.office or office,
        desk=desk,
        channel=channel,
        filed_at=at,
        citizen=make_citizen(number, COMMUNE_NAMES[COMMUNES.index(office)][0]),
        slowness=slowness,
    )


def _filed_at(rng: Random, story: Story, until: datetime, calendar: WorkCalendar) -> datetime:
    is_open = "direct" in story.channels
    span = story.within_days or rng.choices([days for _, days in LATELY], [w for w, _ in LATELY])[0]
    days = list(_days_before(until, span, calendar, is_open))
    while True:
        at = _instant(rng, rng.choice(days), calendar, is_open)
        if at < until:
            return at


def _days_before(
    until: datetime, span: int, calendar: WorkCalendar, is_open: bool
) -> Iterator[date]:
    """Yield at least two days on which something can be filed, the last first."""
    found = 0
    day = until.astimezone(calendar.tz).date()
    first = day - timedelta(days=span)
    while day >= first or found < 2:
        if not is_open or calendar.is_working(day):
            found += 1
            yield day
        day -= timedelta(days=1)


def _instant(rng: Random, day: date, calendar: WorkCalendar, is_open: bool) -> datetime:
    start, end = time(6), time(23)
    if is_open:
        start, end = rng.choice(calendar.hours)
    opened = datetime.combine(day, start, calendar.tz)
    span = datetime.combine(day, end, calendar.tz) - opened
    return (opened + span * rng.random()).replace(microsecond=0).astimezone(UTC)


def _is_open(at: datetime, calendar: WorkCalendar) -> bool:
    local = at.astimezone(calendar.tz)
    return calendar.is_working(local.date()) and any(
        start <= local.time() < end for start, end in calendar.hours
    )
