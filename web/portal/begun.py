"""What a citizen has begun to fill in: the cookie that finds it again, and limits on files."""

from collections.abc import Mapping

from flask import request
from werkzeug.wrappers import Response

from engine.actions.count_uploads import count_uploads
from engine.actions.save_filing import KEPT_FOR
from engine.records.forms import Fault, Form
from web.ui.current import caller_address, current_context, current_settings
from web.ui.fields import Posted, read_posted

MAX_FILE_BYTES = 10 * 1024 * 1024
MAX_FILES = 10


def cookie_of(key: str) -> str:
    """Return the name of the cookie for a procedure's filing; one each, so that two can be open."""
    return f"motcua-filing-{key}"


def filing_token(key: str) -> str | None:
    """Return the token of the filing begun with this browser."""
    return request.cookies.get(cookie_of(key))


def keep_token(response: Response, key: str, token: str) -> None:
    """Give the browser the token; only the pages of the procedure get it back."""
    response.set_cookie(
        cookie_of(key),
        token,
        max_age=int(KEPT_FOR.total_seconds()),
        path=f"/services/{key}",
        httponly=True,
        secure=current_settings().https,
        samesite="Lax",
    )


def drop_token(response: Response, key: str) -> None:
    """Take the token back."""
    response.delete_cookie(
        cookie_of(key),
        path=f"/services/{key}",
        httponly=True,
        secure=current_settings().https,
        samesite="Lax",
    )


def read_answers(form: Form, stored: Mapping[str, object]) -> Posted:
    """Return what was posted for a form, with at most ten files of ten megabytes, each once.

    stored  answers kept so far; their files stay
    Raises  TooManyTries when more files came from one address than an hour allows
    """
    sent = sum(1 for many in request.files.listvalues() for one in many if one.filename)
    count_uploads(current_context(), caller_address(), sent)
    posted = read_posted(form, stored, MAX_FILE_BYTES)
    raw, faults = dict(posted.raw), list(posted.faults)
    left = MAX_FILES
    for field in form.fields:
        if field.kind != "files" or field.readonly:
            continue
        found = raw.get(field.key)
        files = found if isinstance(found, list) else []
        if len(files) > left:
            faults.append(_too_many(field.key))
        raw[field.key] = files[:left]
        left -= len(files[:left])
    return Posted(raw=raw, faults=tuple(faults))


def _too_many(key: str) -> Fault:
    return Fault(
        key=key,
        vi=f"Một hồ sơ nhận tối đa {MAX_FILES} tệp. Hãy gộp các trang vào một tệp PDF.",
        en=f"A dossier takes at most {MAX_FILES} files. Put the pages into one PDF file.",
    )


def kept_file(answers: Mapping[str, object] | None, digest: str) -> Mapping[str, object] | None:
    """Return the file of this digest among the answers."""
    for value in (answers or {}).values():
        for one in value if isinstance(value, list) else ():
            if isinstance(one, dict) and one.get("digest") == digest:
                return one
    return None
