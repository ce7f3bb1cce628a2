"""A version goes live: lists show it, and what begins cases begins them with it."""

from engine.actions.take_over_starts import take_over_starts
from engine.context import Context
from engine.procedures.beginnings import list_triggers
from engine.procedures.procedure import Procedure
from engine.records.publications import NewRelease, Reach
from engine.records.versions import Version
from engine.store.database import Db
from engine.store.releases import add_release, call_off, list_scheduled
from engine.store.versions import make_live


def go_live(context: Context, db: Db, version: Version, procedure: Procedure) -> Version:
    """Make a version the live one, and let its events begin cases in place of those before.

    Raises  InputRefused for an event that cannot begin cases
    """
    now = context.clock.now()
    triggers = list_triggers(procedure.diagram.process, now, context.calendars.current)
    live = make_live(db, version.version_id)
    take_over_starts(db, live, triggers)
    return live


def release_now(context: Context, db: Db, version: Version, release: NewRelease) -> Version:
    """Write a release that counts at once and let its version go live."""
    add_release(db, release)
    procedure = context.versions.get(db, version.version_id).compiled.procedure
    if release.reach == Reach():
        return go_live(context, db, version, procedure)
    return version


def give_up_scheduled(context: Context, db: Db, procedure_key: str) -> int:
    """Give up what was to take effect later for a procedure; return how many releases."""
    now = context.clock.now()
    ahead = [one for one in list_scheduled(db, now) if one.procedure_key == procedure_key]
    for one in ahead:
        call_off(db, one.release_id, now)
    return len(ahead)
