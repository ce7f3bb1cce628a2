"""Publishing a procedure folder as an unchangeable version."""

from collections.abc import Mapping

from engine.actions.take_over_starts import take_over_starts
from engine.context import Context
from engine.errors import ProcedureRefused
from engine.procedures.beginnings import list_triggers
from engine.procedures.check import check_procedure
from engine.procedures.reader import read_procedure
from engine.records.versions import Version
from engine.runtime.version import compile_version
from engine.store.versions import find_live, insert_version


def publish_procedure(
    context: Context, key: str, files: Mapping[str, bytes], by: int | None = None
) -> Version:
    """Check the files and make them the live version; the same files again change nothing.

    Raises  ProcedureRefused with every finding, InputRefused for an event that cannot begin cases;
            then nothing is stored
    """
    findings = check_procedure(key, files)
    if any(finding.severe for finding in findings):
        raise ProcedureRefused(findings=findings)
    procedure = read_procedure(key, files)
    now = context.clock.now()
    compile_version(procedure, context.scripts)
    triggers = list_triggers(procedure.diagram.process, now, context.calendars.current)
    with context.database.begin() as db:
        live = find_live(db, key)
        if live is not None and live.digest == procedure.digest:
            return live
        version = insert_version(db, key, files, procedure.digest, by, now)
        take_over_starts(db, version, triggers)
        return version
