"""Publishing as its pages show it: the way of one draft, and what waits for approval."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.context import Context
from engine.procedures.card import FILE as CARD_FILE
from engine.procedures.card import read_card
from engine.queries.drafts import title_in
from engine.records.cards import Text
from engine.records.drafts import Draft
from engine.records.people import Office, Person
from engine.records.publications import (
    APPROVING,
    CHECKING,
    RETURNED,
    SCHEDULED,
    Comment,
    Publication,
    Release,
)
from engine.records.votes import Vote, valid_votes, votes_of
from engine.store.cases import get_case
from engine.store.database import Db
from engine.store.drafts import get_draft, read_files
from engine.store.log import read_log
from engine.store.people import names_of
from engine.store.publications import (
    approvals_needed,
    authors_of,
    list_comments,
    list_of_draft,
    list_under_way,
    read_rules,
)
from engine.store.releases import list_releases


@dataclass(frozen=True, kw_only=True)
class Way:
    """A publication with what was said to it since it was checked last.

    code     dossier code of its case
    votes    those that count
    release  what it made; None before
    """

    publication: Publication
    code: str
    votes: tuple[Vote, ...]
    release: Release | None
    names: Mapping[int, str]

    @property
    def missing(self) -> int:
        """How many more people must agree."""
        return max(0, self.publication.needed - len(self.votes))


@dataclass(frozen=True, kw_only=True)
class PublishingPage:
    """What a draft's page of publishing shows.

    ways        all attempts, the newest first
    needed      how many must agree, as it is set now
    is_author   the reader has saved the draft
    offices     those that decide the procedure, to begin with some of them
    """

    ways: tuple[Way, ...]
    needed: int
    is_author: bool
    has_voted: bool
    comments: tuple[Comment, ...]
    offices: tuple[Office, ...]

    @property
    def current(self) -> Way | None:
        """The attempt that is not over."""
        return next((one for one in self.ways if one.publication.is_under_way), None)


@dataclass(frozen=True, kw_only=True)
class WaitingLine:
    """A draft on its way to being published, in the list of the approvers."""

    way: Way
    draft: Draft
    title: Text
    may_decide: bool


def get_publishing(context: Context, person: Person, draft_id: int) -> PublishingPage:
    """Return all about publishing a draft; raise NotFound."""
    with context.database.read() as db:
        draft = get_draft(db, draft_id)
        ways = tuple(_way(db, one) for one in list_of_draft(db, draft_id))
        mine = person.person_id
        under_way = [one for one in ways if one.publication.is_under_way]
        files = read_files(db, draft_id)
        return PublishingPage(
            ways=ways,
            needed=approvals_needed(db, draft.procedure_key),
            is_author=mine in authors_of(db, draft_id),
            has_voted=any(vote.by == mine for one in under_way for vote in one.votes),
            comments=list_comments(db, draft_id),
            offices=_deciding(context, db, files),
        )


def list_waiting(context: Context, person: Person) -> tuple[WaitingLine, ...]:
    """Return every publication under way; those that the reader can decide first."""
    with context.database.read() as db:
        lines = [_line(db, person, one) for one in list_under_way(db)]
    order = {APPROVING: 0, CHECKING: 1, RETURNED: 2, SCHEDULED: 3}
    return tuple(
        sorted(lines, key=lambda one: (not one.may_decide, order[one.way.publication.state]))
    )


def list_draft_comments(context: Context, draft_id: int) -> tuple[Comment, ...]:
    """Return the comments on a draft, the oldest first; raise NotFound."""
    with context.database.read() as db:
        get_draft(db, draft_id)
        return list_comments(db, draft_id)


def list_rules(context: Context) -> Mapping[str, int]:
    """Return how many people must agree, by procedure; the empty key is for all others."""
    with context.database.read() as db:
        return {"": 1, **read_rules(db)}


def _line(db: Db, person: Person, one: Publication) -> WaitingLine:
    draft = get_draft(db, one.draft_id)
    files = read_files(db, one.draft_id, one.save or None)
    way = _way(db, one)
    mine = person.person_id
    said = any(vote.by == mine for vote in way.votes)
    decides = person.has_post("approver") and mine not in one.authors and not said
    return WaitingLine(
        way=way,
        draft=draft,
        title=title_in(files) or Text(vi=draft.name, en=draft.name),
        may_decide=decides and one.state == APPROVING,
    )


def _way(db: Db, one: Publication) -> Way:
    votes = valid_votes(one, votes_of(read_log(db, one.case_id)))
    release = next(
        (found for found in list_releases(db, one.procedure_key) if found.case_id == one.case_id),
        None,
    )
    people = {one.requested_by, *one.authors, *(vote.by for vote in votes)}
    return Way(
        publication=one,
        code=get_case(db, one.case_id).code,
        votes=votes,
        release=release,
        names=names_of(db, people),
    )


def _deciding(context: Context, db: Db, files: Mapping[str, bytes]) -> tuple[Office, ...]:
    card, _findings = read_card(files.get(CARD_FILE, b""))
    kind = card.office_kind if card else ""
    found = (one for one in context.offices.get(db).offices if one.kind == kind)
    return tuple(sorted(found, key=lambda one: one.code))
