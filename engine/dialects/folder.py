"""`motcua import`: a file on disk → a new folder, checked like any other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.diagrams.xml import MAX_BYTES, TOO_LARGE
from engine.dialects.convert import import_diagram
from engine.dialects.report import make_report
from engine.errors import InputRefused, ProcedureRefused, Words
from engine.procedures.check import check_procedure
from engine.records.findings import Finding
from engine.records.people import APPLICANT, POST_KINDS

_ENDINGS = frozenset((".dmn", ".form"))
_MOST_BESIDE = 100
_MOST_BYTES = 15_000_000


@dataclass(frozen=True, kw_only=True)
class Written:
    """A folder that was written.

    files     how many
    losses    what the import tells
    faults    what the check of the folder says
    """

    files: int
    losses: tuple[Finding, ...]
    faults: tuple[Finding, ...]


def import_file(
    path: Path, folder: Path, posts: Mapping[str, str], language: str = "vi"
) -> Written:
    """Write the procedure folder for a BPMN file.

    folder     is made; one that holds anything is left alone
    language   of the page that lists what was not carried over
    Raises     InputRefused for a folder in use; ProcedureRefused for a file that is no BPMN
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputRefused(
            reason=Words(
                en=f"{folder} is there already. Name a folder that does not exist yet.",
                vi=f"{folder} đã có. Hãy đặt tên một thư mục chưa có.",
            )
        )
    if path.stat().st_size > MAX_BYTES:
        raise ProcedureRefused(findings=(TOO_LARGE.at(path.name),))
    imported = import_diagram(path.read_bytes(), path.name, posts, read_beside(path))
    files = dict(imported.files)
    files["README.md"] = make_report(imported, path.stem, path.name, language)
    for name, content in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    faults = check_procedure(folder.resolve().name, files)
    return Written(files=len(files), losses=imported.findings, faults=faults)


def read_beside(path: Path) -> Mapping[str, bytes]:
    """Return the decision tables and forms in the folder of a file, up to a size and number."""
    found: dict[str, bytes] = {}
    left = _MOST_BYTES
    for one in sorted(path.resolve().parent.iterdir()):
        if one.suffix.lower() not in _ENDINGS or one.is_symlink() or not one.is_file():
            continue
        size = one.stat().st_size
        if len(found) < _MOST_BESIDE and size <= left:
            found[one.name] = one.read_bytes()
            left -= size
    return found


def read_posts(pairs: Sequence[str]) -> Mapping[str, str]:
    """Return posts by the names that `group=post` gives them to.

    Raises   InputRefused for a pair without `=`, or a post that does not exist
    """
    known = (*POST_KINDS, APPLICANT)
    posts = {}
    for pair in pairs:
        name, _, post = (one.strip() for one in pair.rpartition("="))
        if not name or post not in known:
            listed = ", ".join(known)
            raise InputRefused(
                reason=Words(
                    en=f"--post {pair}: write group=post with one of the posts {listed}.",
                    vi=f"--post {pair}: hãy ghi nhóm=vai trò, với một trong các vai trò {listed}.",
                )
            )
        posts[name] = post
    return posts
