"""Going back to an earlier version in one step, and letting a procedure take no new cases.

One approver or administrator does either, with a reason; it is marked on the releases for ever.
"""

from datetime import datetime

from engine.access import post_name, require_post
from engine.actions.go_live import go_live
from engine.actions.take_back_draft import give_up_scheduled
from engine.context import Context
from engine.errors import FourEyes, InputRefused, NotFound, Words
from engine.records.people import Person
from engine.records.publications import (
    RETIRED,
    ROLLED_BACK,
    TAKEN_BACK,
    WIDENED,
    NewRelease,
    Reach,
    Release,
)
from engine.records.versions import Version
from engine.store import starts
from engine.store.database import Db
from engine.store.publications import find_publication
from engine.store.releases import (
    add_release,
    general_release,
    get_release,
    list_releases,
    releases_at,
)
from engine.store.versions import (
    WORDS,
    find_numbered,
    get_bundle,
    keep_version,
    lock_procedure,
    retire_versions,
)

SHORTEST = 10
MAY = ("approver", "administrator")


def roll_back(context: Context, person: Person, key: str, number: int, reason: str) -> Version:
    """Publish the files of an earlier version once more, at once; what was scheduled is given up.

    Raises  AccessDenied; NotFound; InputRefused without a reason, or for what is in force
    """
    require_post(person, *MAY)
    said, now = require_reason(reason), context.clock.now()
    with context.database.begin() as db:
        lock_procedure(db, key)
        old = find_numbered(db, key, number)
        if old is None:
            raise NotFound(what=WORDS, key=f"{key} {number}")
        current = general_release(db, key, now)
        if current is not None and current.version_id == old.version_id:
            raise InputRefused(reason=_in_force_already(number))
        require_past(db, key, old.version_id, now)
        bundle = get_bundle(db, old.version_id)
        give_up_scheduled(context, db, key, person)
        by = person.person_id
        made = keep_version(db, key, bundle.files, old.digest, by, now)
        add_release(
            db, _release(context, person, key, ROLLED_BACK, made.version_id, f"v{number}: {said}")
        )
        procedure = context.versions.get(db, old.version_id).compiled.procedure
        return go_live(context, db, made, procedure)


def retire_procedure(context: Context, person: Person, key: str, reason: str) -> None:
    """Let a procedure take no new cases; those that run go on, and publishing undoes it.

    Raises  AccessDenied; NotFound; InputRefused without a reason
    """
    require_post(person, *MAY)
    said = require_reason(reason)
    with context.database.begin() as db:
        lock_procedure(db, key)
        current = general_release(db, key, context.clock.now())
        if current is None or current.version_id is None:
            raise NotFound(what=Words(en="procedure in force", vi="thủ tục đang áp dụng"), key=key)
        give_up_scheduled(context, db, key, person)
        add_release(db, _release(context, person, key, RETIRED, None, said))
        retire_versions(db, key)
        starts.give_up(db, key)


def widen_release(context: Context, person: Person, release_id: int, reason: str) -> None:
    """Let a version that counts for some offices or a share of the cases count for all.

    Raises  AccessDenied; FourEyes for whoever drew it; NotFound; InputRefused without a reason, or
            when it counts for all
    """
    require_post(person, *MAY)
    said = require_reason(reason)
    with context.database.begin() as db:
        partial = _partial(context, db, release_id)
        _require_other(db, person, partial)
        version_id = partial.version_id or 0
        key = partial.procedure_key
        add_release(db, _release(context, person, key, WIDENED, version_id, said))
        ready = context.versions.get(db, version_id)
        go_live(context, db, ready.version, ready.compiled.procedure)


def _require_other(db: Db, person: Person, partial: Release) -> None:
    """Raise FourEyes for whoever drew or sent what counts for some only."""
    made = find_publication(db, partial.case_id) if partial.case_id is not None else None
    if made is not None and person.person_id in (*made.authors, made.requested_by):
        raise FourEyes(post=post_name("approver"))


def take_back_release(context: Context, person: Person, release_id: int, reason: str) -> None:
    """Let new cases of all offices take the general version again; those that run go on.

    Raises  AccessDenied; NotFound; InputRefused without a reason, or when it counts for all
    """
    require_post(person, *MAY)
    said = require_reason(reason)
    with context.database.begin() as db:
        partial = _partial(context, db, release_id)
        general = general_release(db, partial.procedure_key, context.clock.now())
        version_id = general.version_id if general else None
        key = partial.procedure_key
        add_release(db, _release(context, person, key, TAKEN_BACK, version_id, said))


def require_reason(reason: str) -> str:
    """Return the reason without blanks around it; raise InputRefused for one too short."""
    said = reason.strip()[:1_000]
    if len(said) < SHORTEST:
        words = Words(
            en=f"write the reason, in {SHORTEST} letters or more: it stays for ever.",
            vi=f"hãy ghi lý do, ít nhất {SHORTEST} chữ: lý do được giữ mãi.",
        )
        raise InputRefused(reason=words)
    return said


def require_past(db: Db, key: str, version_id: int, now: datetime) -> None:
    """Raise InputRefused for a version that never was in force: it is published, not gone back to.

    Otherwise one person could bring forward what was approved for a later day.
    """
    for one in list_releases(db, key):
        if one.version_id == version_id and one.effective_at <= now and not one.called_off_at:
            return
    words = Words(
        en="this version has never been in force; choose one that was.",
        vi="phiên bản này chưa từng được áp dụng; hãy chọn phiên bản đã áp dụng.",
    )
    raise InputRefused(reason=words)


def _partial(context: Context, db: Db, release_id: int) -> Release:
    """Return a release for some cases that is in effect; the procedure stays locked."""
    found = get_release(db, release_id)
    lock_procedure(db, found.procedure_key)
    for one in releases_at(db, found.procedure_key, context.clock.now()):
        if one.reach.is_whole:
            break
        if one.release_id == release_id:
            return one
    words = Words(
        en="this version counts for all cases, or no longer for any.",
        vi="phiên bản này áp dụng cho mọi hồ sơ, hoặc không còn áp dụng.",
    )
    raise InputRefused(reason=words)


def _release(
    context: Context, person: Person, key: str, origin: str, version_id: int | None, reason: str
) -> NewRelease:
    now = context.clock.now()
    return NewRelease(
        procedure_key=key,
        version_id=version_id,
        origin=origin,
        effective_at=now,
        made_at=now,
        reach=Reach(),
        by=person.person_id,
        reason=reason,
    )


def _in_force_already(number: int) -> Words:
    return Words(
        en=f"version {number} is in force already.", vi=f"phiên bản {number} đang được áp dụng."
    )
