"""The register of people: adding, posts, disabling, and a one-time code for a new password."""

import re
import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from engine.access import require_post
from engine.actions.release_held import release_held
from engine.actions.require_mandate import require_mandate
from engine.actions.tell_people import tell_people
from engine.context import Context, local_day, with_absences
from engine.errors import InputRefused, SignInRefused, Words
from engine.records.notices import Occasion
from engine.records.people import POST_KINDS, SIGNS, Mandate, Person, Post
from engine.records.values import Json
from engine.store.absences import call_off_of
from engine.store.database import Db
from engine.store.folding import is_storable
from engine.store.offices import load_directory
from engine.store.passwords import hash_password
from engine.store.people import (
    disable_person,
    get_person,
    insert_person,
    replace_posts,
    set_password,
)
from engine.store.person_register import (
    change_person,
    drop_code,
    enable_person,
    has_login,
    keep_code,
    list_administrators,
    take_code,
)
from engine.store.register_changes import note_change
from engine.store.sessions import hash_token, revoke_sessions
from engine.store.tries import count_try

_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,59}")
# Crockford's base 32, four groups of four: 80 random bits that can be read out on the telephone.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS, GROUP = 4, 4
CODE_LIFE = timedelta(days=3)
LONGEST_TITLE = 120
# Who signs so is not the head, and stands below the title of the head with their own.
TITLED = ("KT", "TL", "TUQ")
SHORTEST_PASSWORD, LONGEST_PASSWORD = 12, 1_000
TRIES, TRY_WINDOW = 10, timedelta(minutes=15)


def add_person(context: Context, by: Person, given: Person, reason: str) -> tuple[Person, str]:
    """Add somebody with posts; return them, and the code with which they choose a password.

    The code is shown once and kept as a hash only.
    Raises  AccessDenied; InputRefused for a login that is taken or unfit, and unknown posts
    """
    require_post(by, "administrator")
    _require_reason(reason)
    _require_fit(given)
    now, locked = context.clock.now(), _no_password()
    with context.database.begin() as db:
        if has_login(db, given.login):
            raise _refused(
                f"the login {given.login} is taken.",
                f"tên đăng nhập {given.login} đã có người dùng.",
            )
        _require_posts(db, given.posts, local_day(context))
        made = insert_person(db, given, locked, now)
        told: dict[str, Json] = {"login": made.login, "posts": _told(made.posts)}
        note_change(db, "person-added", (by.person_id, reason, now), (None, made.person_id), told)
        return made, _new_code(db, made.person_id, now)


def change_posts(
    context: Context, by: Person, person_id: int, given: Person, reason: str
) -> Person:
    """Give a person these posts and no others, and this name and address.

    They are told, and hand back the tasks that they may no longer do.
    Raises  as `add_person`; InputRefused for one's own posts, and where nobody would administer
            the system any more
    """
    require_post(by, "administrator")
    _require_reason(reason)
    _require_name(given)
    with context.database.begin() as db:
        before = get_person(db, person_id)
        if person_id == by.person_id and _held(before.posts) != _held(given.posts):
            raise _another()
        _require_posts(db, given.posts, local_day(context))
        replace_posts(db, person_id, given.posts)
        change_person(db, person_id, given.name.strip(), given.email)
        _require_administrator(db)
        told: dict[str, Json] = {"before": _told(before.posts), "posts": _told(given.posts)}
        who = (by.person_id, reason, context.clock.now())
        note_change(db, "posts-changed", who, (None, person_id), told)
        changed = get_person(db, person_id)
        if _kinds(before.posts) != _kinds(changed.posts):
            _tell(context, db, "posts-changed", by, (person_id, reason))
    context.absences.forget()
    release_held(context, by, with_absences(context, changed))
    return changed


def disable(context: Context, by: Person, person_id: int, reason: str) -> None:
    """Let a person no longer sign in, and end their sessions and absences.

    What they did stays theirs; the tasks that they hold go back to their offices.
    """
    require_post(by, "administrator")
    _require_reason(reason)
    if person_id == by.person_id:
        raise _another()
    now = context.clock.now()
    with context.database.begin() as db:
        gone = get_person(db, person_id)
        disable_person(db, person_id, now)
        call_off_of(db, person_id, by.person_id, local_day(context), now)
        drop_code(db, person_id)
        revoke_sessions(db, person_id, now)
        _require_administrator(db)
        note_change(db, "person-disabled", (by.person_id, reason, now), (None, person_id), {})
    context.absences.forget()
    release_held(context, by, replace(gone, posts=()))


def enable(context: Context, by: Person, person_id: int, reason: str) -> str:
    """Let a person sign in again, with a new password; return the code for it."""
    require_post(by, "administrator")
    _require_reason(reason)
    now, locked = context.clock.now(), _no_password()
    with context.database.begin() as db:
        get_person(db, person_id)
        enable_person(db, person_id)
        set_password(db, person_id, locked)
        note_change(db, "person-enabled", (by.person_id, reason, now), (None, person_id), {})
        _tell(context, db, "code-given", by, (person_id, reason))
        return _new_code(db, person_id, now)


def give_code(context: Context, by: Person, person_id: int, reason: str) -> str:
    """Give a code for a new password; the old password and all sessions end at once.

    The person is told, so that nobody takes their place unseen.
    Raises  as `change_posts`
    """
    require_post(by, "administrator")
    _require_reason(reason)
    if person_id == by.person_id:
        raise _another()
    now, locked = context.clock.now(), _no_password()
    with context.database.begin() as db:
        get_person(db, person_id)
        set_password(db, person_id, locked)
        revoke_sessions(db, person_id, now)
        note_change(db, "code-given", (by.person_id, reason, now), (None, person_id), {})
        _tell(context, db, "code-given", by, (person_id, reason))
        return _new_code(db, person_id, now)


