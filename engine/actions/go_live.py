"""A version goes live: lists show it, and what begins cases begins them with it."""

from engine.actions.take_over_starts import take_over_starts
from engine.context import Context
from engine.procedures.beginnings import list_triggers
from engine.procedures.procedure import Procedure
from engine.records.drafts import PUBLISHED
from engine.records.publications import LIVE, Publication, Release
from engine.records.versions import Version
from engine.store.database import Db
from engine.store.drafts import set_draft_state
from engine.store.publications import change_publication
from engine.store.releases import general_release
from engine.store.versions import lock_procedure, make_live


def go_live(context: Context, db: Db, version: Version, procedure: Procedure) -> Version:
    """Make a version the live one, and let its events begin cases in place of those before.

    Raises  InputRefused for an event that cannot begin cases
    """
    now = context.clock.now()
    triggers = list_triggers(procedure.diagram.process, now, context.calendars.current)
    live = make_live(db, version.version_id)
    take_over_starts(db, live, triggers)
    return live


def put_live(context: Context, db: Db, found: Publication, release: Release) -> None:
    """Let what a publication has brought into force go live, unless something later has."""
    # Before the releases are read: who goes back or retires meanwhile counts before or after.
    lock_procedure(db, found.procedure_key)
    newest = general_release(db, found.procedure_key, context.clock.now())
    if newest is not None and newest.release_id == release.release_id:
        ready = context.versions.get(db, release.version_id or 0)
        go_live(context, db, ready.version, ready.compiled.procedure)
    change_publication(db, found.publication_id, state=LIVE)
    set_draft_state(db, found.draft_id, PUBLISHED)
