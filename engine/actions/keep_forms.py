"""The forms of a draft as files: a new one, a copy, another name, taken away."""

import re
from collections.abc import Mapping

from engine.actions.save_draft_files import save_draft_files
from engine.context import Context
from engine.errors import InputRefused, NotFound, Words
from engine.forms.naming import copied_form, empty_form, form_name
from engine.procedures.card import FILE as CARD_FILE
from engine.procedures.guide import FILE as GUIDE_FILE
from engine.procedures.parts import DIAGRAM_FILE
from engine.records.drafts import Changes, Draft
from engine.records.people import Person
from engine.store.drafts import get_draft, read_files

FOLDER, ENDING = "forms/", ".form"
LONGEST_TITLE = 200
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FORM = Words(en="form", vi="biểu mẫu")


def add_form(
    context: Context, person: Person, draft_id: int, title: tuple[str, str], like: str = ""
) -> str:
    """Add a form to a draft and return its name.

    title   in Vietnamese and English
    like    name of the form it begins as; "" for an empty one
    Raises  NotFound; AccessDenied; DraftClosed; InputRefused without a title
    """
    title_vi, title_en = (one.strip()[:LONGEST_TITLE] for one in title)
    if not title_vi:
        raise InputRefused(reason=Words(en="the form needs a title", vi="biểu mẫu cần có tên"))
    draft, files = _read(context, draft_id)
    name = form_name(title_vi, _names(files))
    if like:
        made = copied_form(_content(files, like), name, title_vi, title_en)
    else:
        made = empty_form(name, title_vi, title_en)
    save_draft_files(context, person, draft_id, draft.number, {_path(name): made})
    return name


def rename_form(context: Context, person: Person, draft_id: int, name: str, new: str) -> str:
    """Keep a form under another name, wherever the draft mentions it; return the name.

    Raises  NotFound; AccessDenied; DraftClosed; DraftChanged; InputRefused for a name that no
            file may have, or that another form has
    """
    draft, files = _read(context, draft_id)
    content, wanted = _content(files, name), new.strip()
    if wanted == name:
        return name
    if not _NAME.fullmatch(wanted) or len(wanted) > LONGEST_TITLE // 4:
        raise InputRefused(
            reason=Words(
                en="a name has small letters a–z, digits and hyphens, such as don-de-nghi",
                vi="tên tệp chỉ gồm chữ thường không dấu, chữ số, gạch nối, ví dụ don-de-nghi",
            )
        )
    if wanted in _names(files):
        raise InputRefused(
            reason=Words(en=f"there is a form {wanted} already", vi=f"đã có biểu mẫu tên {wanted}")
        )
    changes: dict[str, bytes | None] = {_path(name): None, _path(wanted): content}
    changes |= _mentions(files, name, wanted)
    save_draft_files(context, person, draft_id, draft.number, changes)
    return wanted


def delete_form(context: Context, person: Person, draft_id: int, name: str) -> None:
    """Take a form away; earlier saves keep it. Raises NotFound; AccessDenied; DraftClosed."""
    draft, files = _read(context, draft_id)
    _content(files, name)
    save_draft_files(context, person, draft_id, draft.number, {_path(name): None})


def _read(context: Context, draft_id: int) -> tuple[Draft, Mapping[str, bytes]]:
    with context.database.read() as db:
        return get_draft(db, draft_id), read_files(db, draft_id)


def _names(files: Mapping[str, bytes]) -> set[str]:
    return {
        path.removeprefix(FOLDER).removesuffix(ENDING) for path in files if path.startswith(FOLDER)
    }


def _content(files: Mapping[str, bytes], name: str) -> bytes:
    if _path(name) not in files:
        raise NotFound(what=_FORM, key=name)
    return files[_path(name)]


def _path(name: str) -> str:
    return f"{FOLDER}{name}{ENDING}"


def _mentions(files: Mapping[str, bytes], old: str, new: str) -> Changes:
    """Return the diagram, card, guide and lists of questions with the new name of the form."""
    places = {
        DIAGRAM_FILE: rb'(:form=["\'])%s(["\'])',
        CARD_FILE: rb'(filing_form\s*=\s*["\'])%s(["\'])',
        GUIDE_FILE: rb'(?m)(^form\s*=\s*["\'])%s(["\'])',
    }
    lists = rb'("source"\s*:\s*"fields:)%s(")'
    places |= dict.fromkeys(map(_path, _names(files) - {old}), lists)
    changes: dict[str, bytes] = {}
    for path, place in places.items():
        pattern = place % re.escape(old.encode())
        changed = re.sub(pattern, rb"\g<1>%s\g<2>" % new.encode(), files.get(path, b""))
        if changed != files.get(path, b""):
            changes[path] = changed
    return changes
