"""Complaints and ratings as officers and citizens read them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.access import OVERSEERS
from engine.calendars.complaints import complaint_rule, days_after
from engine.context import Context
from engine.diagrams.model import Process
from engine.queries.elements import node_name
from engine.queries.tracking import own_case
from engine.records.cards import Text
from engine.records.complaints import ANSWERED, Complaint, Rating
from engine.records.documents import Reading
from engine.records.people import Office, Person
from engine.store.cases import get_case
from engine.store.complaints import (
    find_rating,
    list_complaints,
    list_published,
    list_ratings,
    mean_ratings,
    own_complaint,
)
from engine.store.people import names_of
from engine.store.readings import list_readings

MOST_SHOWN = 100
MOST_RATINGS = 20
TAKING = ("desk", "clerk", "head", "leader")


@dataclass(frozen=True, kw_only=True)
class ComplaintLine:
    """A complaint with its office, and the code of the dossier that it is about.

    publish_by   until when its answer stands on the public page; None while there is none
    taker        the officer who wrote it down; None for what the citizen sent
    office       who answers; `concerned` is the office that it is about
    """

    complaint: Complaint
    office: Office
    concerned: Office
    case_code: str | None
    publish_by: datetime | None = None
    taker: str | None = None


@dataclass(frozen=True, kw_only=True)
class Complaints:
    """What an office has to answer, what it has answered, and how it is rated.

    means     office id → how many dossiers were rated, and their mean points
    ratings   the last ones, each with the code of its dossier
    """

    waiting: tuple[ComplaintLine, ...]
    done: tuple[ComplaintLine, ...]
    means: Mapping[int, tuple[int, float]]
    offices: Mapping[int, Office]
    ratings: tuple[tuple[str, Rating], ...]


def list_office_complaints(context: Context, person: Person) -> Complaints:
    """Return the complaints of the person's offices; overseers see those of all."""
    with context.database.read() as db:
        directory = context.offices.get(db)
        mine = {one.office_id for one in person.working_posts if one.kind in TAKING}
        if person.has_post(*OVERSEERS):
            mine = set(directory.by_id)

        def lines(is_open: bool) -> tuple[ComplaintLine, ...]:
            found = list_complaints(db, mine, is_open, MOST_SHOWN)
            takers = names_of(db, {one.entered_by for one in found if one.entered_by})
            return tuple(
                ComplaintLine(
                    complaint=one,
                    office=directory.by_id[one.office_id],
                    concerned=directory.by_code.get(one.concerned, directory.by_id[one.office_id]),
                    case_code=get_case(db, one.case_id).code if one.case_id else None,
                    publish_by=_publish_by(context, one),
                    taker=takers.get(one.entered_by or 0),
                )
                for one in found
            )

        return Complaints(
            waiting=lines(True),
            done=lines(False),
            means=mean_ratings(db, mine),
            offices=directory.by_id,
            ratings=list_ratings(db, mine, MOST_RATINGS),
        )


def _publish_by(context: Context, one: Complaint) -> datetime | None:
    """Return until when an answer is published: the days of the rule that it came under."""
    if one.state != ANSWERED or one.replied_at is None:
        return None
    calendar = context.calendars.current
    rule = complaint_rule(context.complaint_rules, one.at.astimezone(calendar.tz).date())
    return days_after(one.replied_at, rule.publish_days, calendar, None)


def taking_offices(context: Context, person: Person) -> tuple[Office, ...]:
    """Return the offices for which the person writes complaints down."""
    with context.database.read() as db:
        offices = context.offices.get(db).by_id
    mine = dict.fromkeys(one.office_id for one in person.working_posts if one.kind in TAKING)
    return tuple(offices[one] for one in mine if one in offices)


def get_own_complaint(context: Context, own: tuple[str, str]) -> Complaint:
    """Return the citizen's own complaint; raise NotFound for a wrong pair."""
    with context.database.read() as db:
        return own_complaint(db, own)


def answer_days(context: Context) -> int:
    """Return within how many working days a complaint of today is answered."""
    day = context.clock.now().astimezone(context.calendars.current.tz).date()
    return complaint_rule(context.complaint_rules, day).answer_days


def published_answers(context: Context) -> tuple[ComplaintLine, ...]:
    """Return what is published of complaints and answers, the last first."""
    with context.database.read() as db:
        directory = context.offices.get(db)
        return tuple(
            ComplaintLine(
                complaint=one,
                office=directory.by_id[one.office_id],
                concerned=directory.by_code.get(one.concerned, directory.by_id[one.office_id]),
                case_code=None,
            )
            for one in list_published(db, MOST_SHOWN)
        )


def rating_of(context: Context, own: tuple[str, str]) -> Rating | None:
    """Return how the applicant rated their dossier; raise NotFound for a wrong pair."""
    with context.database.read() as db:
        return find_rating(db, own_case(db, own).case_id)


@dataclass(frozen=True, kw_only=True)
class Look:
    """Somebody looked at the applicant's dossier: which step for, and from which office."""

    reading: Reading
    step: Text | None
    office: Office | None


def own_readings(context: Context, own: tuple[str, str]) -> tuple[Look, ...]:
    """Return who looked at the applicant's dossier and why, the last first; raise NotFound.

    Source   NĐ 13/2023/NĐ-CP Art. 9(1): one may know who processes one's personal data, what for
    """
    with context.database.read() as db:
        case = own_case(db, own)
        process = context.versions.get(db, case.version_id).compiled.procedure.diagram.process
        offices = context.offices.get(db).by_id
        found = list_readings(db, case.case_id)
    return tuple(
        Look(
            reading=one,
            step=_step(process, one.right.element) if one.right else None,
            office=offices.get(one.right.office_id or 0) if one.right else None,
        )
        for one in reversed(found)
    )


def _step(process: Process, element: str | None) -> Text | None:
    node = process.find(element) if element else None
    return None if node is None else node_name(node)
