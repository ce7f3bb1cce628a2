"""Which element is proposed for which: by id, by name, by neighbours; each once."""

from engine.moving.proposal import mapping_of, may_rest, propose
from engine.runtime.version import Compiled
from tests.engine.runtime.play import compiled, flows, user

ENDS = '<startEvent id="s"/><endEvent id="e"/>'


def line(*tasks: tuple[str, str]) -> Compiled:
    """Return a version with tasks, by id and name, one after the other."""
    drawn = "".join(user(one, f'name="{name}"') for one, name in tasks)
    names = ("s", *(one for one, _ in tasks), "e")
    ways = flows(*(f"{one}>{two}" for one, two in zip(names, names[1:], strict=False)))
    return compiled(ENDS + drawn + ways)


def proposed(before: Compiled, after: Compiled) -> dict[str, str | None]:
    found = propose(before.procedure.diagram.process, after.procedure.diagram.process)
    return mapping_of(found)


def means(before: Compiled, after: Compiled) -> dict[str, str]:
    found = propose(before.procedure.diagram.process, after.procedure.diagram.process)
    return {one.element: one.means for one in found}


def test_what_keeps_its_id_keeps_its_place() -> None:
    one = line(("a", "Xem"), ("b", "Ký"))
    other = line(("b", "Ký nháy"), ("c", "Mới"), ("a", "Xem"))
    assert proposed(one, other) == {}
    assert means(one, other)["b"] == "id"


def test_a_step_of_the_same_name_takes_the_place() -> None:
    one, other = line(("a", "Thẩm  định"), ("b", "Ký")), line(("z", "thẩm định"), ("b", "Ký"))
    assert proposed(one, other) == {"a": "z"}
    assert means(one, other)["a"] == "name"


def test_a_step_between_the_same_neighbours_takes_the_place() -> None:
    one = line(("a", "Một"), ("b", "Hai"), ("c", "Ba"))
    other = line(("a", "Một"), ("y", "Khác"), ("z", "Nữa"), ("c", "Ba"))
    assert proposed(one, other) == {"b": None}
    other = line(("a", "Một"), ("y", "Khác"), ("c", "Ba"))
    assert proposed(one, other) == {"b": "y"}
    assert means(one, other)["b"] == "place"


def test_a_step_that_waits_otherwise_is_not_proposed() -> None:
    one = line(("a", "Xem"))
    ways = flows("s>z", "z>e")
    other = compiled(f'{ENDS}<serviceTask id="z" name="Xem" motcua:connector="http"/>{ways}')
    assert proposed(one, other) == {"a": None}


def test_tokens_rest_at_work_events_and_joins() -> None:
    version = compiled(
        f'{ENDS}<parallelGateway id="f"/><parallelGateway id="j"/>{user("a")}{user("b")}'
        + flows("s>f", "f>a", "f>b", "a>j", "b>j", "j>e")
    )
    nodes = version.procedure.diagram.process.nodes.values()
    assert [one.node_id for one in nodes if may_rest(one)] == ["j", "a", "b"]
