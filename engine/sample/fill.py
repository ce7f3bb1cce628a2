"""Filling an empty database with the sample office and its cases; once, whatever interrupts it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from engine.clock import FixedClock
from engine.context import Context
from engine.queries.sample_people import SAMPLE_PASSWORD as SAMPLE_PASSWORD
from engine.records.values import Json
from engine.sample.desk import insert_former, show_desk_work
from engine.sample.feedback import show_feedback
from engine.sample.fees import show_fees
from engine.sample.offices import insert_offices
from engine.sample.people import insert_people
from engine.sample.people import sample_people as sample_people
from engine.sample.plans import SPAN_DAYS, Plan, make_plans
from engine.sample.play import Play
from engine.sample.scenes import show_scenes
from engine.sample.stage import set_stage
from engine.sample.stories import BIRTH
from engine.sample.team import show_team_work
from engine.store.database import Db
from engine.store.people import list_people
from engine.store.registers import find_entry, replace_register

CASES = 300
# A register of our own tells how far the filling got.
MARKER = ("sample", "filled")
MARRIAGES = "marriage"
Say = Callable[[str], None]


def fill_sample(context: Context, say: Say, cases: int = CASES) -> None:
    """Make offices, people and cases of the half year before now, unless they are there already.

    A filling that was broken off goes on with the same plan. A database in which somebody else's
    people are is left alone. The shipped procedures must have been published.
    """
    with context.database.read() as db:
        found = find_entry(db, *MARKER)
        others = found is None and bool(list_people(db))
    if others or (found is not None and found["done"]):
        return
    until = context.clock.now() if found is None else datetime.fromisoformat(str(found["until"]))
    count = cases if found is None else int(str(found["cases"]))
    plans = make_plans(until, count, context.calendars.current)
    if found is None:
        with context.database.begin() as db:
            _open_office(db, plans, until)
        context.offices.forget()
    _play(context, plans, until, say)
    show_desk_work(set_stage(context, until), plans, until)
    show_scenes(set_stage(context, until), until)
    show_team_work(context)
    show_feedback(context)
    show_fees(context)
    with context.database.begin() as db:
        _mark(db, until, count, done=True)


def is_sample(context: Context) -> bool:
    """Tell whether the people and cases of the database are invented."""
    with context.database.read() as db:
        return find_entry(db, *MARKER) is not None


def before_cases(context: Context) -> Context:
    """Return the context as it was before the first sample case, while there is nobody yet.

    So that the versions which sample cases were opened with are not younger than the cases.
    """
    with context.database.read() as db:
        if list_people(db):
            return context
    opening = context.clock.now() - timedelta(days=SPAN_DAYS + 30)
    return replace(context, clock=FixedClock(opening))


def _open_office(db: Db, plans: tuple[Plan, ...], until: datetime) -> None:
    opened_at, offices = until - timedelta(days=SPAN_DAYS + 30), insert_offices(db)
    insert_former(db, offices, opened_at)
    insert_people(db, offices, opened_at)
    replace_register(db, MARRIAGES, [_marriage(plan) for plan in plans if _is_registered(plan)])
    _mark(db, until, len(plans), done=False)


def _play(context: Context, plans: tuple[Plan, ...], until: datetime, say: Say) -> None:
    total, told = len(plans), -1
    play = Play(set_stage(context, plans[0].filed_at), plans, until)
    for filed in play.run():
        if filed != told and filed % 20 == 0:
            say(f"Tạo hồ sơ mẫu / Making sample cases {filed}/{total}")
        told = filed


def _is_registered(plan: Plan) -> bool:
    return plan.story.procedure == BIRTH and plan.story.look_up != "nothing"


def _marriage(plan: Plan) -> tuple[str, dict[str, Json]]:
    citizen, rng = plan.citizen, Random(plan.number)  # noqa: S311 - a sample, no secret
    day = f"{rng.randint(2015, 2024)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
    entry: dict[str, Json] = {
        "wife": citizen.mother,
        "husband": citizen.father,
        "number": f"{rng.randint(1, 400)}/{day[:4]}",
        "registered_on": day,
        "office": plan.office,
    }
    return citizen.mother_number, entry


def _mark(db: Db, until: datetime, cases: int, *, done: bool) -> None:
    name, number = MARKER
    entry: dict[str, Json] = {"until": until.isoformat(), "cases": cases, "done": done}
    replace_register(db, name, [(number, entry)])
