"""Moving running cases to another version: tried out, then moved, as a worker does it."""

import time
from collections.abc import Callable

from bench.figures import Figure
from bench.house import PROCEDURES, TEN_TASKS, House, open_small_house
from engine.actions.carry_moves import carry_moves
from engine.actions.order_move import Wish, order_move
from engine.actions.prepare_move import prepare_move, try_out
from engine.actions.publish_procedure import publish_procedure
from engine.procedures.reader import read_folder
from engine.records.moving import MOVED
from engine.records.people import Person, Post
from engine.store.case_migrations import get_move
from engine.store.passwords import WEAK, hash_password
from engine.store.people import insert_person

CASES = 10_000
MOST_SECONDS = 300.0


def measure_migrating(house: House, cases: int = CASES) -> tuple[Figure, ...]:
    """Return the seconds that moving 10,000 cases takes, on both kinds of database."""
    found = _measure(house, "PostgreSQL", cases)
    with open_small_house() as small:
        return (*found, *_measure(small, "SQLite", cases))


def _measure(house: House, kind: str, cases: int) -> tuple[Figure, ...]:
    context = house.context
    for _ in range(cases):
        house.file()
    files = dict(read_folder(PROCEDURES / TEN_TASKS))
    files["README.md"] = files.get("README.md", b"") + b" "
    publish_procedure(context, TEN_TASKS, files)
    boss = _hire(house)
    order = prepare_move(context, boss, TEN_TASKS, (1, 2))
    tried = _seconds(house, lambda: try_out(context, boss, order.move_id))
    wish = Wish(policy="now", reason="do")
    moved = _seconds(house, lambda: order_move(context, boss, order.move_id, wish))
    with context.database.read() as db:
        done = get_move(db, order.move_id).counts.get(MOVED, 0)
    if done < cases:
        raise ValueError(f"only {done} of {cases} cases were moved")
    each = CASES / cases
    return (
        Figure(name=f"try a move out on 10,000 cases, {kind}", unit="s", value=tried * each),
        Figure(
            name=f"move 10,000 running cases, {kind}",
            unit="s",
            value=moved * each,
            target=MOST_SECONDS,
        ),
    )


def _seconds(house: House, begin: Callable[[], object]) -> float:
    """Return how long the slices of a move take that `begin` lets begin."""
    begun = time.perf_counter()
    begin()
    while carry_moves(house.context):
        pass
    return time.perf_counter() - begun


def _hire(house: House) -> Person:
    post = Post(
        office_id=house.office.office_id, office_code=house.office.code, kind="administrator"
    )
    person = Person(person_id=0, login="do.quantri", name="Quan tri", posts=(post,))
    with house.context.database.begin() as db:
        return insert_person(db, person, hash_password("do", WEAK), house.context.clock.now())
