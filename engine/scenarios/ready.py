"""Folders made ready to run, each once as long as it stays the same: checked and compiled."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from engine.expressions.sandbox import ScriptRunner
from engine.procedures.check import check_procedure
from engine.procedures.digest import digest_of
from engine.procedures.reader import read_procedure
from engine.records.findings import Finding
from engine.runtime.version import Compiled, compile_version

MOST_KEPT = 16


@dataclass(frozen=True, kw_only=True)
class Folder:
    """A procedure's folder; two are the same when their key and what they hold are."""

    key: str
    digest: str
    scripts: ScriptRunner
    files: Mapping[str, bytes] = field(compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class Ready:
    """A folder made ready.

    findings   what refuses publishing; empty when it can run
    version    None where it cannot
    """

    findings: tuple[Finding, ...]
    version: Compiled | None


def folder_of(key: str, files: Mapping[str, bytes], scripts: ScriptRunner) -> Folder:
    """Return a folder with its digest."""
    return Folder(key=key, digest=digest_of(files), scripts=scripts, files=files)


@lru_cache(maxsize=MOST_KEPT)
def make_ready(folder: Folder) -> Ready:
    """Return a folder checked and, if nothing refuses it, compiled."""
    findings = tuple(one for one in check_procedure(folder.key, folder.files) if one.severe)
    if findings:
        return Ready(findings=findings, version=None)
    procedure = read_procedure(folder.key, folder.files)
    return Ready(findings=(), version=compile_version(procedure, folder.scripts))
