"""Whose name stands under a letter: of several leaders, the one who decided."""

from engine.actions.complete_task import complete_task
from engine.drafting.of_case import make_draft
from engine.records.cases import Case
from engine.records.letters import Wish
from engine.records.people import Person, Post
from engine.store.people import insert_person
from tests.actions.conftest import Stage
from tests.actions.crossing import publish_drawn
from tests.drawn import DONE, FILED, Pool, chain
from tests.make import reread

SIGN = '<userTask id="ky" name="Ký" motcua:post="leader" motcua:decides="=true"/>'
ISSUE = '<userTask id="gui" name="Phát hành" motcua:post="specialist"/>'


def named(stage: Stage, case: Case) -> object:
    """Return the name under a letter that a leader signs and Alice writes."""
    with stage.context.database.read() as db:
        wish = Wish(name="standard:04", by=stage.cast.alice.person_id)
        return make_draft(stage.context, db, reread(stage.context, case), wish, {}).facts[
            "person.name"
        ]


def test_of_several_leaders_the_one_who_decided_is_named(stage: Stage) -> None:
    post = Post(office_id=stage.cast.office_id, office_code="H99.1", kind="leader")
    given = Person(person_id=0, login="an", name="An", posts=(post,))
    with stage.context.database.begin() as db:
        insert_person(db, given, "x", stage.context.clock.now())
    pool = Pool(elements=FILED + SIGN + ISSUE + DONE, ways=chain("nop", "ky", "gui", "xong"))
    publish_drawn(stage, "hai-lanh-dao", pool)
    case = stage.file(procedure_key="hai-lanh-dao")
    assert named(stage, case) == "An"
    complete_task(stage.context, stage.cast.bob, stage.task(case, "ky"), {})
    assert named(stage, case) == "Bob"


def test_the_head_is_named_before_a_deputy_whose_name_comes_first(stage: Stage) -> None:
    post = Post(
        office_id=stage.cast.office_id,
        office_code="H99.1",
        kind="leader",
        signs="KT",
        title="Phó Chủ tịch",
    )
    given = Person(person_id=0, login="an", name="An", posts=(post,))
    with stage.context.database.begin() as db:
        insert_person(db, given, "x", stage.context.clock.now())
    assert named(stage, stage.file()) == "Bob"
