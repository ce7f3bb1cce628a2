"""The register of offices and people as its keepers see it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from engine.access import require_post
from engine.context import Context
from engine.drafting.facts import place_of
from engine.errors import NotFound, Words
from engine.records.offices import OFFICE_KINDS
from engine.records.people import Office, Person
from engine.records.registers import KnownPersonRow, Moving, RegisterChange
from engine.store.directory import Directory
from engine.store.office_terms import count_work, names_in
from engine.store.offices import load_directory
from engine.store.person_register import list_register
from engine.store.register_changes import list_changes


@dataclass(frozen=True, kw_only=True)
class OfficeLine:
    """An office of the tree, with how deep it stands."""

    office: Office
    depth: int
    successor: Office | None


@dataclass(frozen=True, kw_only=True)
class OfficeFile:
    """One office: its people, what would go over to a successor, and what was changed.

    rivals  the open offices of the same kind that could take over
    place   where its letters are dated as long as the register does not say it
    """

    office: Office
    parent: Office | None
    successor: Office | None
    people: tuple[KnownPersonRow, ...]
    moving: Moving
    rivals: tuple[Office, ...]
    changes: tuple[RegisterChange, ...]
    place: str


@dataclass(frozen=True, kw_only=True)
class PersonFile:
    """One person, and what was changed of them; `offices` are those with posts to give."""

    row: KnownPersonRow
    offices: tuple[Office, ...]
    changes: tuple[RegisterChange, ...]


def list_office_tree(context: Context, person: Person) -> tuple[OfficeLine, ...]:
    """Return all offices, each below the one it belongs to; closed ones too."""
    require_post(person, "administrator")
    with context.database.read() as db:
        directory = load_directory(db)
    return tuple(_lines(directory))


def get_office_file(context: Context, person: Person, office_id: int) -> OfficeFile:
    """Return one office; raise NotFound."""
    require_post(person, "administrator")
    with context.database.read() as db:
        directory = load_directory(db)
        office = directory.by_id.get(office_id)
        if office is None:
            raise NotFound(what=Words(en="office", vi="cơ quan"), key=office_id)
        tasks, cases, kept = count_work(db, office_id)
        moving = Moving(
            tasks=tasks,
            cases=cases,
            receptions=kept,
            people=names_in(db, office_id),
            below=directory.children.get(office_id, ()),
        )
        people = [
            one
            for one in list_register(db)
            if any(post.office_id == office_id for post in one.person.posts)
        ]
        changes = list_changes(db, office_id=office_id)
    rivals = (
        one
        for one in directory.open
        if one.kind == office.kind and one.office_id != office_id and one.valid_to is None
    )
    return OfficeFile(
        office=office,
        parent=directory.by_id.get(office.parent_id or 0),
        successor=directory.by_id.get(office.successor_id or 0),
        people=tuple(people),
        moving=moving,
        rivals=tuple(rivals),
        changes=changes,
        place=place_of(replace(office, place=None), directory),
    )


def list_people_register(context: Context, person: Person) -> tuple[KnownPersonRow, ...]:
    """Return everybody."""
    require_post(person, "administrator")
    with context.database.read() as db:
        return list_register(db)


def get_person_file(context: Context, person: Person, person_id: int) -> PersonFile:
    """Return one person; raise NotFound."""
    require_post(person, "administrator")
    with context.database.read() as db:
        row = next((one for one in list_register(db) if one.person.person_id == person_id), None)
        if row is None:
            raise NotFound(what=Words(en="person", vi="người dùng"), key=person_id)
        changes = list_changes(db, person_id=person_id)
        offices = load_directory(db).open
    return PersonFile(row=row, offices=offices, changes=changes)


def list_register_changes(context: Context, person: Person) -> tuple[RegisterChange, ...]:
    """Return the last changes of the whole register, the newest first."""
    require_post(person, "administrator", "auditor")
    with context.database.read() as db:
        return list_changes(db)


def office_kinds() -> tuple[tuple[str, str, str], ...]:
    """Return the kinds of offices: key, Vietnamese and English name."""
    return tuple((key, name.vi, name.en) for key, name in OFFICE_KINDS.items())


def _lines(directory: Directory) -> Iterator[OfficeLine]:
    below: dict[int | None, list[Office]] = {}
    for one in sorted(directory.offices, key=lambda each: _order(each.code)):
        below.setdefault(one.parent_id, []).append(one)

    def walk(parent: int | None, depth: int) -> Iterator[OfficeLine]:
        for one in below.pop(parent, ()):
            successor = directory.by_id.get(one.successor_id or 0)
            yield OfficeLine(office=one, depth=depth, successor=successor)
            yield from walk(one.office_id, depth + 1)

    yield from walk(None, 0)


def _order(code: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdecimal() else (0, part) for part in code.split(".")]
