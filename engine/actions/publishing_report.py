"""What approvers read of a draft: what changes in sentences, figures, and which cases it touches.

It is written when the draft was checked and stays with the release, as it was read.
"""

from collections.abc import Mapping

from engine.comparison.compare import compare_folders
from engine.context import Context
from engine.measures.measure import measure
from engine.procedures.parts import read_parts
from engine.records.measures import Measures
from engine.records.publications import Publication
from engine.records.values import Json
from engine.store.case_search import count_running
from engine.store.database import Db
from engine.store.drafts import read_files
from engine.store.places import count_places
from engine.store.releases import general_release
from engine.store.starts import list_starts
from engine.store.versions import get_bundle, list_versions

MOST_SENTENCES = 200


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
        "added": [*sorted(after.keys() - before.keys())] if before else [],
        "removed": [*sorted(before.keys() - after.keys())],
        "changed": [one for one in sorted(after) if one in before and after[one] != before[one]],
        "sentences": _sentences(before, after) if before else [],
        "figures": _figures(before, after) if before else [],
        "running": {
            str(one.number): running[one.version_id]
            for one in list_versions(db, key)
            if running.get(one.version_id)
        },
        "waiting": _waiting(db, current.version_id, before, after) if current else [],
        "starts": [f"{one.trigger.kind} {one.trigger.element}" for one in list_starts(db, key)],
        "made_at": context.clock.now().isoformat(),
    }


def _sentences(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> list[Json]:
    changes = [one for one in compare_folders(before, after).changes if not one.quiet]
    return [{"vi": one.text("vi"), "en": one.text("en")} for one in changes[:MOST_SENTENCES]]


def _figures(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> list[Json]:
    """Return each figure with its value in force and in the draft."""
    old, new = measure(read_parts(before)), measure(read_parts(after))
    if old is None or new is None:
        return []
    pairs = zip(_counted(old).items(), _counted(new).values(), strict=True)
    return [{"name": name, "before": was, "after": is_now} for (name, was), is_now in pairs]


def _counted(one: Measures) -> dict[str, Json]:
    return {
        "steps": one.officer_steps + one.applicant_steps,
        "post_handovers": len(one.post_handovers),
        "office_handovers": len(one.office_handovers),
        "papers": one.papers,
        "fields": one.applicant_required + one.applicant_optional,
        "days": float(one.longest.days),
        "cost": round(one.cost.dossier) if one.cost else None,
    }


def _waiting(
    db: Db, version_id: int | None, before: Mapping[str, bytes], after: Mapping[str, bytes]
) -> list[Json]:
    """Return where the running cases stand, and whether the draft still has that step."""
    if version_id is None:
        return []
    old, new = read_parts(before).diagram, read_parts(after).diagram
    if old is None or new is None:
        return []
    found: list[Json] = []
    for element, number in sorted(count_places(db, version_id).items()):
        node = old.process.find(element)
        name = node.name if node else element
        english = node.attributes.get("nameEn", name) if node else element
        gone = new.process.find(element) is None
        found.append({"vi": name, "en": english, "number": number, "gone": gone})
    return found
