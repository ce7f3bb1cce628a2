"""A procedure folder → files by path → a Procedure."""

import re
from collections.abc import Mapping
from pathlib import Path

from engine.errors import ProcedureRefused
from engine.procedures import rules
from engine.procedures.digest import digest_of
from engine.procedures.parts import read_parts
from engine.procedures.procedure import Procedure
from engine.records.findings import Finding

MOST_FILES = 200
LARGEST_FILE = 5_000_000
LARGEST_FOLDER = 20_000_000
_PART = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.\-]*")


def read_folder(path: Path) -> Mapping[str, bytes]:
    """Return the files of a folder by their path inside it; hidden files are left out.

    Raises   ProcedureRefused where a link leads out of the folder, or a limit on sizes is passed
    """
    root = path.resolve()
    found = [one for one in sorted(root.rglob("*")) if one.is_file() and not _is_hidden(one, root)]
    findings = [
        rules.FILE_LINK.at(one.relative_to(root).as_posix())
        for one in found
        if not one.resolve().is_relative_to(root)
    ]
    # Sizes before contents: a folder that is too large is never read.
    sizes = {one.relative_to(root).as_posix(): one.stat().st_size for one in found}
    findings += check_sizes(sizes)
    if findings:
        raise ProcedureRefused(findings=findings)
    return {one.relative_to(root).as_posix(): one.read_bytes() for one in found}


def check_sizes(sizes: Mapping[str, int]) -> list[Finding]:
    """Return what is too much about files of these sizes in bytes."""
    findings = [rules.FILE_LARGE.at(path) for path, size in sizes.items() if size > LARGEST_FILE]
    total = sum(sizes.values())
    if len(sizes) > MOST_FILES or total > LARGEST_FOLDER:
        megabytes = f"{total / 1_000_000:.1f}"
        findings.append(rules.FOLDER_LARGE.at("", count=len(sizes), size=megabytes))
    return findings


def is_safe_path(path: str) -> bool:
    """Tell whether a path stays inside the folder on every system; archives name files freely."""
    return len(path) <= 200 and all(_PART.fullmatch(part) for part in path.split("/"))


def read_procedure(key: str, files: Mapping[str, bytes]) -> Procedure:
    """Return the procedure of a folder.

    Only what cannot be read is refused here, so that a version published long ago opens under
    stricter rules; `check_procedure` tells everything before publishing.
    Raises   ProcedureRefused
    """
    parts = read_parts(files)
    if parts.card is None or parts.diagram is None or not parts.is_whole():
        raise ProcedureRefused(findings=parts.findings)
    return Procedure(
        key=key,
        card=parts.card,
        diagram=parts.diagram,
        forms=parts.forms,
        decisions=parts.decisions,
        files=files,
        digest=digest_of(files),
        guide=parts.guide,
    )


def _is_hidden(path: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(root).parts)
