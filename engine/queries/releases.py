"""The releases of a procedure: what was in force from when on, and by whose word."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.context import Context
from engine.errors import NotFound, Words
from engine.records.cards import Text
from engine.records.publications import Release
from engine.store.case_search import count_running
from engine.store.cases import get_case
from engine.store.database import Db
from engine.store.people import names_of
from engine.store.publications import approvals_needed
from engine.store.releases import get_release, list_releases, releases_at
from engine.store.versions import list_versions


@dataclass(frozen=True, kw_only=True)
class ReleaseLine:
    """A release with its place in time.

    place    ahead, current, partial (for some cases), past or called-off
    code     dossier code of the case that published it
    running  cases of its version that have not ended
    """

    release: Release
    place: str
    code: str | None
    running: int


@dataclass(frozen=True, kw_only=True)
class ReleasesPage:
    """All releases of a procedure, the newest first.

    numbers  of the versions that one can go back to: those that were in force
    """

    key: str
    title: Text
    lines: tuple[ReleaseLine, ...]
    names: Mapping[int, str]
    numbers: tuple[int, ...]
    needed: int

    @property
    def current(self) -> ReleaseLine | None:
        """What is in force in general; its release has no version when the procedure is retired."""
        return next((one for one in self.lines if one.place == "current"), None)


def get_releases(context: Context, key: str) -> ReleasesPage:
    """Return the releases of a procedure; raise NotFound for one that was never published."""
    with context.database.read() as db:
        releases = list_releases(db, key)
        versions = list_versions(db, key)
        if not releases or not versions:
            raise NotFound(what=Words(en="procedure", vi="thủ tục"), key=key)
        running = count_running(db)
        places = _places(context, db, key, releases)
        lines = tuple(
            ReleaseLine(
                release=one,
                place=places[one.release_id],
                code=get_case(db, one.case_id).code if one.case_id else None,
                running=running.get(one.version_id or 0, 0),
            )
            for one in releases
        )
        people = {who for one in releases for who in (one.by, *one.approved_by) if who}
        newest = context.versions.get(db, versions[0].version_id)
        return ReleasesPage(
            key=key,
            title=newest.compiled.procedure.card.title,
            lines=lines,
            names=names_of(db, people),
            numbers=_past_numbers(lines),
            needed=approvals_needed(db, key),
        )


def get_release_report(context: Context, release_id: int) -> Release:
    """Return a release with the report that was attached to it; raise NotFound."""
    with context.database.read() as db:
        return get_release(db, release_id)


def version_places(context: Context, db: Db, key: str) -> Mapping[int, tuple[str, datetime]]:
    """Return where each version of a procedure stands, and from when on it counts."""
    releases = list_releases(db, key)
    places = _places(context, db, key, releases)
    order = ("current", "partial", "ahead", "past", "called-off")
    found: dict[int, tuple[str, datetime]] = {}
    for one in sorted(releases, key=lambda each: order.index(places[each.release_id])):
        if one.version_id is not None:
            found.setdefault(one.version_id, (places[one.release_id], one.effective_at))
    return found


def _past_numbers(lines: tuple[ReleaseLine, ...]) -> tuple[int, ...]:
    found = {
        one.release.number
        for one in lines
        if one.release.number is not None and one.place in ("past", "partial", "current")
    }
    return tuple(sorted(found, reverse=True))


def _places(context: Context, db: Db, key: str, releases: tuple[Release, ...]) -> Mapping[int, str]:
    places = {
        one.release_id: "called-off"
        if one.called_off_at
        else ("ahead" if one.effective_at > context.clock.now() else "past")
        for one in releases
    }
    for one in releases_at(db, key, context.clock.now()):
        places[one.release_id] = "current" if one.reach.is_whole else "partial"
        if one.reach.is_whole:
            break
    return places
