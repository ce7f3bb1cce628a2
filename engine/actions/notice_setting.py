"""Saying by which channels one wants to be told, and having seen one's notices."""

from collections.abc import Mapping, Sequence

from engine.actions.own_case import require_own_case
from engine.context import Context
from engine.records.notices import CHANNELS, OFFICER_CHANNELS, USUAL, Channel
from engine.records.people import Person
from engine.store.notices import mark_read, save_own_setting, save_settings


def set_notices(context: Context, person: Person, wanted: Mapping[str, Sequence[str]]) -> None:
    """Keep by which channels a person wants to be told of what; unknown words are left out."""
    kept: dict[str, list[Channel]] = {
        kind: [one for one in OFFICER_CHANNELS if one in wanted.get(kind, ())] for kind in USUAL
    }
    with context.database.begin() as db:
        save_settings(db, person.person_id, kept)


def set_own_notices(context: Context, own: tuple[str, str], wanted: Sequence[str]) -> None:
    """Keep by which channels the applicant of a case wants to be told.

    own      dossier code and the telephone's last digits
    Raises   NotFound for a wrong pair
    """
    with context.database.begin() as db:
        case = require_own_case(db, *own)
        save_own_setting(db, case.case_id, [one for one in CHANNELS if one in wanted])


def read_notices(context: Context, person: Person, upto: int) -> None:
    """Note that a person has seen their notices up to one."""
    with context.database.begin() as db:
        mark_read(db, person.person_id, upto, context.clock.now())
