"""A version goes live: lists show it, and what begins cases begins them with it."""

from engine.actions.take_over_starts import take_over_starts
from engine.context import Context
from engine.procedures.beginnings import list_triggers
from engine.procedures.procedure import Procedure
from engine.records.versions import Version
from engine.store.database import Db
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
