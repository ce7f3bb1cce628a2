"""Publishing a procedure folder without its approval: what came with the program, and emergencies.

A draft of the workshop is published by engine/actions/carry_publication.py, after its approval.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.actions.go_live import go_live
from engine.context import Context
from engine.errors import ProcedureRefused
from engine.procedures.beginnings import list_triggers
from engine.procedures.check import check_procedure
from engine.procedures.procedure import Procedure
from engine.procedures.reader import read_procedure
from engine.records.publications import DELIVERED, NewRelease
from engine.records.versions import Version
from engine.runtime.version import compile_version
from engine.store.releases import add_release, general_release
from engine.store.versions import get_version, keep_version


@dataclass(frozen=True, kw_only=True)
class Warrant:
    """By what right a folder is published; it stays with the release for ever.

    origin    delivered, sample or emergency
    decision  number of the agency's decision, of an emergency
    """

    origin: str = DELIVERED
    reason: str = ""
    decision: str = ""


def publish_procedure(
    context: Context,
    key: str,
    files: Mapping[str, bytes],
    by: int | None = None,
    warrant: Warrant = Warrant(),
) -> Version:
    """Check the files and make them the live version; the same files again change nothing.

    Raises  ProcedureRefused with every finding, InputRefused for an event that cannot begin cases;
            then nothing is stored
    """
    procedure = read_sound(context, key, files)
    now = context.clock.now()
    with context.database.begin() as db:
        current = general_release(db, key, now)
        if current is not None and current.version_id is not None:
            live = get_version(db, current.version_id)
            if live.digest == procedure.digest:
                return live
        version = keep_version(db, key, files, procedure.digest, by, now)
        release = NewRelease(
            procedure_key=key,
            version_id=version.version_id,
            origin=warrant.origin,
            effective_at=now,
            made_at=now,
            by=by,
            decision=(warrant.decision, ""),
            reason=warrant.reason,
        )
        add_release(db, release)
        return go_live(context, db, version, procedure)


def read_sound(context: Context, key: str, files: Mapping[str, bytes]) -> Procedure:
    """Return the procedure in files that could go live.

    Raises  ProcedureRefused with every finding, InputRefused for an event that cannot begin cases
    """
    findings = check_procedure(key, files)
    if any(finding.severe for finding in findings):
        raise ProcedureRefused(findings=findings)
    procedure = read_procedure(key, files)
    compile_version(procedure, context.scripts)
    list_triggers(procedure.diagram.process, context.clock.now(), context.calendars.current)
    return procedure
