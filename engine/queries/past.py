"""The elements of all versions that a case has run on, for telling what was."""

from collections.abc import Iterable
from dataclasses import replace

from engine.context import Context
from engine.diagrams.model import Process
from engine.records.cases import Entry
from engine.store.database import Db


def process_told(context: Context, db: Db, process: Process, entries: Iterable[Entry]) -> Process:
    """Return the process of a case with the elements of versions that it has left.

    process   of the version it runs on; what stands in several versions is told as in this one
    """
    named = {entry.version_id for entry in entries}
    if len(named) < 2:
        return process
    nodes = dict(process.nodes)
    for version_id in sorted(named, reverse=True):
        before = context.versions.get(db, version_id).compiled.procedure.diagram.process
        nodes = {**before.nodes, **nodes}
    return replace(process, nodes=nodes)
