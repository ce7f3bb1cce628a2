"""The register of offices: adding, renaming, closing one, and merging one into another.

Everything is written to a log of its own: who, when, why. Codes of closed offices stay on their
dossiers; whoever takes over sees and finishes what is open (domain: 34 provinces since 1/7/2025).
"""

import re
from dataclasses import replace
from datetime import date, datetime

from engine.access import require_post
from engine.context import Context
from engine.errors import InputRefused, NotFound, Words
from engine.records.offices import OFFICE_KINDS
from engine.records.people import Office, Person
from engine.records.registers import Closing
from engine.records.values import Json
from engine.store.database import Db
from engine.store.directory import Directory
from engine.store.office_terms import (
    begin_term,
    call_off_closing,
    close_office,
    count_work,
    list_closed,
    list_due_closings,
    move_below,
    move_posts,
    move_work,
    names_in,
    plan_closing,
)
from engine.store.offices import insert_office, load_directory, place_office, rename_office
from engine.store.register_changes import note_change

# QĐ 20/2020/QĐ-TTg: a letter and two digits, then up to five levels.
_CODE = re.compile(r"[A-Z]\d{2}(\.\d{1,3}){0,5}")
LONGEST_PLACE = 60
OFFICE = Words(en="office", vi="cơ quan")


def add_office(context: Context, person: Person, given: Office, reason: str) -> Office:
    """Add an office below another, from its `valid_from` on; raise InputRefused, AccessDenied."""
    require_post(person, "administrator")
    _require_reason(reason)
    now = context.clock.now()
    with context.database.begin() as db:
        directory = load_directory(db)
        _require_place(directory, given)
        names = _names(given.name_vi, given.name_en)
        made = insert_office(db, given.code, names, given.kind, given.parent_id)
        if given.valid_from is not None:
            begin_term(db, made.office_id, given.valid_from, reason)
        who = (person.person_id, reason, now)
        told = {"code": made.code, "kind": made.kind, "name": made.name_vi}
        note_change(db, "office-added", who, (made.office_id, None), told)
    context.offices.forget()
    return replace(made, valid_from=given.valid_from)


def change_names(
    context: Context, person: Person, office_id: int, names: tuple[str, str], reason: str
) -> None:
    """Rename an office; letters and pages name it so from now on."""
    require_post(person, "administrator")
    _require_reason(reason)
    vi, en = _names(*names)
    with context.database.begin() as db:
        before = _open_office(load_directory(db), office_id)
        rename_office(db, office_id, vi, en)
        who = (person.person_id, reason, context.clock.now())
        told = {"before": before.name_vi, "name": vi}
        note_change(db, "office-renamed", who, (office_id, None), told)
    context.offices.forget()


def change_place(context: Context, person: Person, office_id: int, place: str, reason: str) -> None:
    """Say where an office dates its letters; without a place its name says it.

    Source  NĐ 30/2020/NĐ-CP, annex I, II.4
    """
    require_post(person, "administrator")
    _require_reason(reason)
    named = " ".join(place.split()) or None
    if named is not None and len(named) > LONGEST_PLACE:
        raise _refused("that is too long for a place.", "địa danh quá dài.")
    with context.database.begin() as db:
        before = _open_office(load_directory(db), office_id)
        place_office(db, office_id, named)
        who = (person.person_id, reason, context.clock.now())
        note_change(db, "office-placed", who, (office_id, None), {"name": named or before.name_vi})
    context.offices.forget()


def close_from(context: Context, person: Person, given: Closing) -> bool:
    """Close an office from a day, merging it into its successor; return whether it was done now.

    A day to come is kept, and carried out when it has come.
    Raises   AccessDenied; InputRefused for a day that is past, a successor of another kind or that
             closes itself, and where work is left to nobody
    """
    require_post(person, "administrator")
    _require_reason(given.basis)
    now = context.clock.now()
    today = now.astimezone(context.calendars.current.tz).date()
    with context.database.begin() as db:
        directory = load_directory(db)
        _require_closable(db, directory, given, today)
        plan_closing(db, given, person.person_id)
        who = (person.person_id, given.basis, now)
        to = directory.by_id.get(given.successor_id or 0)
        told: dict[str, Json] = {"on": given.on.isoformat(), "successor": to.code if to else None}
        note_change(db, "office-closing", who, (given.office_id, None), told)
        done = given.on <= today
        if done:
            _carry_out(db, given, person.person_id, now)
    context.offices.forget()
    return done


