"""What approvers read of a draft: which files change, how many cases run, what begins them."""

from collections.abc import Mapping

from engine.context import Context
from engine.records.publications import Publication
from engine.records.values import Json
from engine.store.case_search import count_running
from engine.store.database import Db
from engine.store.drafts import read_files
from engine.store.releases import general_release
from engine.store.starts import list_starts
from engine.store.versions import get_bundle, list_versions


def make_report(context: Context, db: Db, found: Publication) -> dict[str, Json]:
    """Return the report on a draft as it stands against the version in force."""
    key = found.procedure_key
    current = general_release(db, key, context.clock.now())
    before: Mapping[str, bytes] = {}
    if current is not None and current.version_id is not None:
        before = get_bundle(db, current.version_id).files
    after = read_files(db, found.draft_id, found.save)
    running = count_running(db)
    return {
        "against": current.number if current else None,
        "added": [*sorted(after.keys() - before.keys())],
        "removed": [*sorted(before.keys() - after.keys())],
        "changed": [one for one in sorted(after) if one in before and after[one] != before[one]],
        "running": {
            str(one.number): running[one.version_id]
            for one in list_versions(db, key)
            if running.get(one.version_id)
        },
        "starts": [f"{one.trigger.kind} {one.trigger.element}" for one in list_starts(db, key)],
        "made_at": context.clock.now().isoformat(),
    }
