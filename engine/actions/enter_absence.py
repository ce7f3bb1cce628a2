"""Entering an absence with its substitute, and calling it off."""

from datetime import date

from engine.access import (
    SIGNING,
    SUPERVISORS,
    holds_post,
    may_enter_absence,
    may_stand_in,
    passed_on,
    post_name,
)
from engine.actions.release_held import release_held
from engine.actions.require_mandate import require_mandate
from engine.actions.tell_people import tell_people
from engine.context import Context, local_day, with_absences
from engine.errors import AccessDenied, InputRefused, Words
from engine.records.absences import Absence, AbsenceWish
from engine.records.notices import Occasion
from engine.records.people import Person
from engine.store.absences import (
    call_off,
    get_absence,
    insert_absence,
    list_absences,
    lock_people,
)
from engine.store.people import get_person

LONGEST_DAYS = 366


def enter_absence(context: Context, person: Person, wish: AbsenceWish) -> int:
    """Enter that somebody is away and who does their work; return its id.

    Raises  AccessDenied for somebody who is neither the absent nor their head; InputRefused for
            days, a substitute or a chain of substitutes that cannot be; NotFound
    """
    with context.database.begin() as db:
        lock_people(db, (wish.person_id, wish.substitute_id))
        absent = get_person(db, wish.person_id)
        substitute = get_person(db, wish.substitute_id)
        if not may_enter_absence(person, absent):
            raise AccessDenied(post=post_name("head"))
        _require_days(wish, local_day(context))
        _require_fit(wish, person, absent, substitute)
        ids = (wish.person_id, wish.substitute_id)
        _require_no_chain(wish, list_absences(db, ids, wish.starts_on), absent, substitute)
        made = insert_absence(db, wish, person.person_id, context.clock.now())
        content = {
            "absent": absent.name,
            "from": f"{wish.starts_on:%d/%m/%Y}",
            "until": f"{wish.ends_on:%d/%m/%Y}",
            "reason": wish.reason,
        }
        occasion = Occasion(kind="substitute", content=content, key=f"substitute:{made}")
        tell_people(context, db, occasion, (wish.substitute_id,))
    context.absences.forget()
    return made


def call_absence_off(context: Context, person: Person, absence_id: int) -> None:
    """End an absence now; the substitute hands back what they could not do in their own right.

    Nothing when that was done.
    Raises  AccessDenied, NotFound
    """
    with context.database.begin() as db:
        found = get_absence(db, absence_id)
        if not may_enter_absence(person, get_person(db, found.person_id)):
            raise AccessDenied(post=post_name("head"))
        call_off(db, absence_id, person.person_id, context.clock.now())
        substitute = get_person(db, found.substitute_id)
    context.absences.forget()
    release_held(context, person, with_absences(context, substitute))


def _require_days(wish: AbsenceWish, today: date) -> None:
    if wish.starts_on < today:
        raise _refuse("it cannot begin before today.", "không thể bắt đầu trước hôm nay.")
    if not 0 <= (wish.ends_on - wish.starts_on).days < LONGEST_DAYS:
        raise _refuse(
            "the last day must not come before the first, and a year is the most.",
            "ngày cuối không được trước ngày đầu, và dài nhất là một năm.",
        )
    if not wish.reason.strip():
        raise _refuse("write the reason.", "hãy ghi lý do.")


def _require_fit(wish: AbsenceWish, person: Person, absent: Person, substitute: Person) -> None:
    if not may_stand_in(substitute, absent):
        raise _refuse(
            f"{substitute.name} does not work in an office of {absent.name}.",
            f"{substitute.name} không cùng đơn vị với {absent.name}.",
        )
    if wish.may_sign and person.person_id != absent.person_id and not _is_leader(person):
        raise _refuse(
            "only the absent person or a leader passes on the authority to sign.",
            "chỉ người vắng hoặc lãnh đạo mới được ủy quyền ký.",
        )
    if wish.may_sign and _needs_mandate(absent, substitute):
        require_mandate(wish.mandate, wish.starts_on)


def _needs_mandate(absent: Person, substitute: Person) -> bool:
    """Tell whether the substitute would sign what only a head or leader signs, being none."""
    return any(
        post.kind in SUPERVISORS and not holds_post(substitute, post.office_id, SIGNING)
        for post in passed_on(absent, substitute, may_sign=True)
    )


def _is_leader(person: Person) -> bool:
    """Tell whether the person is a leader themselves: what was passed on is not passed on again."""
    return any(one.kind == "leader" for one in person.posts)


def _require_no_chain(
    wish: AbsenceWish, known: tuple[Absence, ...], absent: Person, substitute: Person
) -> None:
    """Refuse a second absence, a substitute who is away, and one who has a substitute's duty."""
    for one in known:
        if one.called_off_at or one.starts_on > wish.ends_on or one.ends_on < wish.starts_on:
            continue
        days = f"{one.starts_on:%d/%m/%Y} – {one.ends_on:%d/%m/%Y}"
        if one.person_id == absent.person_id:
            raise _refuse(
                f"{absent.name} is already away {days}. Call that off first.",
                f"{absent.name} đã có lịch vắng {days}. Hãy hủy lịch đó trước.",
            )
        if one.person_id == substitute.person_id:
            raise _refuse(
                f"{substitute.name} is away {days}. Choose somebody who is there.",
                f"{substitute.name} vắng {days}. Hãy chọn người có mặt.",
            )
        if one.substitute_id == absent.person_id:
            raise _refuse(
                f"{absent.name} stands in for {one.person} {days}, and a substitute needs no"
                " substitute. Change that first.",
                f"{absent.name} đang thay {one.person} {days}; không ủy quyền nối tiếp."
                " Hãy đổi người thay trước.",
            )


def _refuse(en: str, vi: str) -> InputRefused:
    return InputRefused(reason=Words(en=en, vi=vi))