def keep_office(context: Context, person: Person, office_id: int, reason: str) -> None:
    """Call off a closing that was planned; raise InputRefused when it was carried out."""
    require_post(person, "administrator")
    _require_reason(reason)
    with context.database.begin() as db:
        _open_office(load_directory(db), office_id)
        if not call_off_closing(db, office_id):
            raise _refused("no closing is planned.", "không có kế hoạch ngừng hoạt động.")
        who = (person.person_id, reason, context.clock.now())
        note_change(db, "office-kept", who, (office_id, None), {})
    context.offices.forget()


def carry_closings(context: Context) -> int:
    """Carry out the closings whose day has come, and give late arrivals over; return how many.

    A step that another process took at that very moment may have left a task with the closed
    office: each round gives such tasks to the successor.
    """
    now = context.clock.now()
    today = now.astimezone(context.calendars.current.tz).date()
    with context.database.begin() as db:
        due = list_due_closings(db, today)
        done = sum(_carry_out(db, one, by, now) for one, by in due)
        closed = list_closed(db)
        directory = load_directory(db) if closed else None
        for office_id in closed if directory else ():
            done += move_work(db, office_id, directory.acting(office_id)) if directory else 0
    if due:
        context.offices.forget()
    return done


def _carry_out(db: Db, given: Closing, by: int | None, now: datetime) -> bool:
    if not close_office(db, given.office_id, now):
        return False
    tasks, cases, _kept = count_work(db, given.office_id)
    people = names_in(db, given.office_id)
    if given.successor_id is not None:
        to = load_directory(db).acting(given.successor_id)
        move_work(db, given.office_id, to)
        move_posts(db, given.office_id, to)
        move_below(db, given.office_id, to)
    who = (by, given.basis, now)
    told: dict[str, Json] = {"tasks": tasks, "cases": cases, "people": list(people)}
    note_change(db, "office-closed", who, (given.office_id, None), told)
    return True


def _require_closable(db: Db, directory: Directory, given: Closing, today: date) -> None:
    before = _open_office(directory, given.office_id)
    if given.on < today:
        raise _refused(
            "choose today or a day to come: what happened before stays as it was.",
            "hãy chọn hôm nay hoặc ngày sau: việc đã qua không thay đổi.",
        )
    if given.successor_id is None:
        tasks, cases, _kept = count_work(db, given.office_id)
        if tasks or cases or names_in(db, given.office_id) or _below(directory, given.office_id):
            raise _refused(
                "the office has work, people or offices below it; choose who takes them over.",
                "cơ quan còn việc, cán bộ hoặc đơn vị trực thuộc; hãy chọn nơi tiếp nhận.",
            )
        return
    to = directory.by_id.get(given.successor_id)
    fits = to is not None and not to.is_closed and to.valid_to is None and to.kind == before.kind
    if not fits or given.successor_id == given.office_id:
        raise _refused(
            "choose another open office of the same kind that is not going to close.",
            "hãy chọn một cơ quan khác cùng loại, đang hoạt động và không có kế hoạch ngừng.",
        )


def _below(directory: Directory, office_id: int) -> tuple[Office, ...]:
    return directory.children.get(office_id, ())


def _require_place(directory: Directory, given: Office) -> None:
    if not _CODE.fullmatch(given.code):
        raise _refused(
            f"“{given.code}” is no identification code; it looks like H99.20.",
            f"“{given.code}” không phải mã định danh cơ quan; mã có dạng H99.20.",
        )
    if given.code in directory.by_code:
        raise _refused(
            f"{given.code} is taken; codes of closed offices are not given again.",
            f"{given.code} đã được cấp; mã của cơ quan đã ngừng hoạt động không cấp lại.",
        )
    if given.kind not in OFFICE_KINDS:
        raise _refused("choose what kind of office it is.", "hãy chọn loại cơ quan.")
    if given.parent_id is not None:
        _open_office(directory, given.parent_id)


def _open_office(directory: Directory, office_id: int) -> Office:
    found = directory.by_id.get(office_id)
    if found is None:
        raise NotFound(what=OFFICE, key=office_id)
    if found.is_closed:
        raise _refused(f"{found.name_en} is closed.", f"{found.name_vi} đã ngừng hoạt động.")
    return found


def _names(vi: str, en: str) -> tuple[str, str]:
    if not vi.strip():
        raise _refused("write the Vietnamese name.", "hãy ghi tên tiếng Việt.")
    return vi.strip()[:200], (en.strip() or vi.strip())[:200]


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise _refused(
            "write the decision or the reason; it stays in the log.",
            "hãy ghi quyết định hoặc lý do; nội dung này được lưu trong nhật ký.",
        )


def _refused(en: str, vi: str) -> InputRefused:
    return InputRefused(reason=Words(en=en, vi=vi))
