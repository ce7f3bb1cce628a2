"""Complaints and ratings as officers and citizens read them."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.access import OVERSEERS
from engine.calendars.complaints import complaint_rule
from engine.context import Context
from engine.queries.tracking import own_case
from engine.records.complaints import Complaint, Rating
from engine.records.documents import Reading
from engine.records.people import Office, Person
from engine.store.cases import get_case
from engine.store.complaints import (
    find_rating,
    list_complaints,
    list_published,
    mean_ratings,
    own_complaint,
)
from engine.store.readings import list_readings

MOST_SHOWN = 100
ANSWERING = ("head", "leader", "desk")


@dataclass(frozen=True, kw_only=True)
class ComplaintLine:
    """A complaint with its office, and the code of the dossier that it is about."""

    complaint: Complaint
    office: Office
    case_code: str | None


@dataclass(frozen=True, kw_only=True)
class Complaints:
    """What an office has to answer, what it has answered, and how it is rated.

    means   office id → how many dossiers were rated, and their mean points
    """

    waiting: tuple[ComplaintLine, ...]
    done: tuple[ComplaintLine, ...]
    means: Mapping[int, tuple[int, float]]
    offices: Mapping[int, Office]


def list_office_complaints(context: Context, person: Person) -> Complaints:
    """Return the complaints of the person's offices; overseers see those of all."""
    with context.database.read() as db:
        directory = context.offices.get(db)
        mine = {one.office_id for one in person.posts if one.kind in ANSWERING}
        if person.has_post(*OVERSEERS):
            mine = set(directory.by_id)

        def lines(is_open: bool) -> tuple[ComplaintLine, ...]:
            return tuple(
                ComplaintLine(
                    complaint=one,
                    office=directory.by_id[one.office_id],
                    case_code=get_case(db, one.case_id).code if one.case_id else None,
                )
                for one in list_complaints(db, mine, is_open, MOST_SHOWN)
            )

        return Complaints(
            waiting=lines(True),
            done=lines(False),
            means=mean_ratings(db, mine),
            offices=directory.by_id,
        )


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
        offices = context.offices.get(db).by_id
        return tuple(
            ComplaintLine(complaint=one, office=offices[one.office_id], case_code=None)
            for one in list_published(db, MOST_SHOWN)
        )


def rating_of(context: Context, own: tuple[str, str]) -> Rating | None:
    """Return how the applicant rated their dossier; raise NotFound for a wrong pair."""
    with context.database.read() as db:
        return find_rating(db, own_case(db, own).case_id)


def own_readings(context: Context, own: tuple[str, str]) -> tuple[Reading, ...]:
    """Return who looked at the applicant's dossier, the last first; raise NotFound.

    Source   NĐ 13/2023/NĐ-CP Art. 9(1): one may know who processes one's personal data
    """
    with context.database.read() as db:
        return tuple(reversed(list_readings(db, own_case(db, own).case_id)))
