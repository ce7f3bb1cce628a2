"""The house in which is measured: a new database with offices, officers and procedures."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from engine.actions.complete_task import complete_task
from engine.actions.publish_procedure import publish_procedure
from engine.actions.sign_in import sign_in
from engine.actions.start_case import start_case
from engine.context import Context
from engine.procedures.reader import read_folder
from engine.records.cases import Case
from engine.records.filings import Filing
from engine.records.people import Office, Person, Post
from engine.store.migrate import migrate
from engine.store.offices import insert_office
from engine.store.passwords import WEAK, hash_password
from engine.store.people import insert_person
from engine.store.tasks import list_case_tasks
from engine.wiring import Wires, make_context
from tests.databases import new_postgres, sqlite_url

PROCEDURES = Path(__file__).parent / "procedures"
TEN_TASKS, LOOP, WAITING = "muoi-viec", "vong-lap", "cho-tin"
TASKS = 10
OFFICERS = 4
PASSWORD = "do-toc-do"  # noqa: S105 - of officers who exist while something is measured
FILED = {"ho_ten": "Người Thử Mẫu", "so_dien_thoai": "0900000001", "so_dinh_danh": "000000000001"}
ANSWERS = {"y_kien": "dong_y", "so_to": "2"}


@dataclass(frozen=True, kw_only=True)
class House:
    """Where is measured.

    url       of the database
    var       folder of files and keys
    officers  desk officers of the one office, with their session tokens
    """

    context: Context
    url: str
    var: Path
    office: Office
    officers: tuple[tuple[Person, str], ...]

    def file(self, key: str = TEN_TASKS, **more: str) -> Case:
        """Open a case."""
        answers = {**FILED, **more}
        filing = Filing(procedure_key=key, office_id=self.office.office_id, answers=answers)
        return start_case(self.context, filing)

    def finish(self) -> tuple[int, ...]:
        """Open a case and complete its ten tasks; return their tokens, the same in every case."""
        case, person, tokens = self.file(), self.officers[0][0], []
        for _ in range(TASKS):
            with self.context.database.read() as db:
                (task,) = list_case_tasks(db, case.case_id)
            tokens.append(task.token)
            complete_task(self.context, person, (case.case_id, task.token), ANSWERS)
        return tuple(tokens)


@contextmanager
def open_house(server: str) -> Iterator[House]:
    """Give a house with a database of its own on a server; both are gone afterwards."""
    with TemporaryDirectory(prefix="motcua-bench-") as folder, new_postgres(server) as url:
        yield from _furnished(url, Path(folder))


@contextmanager
def open_small_house() -> Iterator[House]:
    """Give a house with an SQLite database; both are gone afterwards."""
    with TemporaryDirectory(prefix="motcua-bench-") as folder:
        yield from _furnished(sqlite_url(Path(folder) / "motcua.db"), Path(folder))


def _furnished(url: str, var: Path) -> Iterator[House]:
    context = make_context(Wires(database_url=url, var=var))
    migrate(context.database)
    for key in (TEN_TASKS, LOOP, WAITING):
        publish_procedure(context, key, read_folder(PROCEDURES / key))
    office, people = _make_people(context)
    officers = tuple((one, sign_in(context, one.login, PASSWORD, one.login)[0]) for one in people)
    yield House(context=context, url=url, var=var, office=office, officers=officers)
    context.database.close()


def _make_people(context: Context) -> tuple[Office, list[Person]]:
    now, password_hash = context.clock.now(), hash_password(PASSWORD, WEAK)
    with context.database.begin() as db:
        top = insert_office(db, "H99", ("Tỉnh Mẫu", "Mẫu Province"), "province")
        names = ("UBND Xã Đo", "Measured Commune")
        office = insert_office(db, "H99.1", names, "commune", top.office_id)
        post = Post(office_id=office.office_id, office_code=office.code, kind="desk")
        people = [
            insert_person(
                db,
                Person(person_id=0, login=f"do.{number}", name=f"Cán bộ {number}", posts=(post,)),
                password_hash,
                now,
            )
            for number in range(OFFICERS)
        ]
    context.offices.forget()
    return office, people
