"""A request that comes a second time: the result of the first is given, and nothing is done."""

from collections.abc import Callable
from dataclasses import dataclass

from engine.context import Context
from engine.errors import AccessDenied, CaseError
from engine.records.cases import Case, Entry
from engine.store.cases import get_case
from engine.store.log import find_request


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What somebody asks for under a key of their own; the same key may mean this and no other.

    kind     kind of command
    by       the person; None for the applicant
    case_id  None for a case that does not exist yet
    token    where in the case; None for a command about the whole case
    """

    key: str | None
    kind: str
    by: int | None
    case_id: int | None = None
    token: int | None = None

    def is_made_by(self, entry: Entry) -> bool:
        """Tell whether the entry is what was asked for: a key found out gives nobody a case."""
        told = entry.command is None or getattr(entry.command, "token", None) == self.token
        same_case = self.case_id in (None, entry.case_id)
        return told and same_case and (self.kind, self.by) == (entry.kind, entry.by)


def once(context: Context, asked: Asked, act: Callable[[], Case]) -> Case:
    """Carry out `act`; if it cannot be because it was done before, give the case as it is now.

    Raises  what `act` raises, when this was not done before
    """
    try:
        return act()
    except (AccessDenied, CaseError):
        done = was_done(context, asked)
        if done is None:
            raise
        return done


def was_done(context: Context, asked: Asked) -> Case | None:
    """Return the case that this request has already moved; None if it was never carried out."""
    if asked.key is None:
        return None
    with context.database.read() as db:
        entry = find_request(db, asked.key)
        if entry is None or not asked.is_made_by(entry):
            return None
        return get_case(db, entry.case_id)
