"""Telling people of something: on their page of notices, and by the channels they want."""

from collections.abc import Iterable

from engine.context import Context
from engine.records.notices import ALWAYS, USUAL, Channel, NoticeRow, Occasion
from engine.store.database import Db
from engine.store.notices import insert_notices, settings_of


def tell_people(context: Context, db: Db, occasion: Occasion, people: Iterable[int]) -> int:
    """Write a notice for each of these people, in the caller's transaction; return how many rows.

    A worker sends what leaves the house. Two statements, none for nobody.
    """
    wanted = sorted(set(people))
    if not wanted:
        return 0
    settings = settings_of(db, wanted)
    offered = context.notices.channels()
    rows = []
    for person_id in wanted:
        usual = USUAL.get(occasion.kind, ())
        wished = settings.get((person_id, occasion.kind), usual)
        chosen = ALWAYS.get(occasion.kind, wished)
        rows.append(notice_to(occasion, person_id, "page"))
        rows += [notice_to(occasion, person_id, one) for one in chosen if one in offered]
    return insert_notices(db, rows, context.clock.now())


def notice_to(occasion: Occasion, person_id: int, channel: Channel) -> NoticeRow:
    """Return the notice of an occasion to a person by a channel."""
    key = occasion.key and f"{occasion.key}:{person_id}:{channel}"
    return NoticeRow(
        kind=occasion.kind,
        channel=channel,
        content=occasion.content,
        case_id=occasion.case_id,
        person_id=person_id,
        key=key,
    )
