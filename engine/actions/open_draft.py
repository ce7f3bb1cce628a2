"""Opening a draft: from a version, from a file of any kind, from a template, or from nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath, PurePosixPath

from engine.access import require_post
from engine.actions.save_draft_files import require_files
from engine.context import Context
from engine.dialects.convert import import_diagram
from engine.dialects.report import make_report
from engine.errors import InputRefused, NotFound, Words
from engine.procedures.archive import read_archive
from engine.procedures.templates import TEMPLATES, read_template
from engine.records.cards import Text
from engine.records.drafts import EMPTY, IMPORT, TEMPLATE, VERSION, Draft
from engine.records.people import Person
from engine.store.database import Db
from engine.store.drafts import NewDraft, insert_draft
from engine.store.versions import find_live, find_numbered, get_bundle

LONGEST_NAME = 120
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_KEY = 80
_DIAGRAMS, _BESIDE = frozenset((".bpmn", ".xml")), frozenset((".dmn", ".form"))


@dataclass(frozen=True, kw_only=True)
class Upload:
    """Files that somebody sends, by their names: one diagram with what lies beside it, or a zip."""

    files: Mapping[str, bytes]


def draft_from_version(
    context: Context, person: Person, key: str, number: int, name: str = ""
) -> Draft:
    """Open a draft that holds what a version holds; raise NotFound, AccessDenied."""
    require_post(person, "designer")
    with context.database.begin() as db:
        version = find_numbered(db, key, number)
        if version is None:
            raise NotFound(what=Words(en="version", vi="phiên bản"), key=f"{key} {number}")
        files = get_bundle(db, version.version_id).files
        given = NewDraft(
            procedure_key=key,
            name=_name(name, f"Vẽ lại phiên bản {number}"),
            origin=VERSION,
            base_version_id=version.version_id,
            by=person.person_id,
            at=context.clock.now(),
        )
        return insert_draft(db, given, files)


def draft_from_upload(
    context: Context, person: Person, key: str, upload: Upload, name: str = ""
) -> Draft:
    """Open a draft from a diagram of any tool or a zip of a whole folder.

    The draft's remarks list what was not carried over.
    Raises   InputRefused, ProcedureRefused for files that cannot be read; AccessDenied
    """
    require_post(person, "designer")
    _require_key(key)
    files, remarks = _unpack(upload)
    require_files(files)
    with context.database.begin() as db:
        live = find_live(db, key)
        given = NewDraft(
            procedure_key=key,
            name=_name(name, next(iter(upload.files))),
            origin=IMPORT,
            base_version_id=live.version_id if live else None,
            by=person.person_id,
            at=context.clock.now(),
            remarks=remarks,
        )
        return insert_draft(db, given, files)


def draft_from_template(
    context: Context, person: Person, key: str, template: str, name: str = ""
) -> Draft:
    """Open a draft of a new procedure from a template, or the empty one.

    Raises   NotFound for an unknown template; InputRefused for a key that is taken or not allowed;
             AccessDenied
    """
    require_post(person, "designer")
    _require_key(key)
    if template not in TEMPLATES:
        raise NotFound(what=Words(en="template", vi="mẫu"), key=template)
    files = read_template(template, key, _name(name, key))
    with context.database.begin() as db:
        _require_new(db, key)
        given = NewDraft(
            procedure_key=key,
            name=_name(name, key),
            origin=EMPTY if template == EMPTY else TEMPLATE,
            base_version_id=None,
            by=person.person_id,
            at=context.clock.now(),
        )
        return insert_draft(db, given, files)


def _unpack(upload: Upload) -> tuple[Mapping[str, bytes], tuple[Text, ...]]:
    by_ending: dict[str, list[str]] = {}
    for name in upload.files:
        by_ending.setdefault(PurePath(name).suffix.lower(), []).append(name)
    archives = by_ending.get(".zip", [])
    diagrams = [name for ending in sorted(_DIAGRAMS) for name in by_ending.get(ending, [])]
    if len(archives) + len(diagrams) != 1:
        reason = Words(
            en="send one diagram (.bpmn), with its tables and forms if it has any, or one zip",
            vi="hãy gửi một sơ đồ (.bpmn), kèm bảng và biểu mẫu nếu có, hoặc một tệp zip",
        )
        raise InputRefused(reason=reason)
    if archives:
        files = read_archive(upload.files[archives[0]])
        if "process.bpmn" in files:
            return files, ()
        # An archive in an archive is none of the files that are read: it could hold itself.
        plain = {PurePosixPath(path).name: content for path, content in files.items()}
        loose = {name: one for name, one in plain.items() if PurePath(name).suffix != ".zip"}
        return _unpack(Upload(files=loose))
    return _import(diagrams[0], upload.files)


def _import(name: str, files: Mapping[str, bytes]) -> tuple[Mapping[str, bytes], tuple[Text, ...]]:
    beside = {one: files[one] for one in files if PurePath(one).suffix.lower() in _BESIDE}
    imported = import_diagram(files[name], name, {}, beside)
    report = make_report(imported, PurePath(name).stem, name, "vi")
    remarks = tuple(Text(vi=one.vi, en=one.en) for one in imported.findings)
    return {**imported.files, "README.md": report}, remarks


def _require_key(key: str) -> None:
    if not _KEY.fullmatch(key) or len(key) > _LONGEST_KEY:
        reason = Words(
            en=f"the short name “{key[:_LONGEST_KEY]}” must be of small letters a–z, digits and"
            " single hyphens",
            vi=f"tên ngắn “{key[:_LONGEST_KEY]}” chỉ gồm chữ thường a–z không dấu, chữ số và dấu"
            " gạch nối đơn",
        )
        raise InputRefused(reason=reason)


def _require_new(db: Db, key: str) -> None:
    if find_live(db, key) is not None:
        reason = Words(
            en=f"there is a procedure “{key}” already; open a draft from its version",
            vi=f"đã có thủ tục “{key}”; hãy mở bản thảo từ phiên bản của nó",
        )
        raise InputRefused(reason=reason)


def _name(given: str, otherwise: str) -> str:
    return given.strip()[:LONGEST_NAME] or otherwise[:LONGEST_NAME]