def choose_password(context: Context, login: str, code: str, password: str, address: str) -> None:
    """Set the password of whoever has the code; the code counts once.

    Raises  TooManyTries; InputRefused for a password that is too short; SignInRefused for a code
            that does not count
    Source  OWASP ASVS 5.0, 6.2 (length), 6.3 (throttling), 6.4 (initial secrets expire)
    """
    now = context.clock.now()
    with context.database.begin() as db:
        count_try(db, f"password:address:{address}", now, TRIES, TRY_WINDOW)
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD or login.lower() in password:
        raise _refused(
            f"the password needs {SHORTEST_PASSWORD} characters or more, without your login in it.",
            f"mật khẩu phải có từ {SHORTEST_PASSWORD} ký tự, không chứa tên đăng nhập.",
        )
    if not is_storable(login):
        raise SignInRefused
    hashed = hash_password(password)
    with context.database.begin() as db:
        person_id = take_code(db, login.strip(), hash_token(_plain(code)), now)
        if person_id is None:
            raise SignInRefused
        set_password(db, person_id, hashed)
        revoke_sessions(db, person_id, now)
        who = (person_id, "", now)
        note_change(db, "password-chosen", who, (None, person_id), {})


def _tell(context: Context, db: Db, kind: str, by: Person, told: tuple[int, str]) -> None:
    person_id, reason = told
    content: dict[str, Json] = {"by": by.name, "reason": reason}
    tell_people(context, db, Occasion(kind=kind, content=content), (person_id,))


def _kinds(posts: Sequence[Post]) -> set[tuple[int, str]]:
    return {(one.office_id, one.kind) for one in posts}


def _held(posts: Sequence[Post]) -> set[tuple[int, str, str, str, Mandate | None]]:
    return {(one.office_id, one.kind, one.signs, one.title, one.mandate) for one in posts}


def _another() -> InputRefused:
    return _refused("another administrator must do this.", "phải do quản trị viên khác làm.")


def _no_password() -> str:
    """Return the hash of a password nobody knows: until a code is used, nobody signs in."""
    return hash_password(secrets.token_urlsafe(32))


def _new_code(db: Db, person_id: int, now: datetime) -> str:
    letters = [secrets.choice(ALPHABET) for _ in range(GROUPS * GROUP)]
    code = "".join(letters)
    keep_code(db, person_id, hash_token(code), now + CODE_LIFE)
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def _plain(code: str) -> str:
    """Return a code as it was made: Crockford reads O as 0, I and L as 1."""
    return re.sub(r"[\s-]", "", code.upper()).translate(str.maketrans("OIL", "011"))


def _require_fit(given: Person) -> None:
    if not _LOGIN.fullmatch(given.login):
        raise _refused(
            "the login has small letters, figures, points and hyphens, from two to sixty.",
            "tên đăng nhập gồm chữ thường không dấu, số, dấu chấm, gạch nối; từ 2 đến 60 ký tự.",
        )
    _require_name(given)


def _require_name(given: Person) -> None:
    if not given.name.strip() or len(given.name) > 200:
        raise _refused("write the name.", "hãy ghi họ và tên.")


def _require_posts(db: Db, posts: Sequence[Post], today: date) -> None:
    directory = load_directory(db)
    for one in posts:
        office = directory.by_id.get(one.office_id)
        if office is None or office.is_closed or one.kind not in POST_KINDS:
            raise _refused("choose an open office and a post.", "hãy chọn cơ quan và vai trò.")
        _require_authority(one)
        if one.signs == "TUQ":
            require_mandate(one.mandate, today)


def _require_authority(post: Post) -> None:
    """Raise InputRefused unless it is known how the post signs, with its title where one is due.

    Source  NĐ 30/2020/NĐ-CP, annex I, II.7: a deputy, and who signs by order or authorisation,
            does so with their own title below that of the head
    """
    if post.signs not in SIGNS or len(post.title) > LONGEST_TITLE or not _is_line(post.title):
        raise _refused(
            "choose how the post signs; its title is one line of up to 120 characters.",
            "hãy chọn cách ký; chức vụ ghi trên một dòng, tối đa 120 ký tự.",
        )
    if post.signs in TITLED and not post.title:
        raise _refused(
            f"who signs {post.signs}. needs a title, such as deputy chairman.",
            f"người ký {post.signs}. phải có chức vụ, ví dụ Phó Chủ tịch.",
        )


def _is_line(text: str) -> bool:
    return is_storable(text) and (text.isprintable() or not text)


def _require_administrator(db: Db) -> None:
    if not list_administrators(db):
        raise _refused(
            "somebody has to administer the system.", "hệ thống phải còn ít nhất một quản trị viên."
        )


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise _refused(
            "write the reason; it stays in the log.", "hãy ghi lý do; nội dung được lưu nhật ký."
        )


def _told(posts: Sequence[Post]) -> list[Json]:
    return [_told_post(one) for one in posts]


def _told_post(post: Post) -> str:
    signs = f"{post.signs}." if post.signs else ""
    paper = f"({post.mandate.number}, {post.mandate.given_on:%d/%m/%Y})" if post.mandate else ""
    told = (post.kind, post.office_code, signs, post.title, paper)
    return " ".join(one for one in told if one)


def _refused(en: str, vi: str) -> InputRefused:
    return InputRefused(reason=Words(en=en, vi=vi))
