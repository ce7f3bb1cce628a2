"""New, copied, renamed and removed files of a draft: decision tables and letters."""

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from engine.actions.save_draft_files import save_draft_files
from engine.context import Context
from engine.errors import InputRefused, NotFound, Words
from engine.records.drafts import Draft
from engine.records.people import Person
from engine.store.drafts import get_draft, read_files

LONGEST: Final = 60
DIAGRAM: Final = "process.bpmn"
_NAME: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# Ending by folder, and the attribute of the diagram that names a file of it.
FOLDERS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {"decisions": (".dmn", "decision"), "letters": (".typ", "letter")}
)


def path_for(folder: str, words: str) -> str:
    """Return the path of a file that somebody calls so: letters/thu-moi.typ for “Thư mời”."""
    plain = unicodedata.normalize("NFKD", words.lower().replace("đ", "d"))
    letters = "".join(one for one in plain if not unicodedata.combining(one))
    name = "-".join(re.findall(r"[a-z0-9]+", letters))[:LONGEST].strip("-")
    return f"{folder}/{name}{FOLDERS[folder][0]}"


def add_draft_file(
    context: Context, person: Person, draft_id: int, path: str, content: bytes
) -> Draft:
    """Put a new file into a draft.

    path     as `path_for` gives it
    Raises   InputRefused for a name that cannot be used or is taken; what `save_draft_files` raises
    """
    number, files = _now(context, draft_id)
    _require_free(files, path)
    return save_draft_files(context, person, draft_id, number, {path: content})


def copy_draft_file(
    context: Context, person: Person, draft_id: int, path: str, wanted: str
) -> Draft:
    """Copy a file of a draft to another path; raises as `add_draft_file`, and NotFound."""
    number, files = _now(context, draft_id)
    content = _existing(files, path)
    _require_free(files, wanted)
    return save_draft_files(context, person, draft_id, number, {wanted: content})


def rename_draft_file(
    context: Context, person: Person, draft_id: int, path: str, wanted: str
) -> Draft:
    """Rename a file of a draft; the diagram names it anew. Raises as `copy_draft_file`."""
    number, files = _now(context, draft_id)
    content = _existing(files, path)
    _require_free(files, wanted)
    changes: dict[str, bytes | None] = {path: None, wanted: content}
    diagram = files.get(DIAGRAM, b"")
    renamed = _renamed(diagram, path, wanted)
    if renamed != diagram:
        changes[DIAGRAM] = renamed
    return save_draft_files(context, person, draft_id, number, changes)


def remove_draft_file(context: Context, person: Person, draft_id: int, path: str) -> Draft:
    """Take a file out of a draft; earlier saves keep it. Raises NotFound."""
    number, files = _now(context, draft_id)
    _existing(files, path)
    return save_draft_files(context, person, draft_id, number, {path: None})


def _now(context: Context, draft_id: int) -> tuple[int, Mapping[str, bytes]]:
    with context.database.read() as db:
        return get_draft(db, draft_id).number, read_files(db, draft_id)


def _existing(files: Mapping[str, bytes], path: str) -> bytes:
    if path not in files:
        raise NotFound(what=Words(en="file", vi="tệp"), key=path)
    return files[path]


def _require_free(files: Mapping[str, bytes], path: str) -> None:
    name = _stem(path)
    if not _NAME.fullmatch(name) or len(name) > LONGEST:
        raise InputRefused(
            reason=Words(en="give it a name of letters and digits", vi="hãy đặt tên bằng chữ và số")
        )
    if path in files:
        raise InputRefused(
            reason=Words(en=f"there is already a “{name}”", vi=f"đã có “{name}” rồi")
        )


def _renamed(diagram: bytes, path: str, wanted: str) -> bytes:
    """Return the diagram with the new name where it named the old one."""
    attribute = FOLDERS[path.partition("/")[0]][1]
    pattern = rb"(\b\w+:" + attribute.encode() + rb"\s*=\s*[\"'])" + re.escape(_stem(path).encode())
    return re.sub(pattern + rb"(?=[\"'#])", rb"\g<1>" + _stem(wanted).encode(), diagram)


def _stem(path: str) -> str:
    return path.partition("/")[2].rpartition(".")[0]
