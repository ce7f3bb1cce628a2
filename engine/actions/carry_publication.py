"""The steps of a publication that the system takes, as its diagram asks for them.

Each may run twice and does its work once. None believes the diagram: whether enough people have
agreed is read from the log, so neither an intervention nor another drawing publishes a draft.
"""

from collections.abc import Callable, Mapping

from engine.actions.go_live import put_live
from engine.actions.publish_procedure import read_sound
from engine.actions.publishing_check import check_draft
from engine.actions.publishing_reach import require_reach
from engine.actions.publishing_report import make_report
from engine.context import Context
from engine.errors import CommandRefused, InputRefused, Words
from engine.procedures.digest import digest_of
from engine.records.drafts import OPEN
from engine.records.jobs import Job
from engine.records.publications import (
    AGREE,
    APPROVED,
    APPROVING,
    CALLED_OFF,
    LIVE,
    REFUSE,
    REFUSED,
    RETURN,
    RETURNED,
    SCHEDULED,
    WITHDRAWN,
    NewRelease,
    Publication,
    Release,
)
from engine.records.values import Json
from engine.records.votes import conclude, valid_votes, votes_of, was_asked_by_person
from engine.store.database import Db
from engine.store.drafts import read_files, set_draft_state
from engine.store.log import read_log
from engine.store.publications import change_publication, find_publication, lock_publication
from engine.store.releases import add_release, call_off, find_release_of
from engine.store.versions import keep_version, lock_procedure

TAKE_BACK, CALL_OFF = "rut-ban-thao", "bai-bo-cong-bo"


def carry_publication(context: Context, job: Job) -> Json:
    """Take the step that `act` of the inputs names, and return what the diagram goes on with.

    Raises  InputRefused outside of a publication, and for a step that may not be taken
    """
    step = STEPS.get(str(job.inputs.get("act")))
    with context.database.read() as db:
        known = find_publication(db, job.case_id) is not None
    if step is None or not known:
        # So a procedure that somebody draws with these steps publishes nothing.
        raise InputRefused(reason=_elsewhere())
    return step(context, job.case_id)


def report(context: Context, case_id: int) -> Json:
    """Write what changes and whom it touches, and let the approvers read it."""
    with context.database.begin() as db:
        found = get_locked(db, case_id)
        made = {**found.report, **make_report(context, db, found)}
        change_publication(db, found.publication_id, report=made, state=APPROVING)
    return None


def count(context: Context, case_id: int) -> Json:
    """Weigh the opinions; a draft that is returned or refused is open again."""
    with context.database.begin() as db:
        found = get_locked(db, case_id)
        votes = valid_votes(found, votes_of(read_log(db, case_id)))
        conclusion, missing = conclude(found, votes)
        state = {RETURN: RETURNED, REFUSE: REFUSED}.get(conclusion)
        if state is not None:
            said = next(one for one in votes if one.opinion == conclusion)
            change_publication(db, found.publication_id, state=state, reason=said.reason)
            set_draft_state(db, found.draft_id, OPEN)
    return {"dat": True, "ket_qua": conclusion, "luot": list(range(1, missing + 1))}


def schedule(context: Context, case_id: int) -> Json:
    """Make the version and write from when on it is in force.

    Raises  InputRefused where the log does not prove that enough people agreed to these very files
    """
    with context.database.begin() as db:
        found = get_locked(db, case_id)
        if found.state == SCHEDULED:
            return {"hieu_luc": _release_of(db, found).effective_at.isoformat()}
        votes = valid_votes(found, votes_of(read_log(db, case_id)))
        files = read_files(db, found.draft_id, found.save)
        proven = conclude(found, votes)[0] == AGREE and digest_of(files) == found.digest
        if not proven or found.state != APPROVING or not found.report.get("green"):
            raise _unproven()
        read_sound(context, found.procedure_key, files)
        require_reach(context, db, found.procedure_key, files, found.wish.reach)
        # Whoever goes back meanwhile does it before this instant, or after it.
        lock_procedure(db, found.procedure_key)
        now = context.clock.now()
        key, by = found.procedure_key, found.requested_by
        version = keep_version(db, key, files, found.digest, by, now)
        effective_at = max(found.wish.effective_at or now, now)
        release = NewRelease(
            procedure_key=key,
            version_id=version.version_id,
            origin=APPROVED,
            effective_at=effective_at,
            made_at=now,
            reach=found.wish.reach,
            by=by,
            approved_by=tuple(one.by for one in votes),
            case_id=case_id,
            decision=votes[-1].decision,
            reason=found.wish.summary,
            report=found.report,
        )
        add_release(db, release)
        changes = {"state": SCHEDULED, "version_id": version.version_id}
        change_publication(db, found.publication_id, **changes)
    return {"hieu_luc": effective_at.isoformat()}


