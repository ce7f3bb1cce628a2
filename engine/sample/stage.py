"""What the play of the sample cases acts on: context, people, procedures and papers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from random import Random

from engine.clock import FixedClock
from engine.context import Context, version_in_force
from engine.mail import MemoryMail
from engine.procedures.asking import asked_form
from engine.procedures.procedure import Procedure
from engine.records.cases import Task
from engine.records.forms import Form
from engine.records.outcomes import Subscription
from engine.records.people import Person
from engine.records.values import Json
from engine.sample.answers import Pen, about, fill_form
from engine.sample.papers import store_papers
from engine.sample.plans import Plan
from engine.sample.stories import PROCEDURES, check_stories, decide
from engine.sample.tale import FILING
from engine.store.choices import choices_for
from engine.store.directory import Directory
from engine.store.people import list_people


@dataclass(frozen=True, kw_only=True)
class Stage:
    """The real context with a clock that the play moves, and mail that stays in memory."""

    context: Context
    clock: FixedClock
    people: Sequence[Person]
    directory: Directory
    procedures: Mapping[str, Procedure]
    papers: Sequence[Mapping[str, str | int]]

    def person_for(self, task: Task, rng: Random) -> Person | None:
        """Return who does a task: its holder, else one of its post who may; None for nobody."""
        able = [
            one
            for one in self.people
            if one.person_id not in task.forbidden
            and any(
                post.office_id == task.office_id and post.kind == task.post for post in one.posts
            )
        ]
        held = [one for one in self.people if one.person_id == task.holder_id]
        return rng.choice(held or able) if held or able else None

    def desk_of(self, plan: Plan) -> int | None:
        """Return who takes a dossier in; None when it is not filed at a desk."""
        at_desk = [
            one.person_id
            for one in self.people
            if any(post.office_code == plan.desk and post.kind == "desk" for post in one.posts)
        ]
        return at_desk[plan.number % len(at_desk)] if at_desk else None

    def answers(self, plan: Plan, element: str, form: Form, rng: Random) -> dict[str, object]:
        """Return what is answered to a form at an element, or FILING, of a case."""
        decided = about(plan.citizen) if element == FILING else {}
        decided["nguoi_nhan"] = plan.citizen.name
        sources = {
            source: [one.value for one in choices if one.value != plan.office]
            for source, choices in choices_for(form, self.directory).items()
        }
        tz = self.context.calendars.current.tz
        pen = Pen(
            rng=rng,
            today=self.clock.now().astimezone(tz).date(),
            papers=self.papers,
            sources=sources,
            decided={**decided, **decide(plan.story, element, rng)},
        )
        return fill_form(form, pen)

    def form(self, key: str, asked: Task | Subscription, names: Mapping[str, Json]) -> Form:
        """Return what a step of a procedure asks; an empty form where nothing is asked."""
        form = asked_form(self.procedures[key], asked.element, asked.form, names)
        return form or Form(form_id="", title_vi="", title_en="")


def set_stage(context: Context, at: datetime) -> Stage:
    """Return the stage with its clock at an instant.

    Raises  NotFound for a procedure that is not published; ValueError when the stories are older
            than the procedures
    """
    clock = FixedClock(at)
    played = replace(context, clock=clock, mail=MemoryMail(clock), wake=lambda _db: None)
    procedures: dict[str, Procedure] = {}
    with context.database.read() as db:
        for key in PROCEDURES:
            procedures[key] = version_in_force(played, db, key).compiled.procedure
            check_stories(procedures[key])
        people, directory = list_people(db), context.offices.get(db)
    return Stage(
        context=played,
        clock=clock,
        people=people,
        directory=directory,
        procedures=procedures,
        papers=store_papers(context.files),
    )
