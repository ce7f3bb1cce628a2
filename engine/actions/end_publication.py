"""A publication whose case was cancelled: what is not in force never is, its draft is open."""

from engine.actions.go_live import put_live
from engine.context import Context
from engine.records.drafts import OPEN
from engine.records.publications import CALLED_OFF, SCHEDULED, WITHDRAWN
from engine.store.database import Db
from engine.store.drafts import set_draft_state
from engine.store.publications import change_publication, lock_publication
from engine.store.releases import call_off, find_release_of


def end_publication(context: Context, db: Db, case_id: int) -> None:
    """Give up what a case was to publish; nothing for a case that publishes nothing.

    What is in force by then stays so, whether or not a worker has come to it.
    """
    found = lock_publication(db, case_id)
    if found is None or not found.is_under_way:
        return
    release, now = find_release_of(db, case_id), context.clock.now()
    if release is not None and release.called_off_at is None:
        if release.effective_at <= now:
            put_live(context, db, found, release)
            return
        call_off(db, release.release_id, now)
    state = CALLED_OFF if found.state == SCHEDULED else WITHDRAWN
    change_publication(db, found.publication_id, state=state)
    set_draft_state(db, found.draft_id, OPEN)
