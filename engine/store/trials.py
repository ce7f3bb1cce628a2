"""The acts of trials under way, one trial for each person and draft."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select

from engine.store.trial_tables import trial

OWN = (trial.c.draft_id == bindparam("of_draft")) & (trial.c.person_id == bindparam("of_person"))
FIND = select(trial.c.acts).where(OWN)
FORGET = delete(trial).where(OWN)


def find_trial(db: Connection, draft_id: int, person_id: int) -> str | None:
    """Return the acts of a person's trial of a draft."""
    own = {"of_draft": draft_id, "of_person": person_id}
    acts: str | None = db.execute(FIND, own).scalar()
    return acts


def keep_trial(db: Connection, draft_id: int, person_id: int, acts: str, at: datetime) -> None:
    """Keep the acts of a person's trial of a draft in place of those before."""
    forget_trial(db, draft_id, person_id)
    row = {"draft_id": draft_id, "person_id": person_id, "acts": acts, "saved_at": at}
    db.execute(insert(trial), row)


def forget_trial(db: Connection, draft_id: int, person_id: int) -> None:
    """End a person's trial of a draft."""
    db.execute(FORGET, {"of_draft": draft_id, "of_person": person_id})
