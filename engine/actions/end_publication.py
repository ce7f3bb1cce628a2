"""A publication whose case was cancelled: nothing of it comes into force, its draft is open."""

from engine.context import Context
from engine.records.drafts import OPEN
from engine.records.publications import CALLED_OFF, SCHEDULED, WITHDRAWN
from engine.store.database import Db
from engine.store.drafts import set_draft_state
from engine.store.publications import change_publication, lock_publication
from engine.store.releases import call_off, list_releases


def end_publication(context: Context, db: Db, case_id: int) -> None:
    """Give up what a case was to publish; nothing for a case that publishes nothing."""
    found = lock_publication(db, case_id)
    if found is None or not found.is_under_way:
        return
    for one in list_releases(db, found.procedure_key):
        if one.case_id == case_id and one.called_off_at is None:
            call_off(db, one.release_id, context.clock.now())
    state = CALLED_OFF if found.state == SCHEDULED else WITHDRAWN
    change_publication(db, found.publication_id, state=state)
    set_draft_state(db, found.draft_id, OPEN)