def put_into_force(context: Context, case_id: int) -> Json:
    """Let lists show the version, and its events begin cases; new cases take it by themselves.

    Raises  InputRefused before its instant
    """
    with context.database.begin() as db:
        found, now = get_locked(db, case_id), context.clock.now()
        if found.state == LIVE:
            return None
        release = _release_of(db, found)
        if release.effective_at > now or release.called_off_at is not None:
            raise _too_early()
        put_live(context, db, found, release)
    return None


def give_up(context: Context, case_id: int) -> Json:
    """Give up what was scheduled; the draft is open again.

    Raises  InputRefused where nobody asked for it, and from its instant on
    """
    with context.database.begin() as db:
        found = get_locked(db, case_id)
        if not was_asked_by_person(read_log(db, case_id), CALL_OFF):
            raise _unproven()
        release, now = find_release_of(db, case_id), context.clock.now()
        if release is not None and release.called_off_at is None:
            if release.effective_at <= now:
                raise _too_late()
            call_off(db, release.release_id, now)
        change_publication(db, found.publication_id, state=CALLED_OFF)
        set_draft_state(db, found.draft_id, OPEN)
    return None


def give_back(context: Context, case_id: int) -> Json:
    """Give a draft that is not to be published back to its designers."""
    with context.database.begin() as db:
        found = get_locked(db, case_id)
        change_publication(db, found.publication_id, state=WITHDRAWN)
        set_draft_state(db, found.draft_id, OPEN)
    return None


def get_locked(db: Db, case_id: int) -> Publication:
    """Return the publication of a case, locked; raise CommandRefused."""
    found = lock_publication(db, case_id)
    if found is None:
        raise CommandRefused(what=f"case {case_id}")
    return found


def _release_of(db: Db, found: Publication) -> Release:
    release = find_release_of(db, found.case_id)
    if release is None:
        raise CommandRefused(what=f"case {found.case_id}")
    return release


def _elsewhere() -> Words:
    return Words(
        en="this step belongs to the publication of a draft, and works in no other case.",
        vi="việc này chỉ dùng trong hồ sơ công bố một bản thảo, không dùng ở thủ tục khác.",
    )


def _unproven() -> InputRefused:
    reason = Words(
        en="the log does not show that enough people agreed to this draft. Let them decide anew.",
        vi="nhật ký không cho thấy đã đủ người đồng ý với bản thảo này. Hãy để họ duyệt lại.",
    )
    return InputRefused(reason=reason)


def _too_early() -> InputRefused:
    reason = Words(
        en="the instant from which it is in force has not come, or it was called off.",
        vi="chưa đến thời điểm có hiệu lực, hoặc việc công bố đã bị bãi bỏ.",
    )
    return InputRefused(reason=reason)


def _too_late() -> InputRefused:
    reason = Words(
        en="it is in force already. Go back to an earlier version instead.",
        vi="phiên bản này đã có hiệu lực. Hãy quay lại phiên bản trước.",
    )
    return InputRefused(reason=reason)


STEPS: Mapping[str, Callable[[Context, int], Json]] = {
    "check": check_draft,
    "report": report,
    "count": count,
    "schedule": schedule,
    "go-live": put_into_force,
    "call-off": give_up,
    "withdraw": give_back,
}
