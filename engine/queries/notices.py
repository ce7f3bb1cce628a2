"""What people were told, what was sent about a case, and what they want to be told."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.context import Context
from engine.queries.case_file import open_case
from engine.records.cases import Case
from engine.records.notices import OFFICER_CHANNELS, USUAL, Channel, Notice
from engine.records.people import Person
from engine.store.notices import (
    count_unread,
    find_own_setting,
    list_of_case,
    list_own,
    settings_of,
)

MOST_SHOWN = 100


@dataclass(frozen=True, kw_only=True)
class CaseNotices:
    """The notices about a case, to its applicant and to officers, the newest first."""

    case: Case
    notices: tuple[Notice, ...]


@dataclass(frozen=True, kw_only=True)
class NoticeSettings:
    """By which channels somebody is told of what.

    offered   channels that leave the house from here
    wanted    channels by kind
    """

    offered: tuple[Channel, ...]
    wanted: Mapping[str, tuple[Channel, ...]]


def list_notices(context: Context, person: Person) -> tuple[Notice, ...]:
    """Return what a person was told lately, the newest first."""
    with context.database.read() as db:
        return list_own(db, person.person_id, MOST_SHOWN)


def count_new_notices(context: Context, person: Person) -> int:
    """Return how many notices a person has not seen yet."""
    with context.database.read() as db:
        return count_unread(db, person.person_id)


def get_case_notices(context: Context, person: Person, code: str) -> CaseNotices:
    """Return the notices about a case that the person may see; raise NotFound."""
    with context.database.read() as db:
        case = open_case(context, db, person, code).case
        return CaseNotices(case=case, notices=list_of_case(db, case.case_id))


def get_settings(context: Context, person: Person) -> NoticeSettings:
    """Return what a person wants to be told."""
    with context.database.read() as db:
        own = settings_of(db, [person.person_id])
    offered = tuple(one for one in OFFICER_CHANNELS if one in context.notices.channels())
    return NoticeSettings(
        offered=offered,
        wanted={kind: own.get((person.person_id, kind), usual) for kind, usual in USUAL.items()},
    )


@dataclass(frozen=True, kw_only=True)
class OwnChoice:
    """The channels that reach the applicant of a case, and those they want."""

    offered: tuple[Channel, ...]
    wanted: tuple[Channel, ...]


def get_own_choice(context: Context, case: Case) -> OwnChoice:
    """Return by which channels the applicant of a case can be told, and wants to be."""
    with context.database.read() as db:
        own = find_own_setting(db, case.case_id)
    reached = {"mail": case.applicant.email, "sms": case.applicant.phone}
    reached["push"] = case.applicant.phone
    offered = tuple(one for one in context.notices.channels() if reached.get(one))
    return OwnChoice(offered=offered, wanted=offered if own is None else own)
