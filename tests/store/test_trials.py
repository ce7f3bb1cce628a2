"""Acts of trials: one trial for each person and draft."""

from datetime import timedelta
from pathlib import Path

from engine.actions.open_draft import draft_from_version
from engine.store.database import Database
from engine.store.trials import find_trial, forget_trial, keep_trial
from tests.make import MONDAY, make_cast, make_context, publish


def test_a_trial_is_kept_replaced_and_forgotten(database: Database, tmp_path: Path) -> None:
    context = make_context(database, tmp_path)
    frank = make_cast(context).frank
    publish(context, "chung-thuc-ban-sao")
    draft_id = draft_from_version(context, frank, "chung-thuc-ban-sao", 1).draft_id
    own = (draft_id, frank.person_id)
    with database.begin() as db:
        before = find_trial(db, *own)
        keep_trial(db, *own, "một", MONDAY)
        keep_trial(db, *own, "hai", MONDAY + timedelta(hours=1))
        kept, others = find_trial(db, *own), find_trial(db, draft_id, frank.person_id + 1)
        forget_trial(db, *own)
        after = find_trial(db, *own)
    assert (before, kept, others, after) == (None, "hai", None, None)
