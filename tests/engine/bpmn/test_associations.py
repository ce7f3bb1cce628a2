"""Data objects, properties, associations, inputs and outputs (BPMN 2.0.2, 10.4)."""

from collections.abc import Mapping
from typing import Any

import pytest

from engine.decisions.reader import read_decision
from engine.diagrams.reader import read_diagram
from engine.records.commands import Amend, Complete, HearSignal, SettleJob
from engine.runtime.peek import peek
from tests.engine.bpmn.constructs import construct
from tests.engine.bpmn.drawing import (
    ENDS,
    MULTI,
    arrows,
    border,
    finished,
    inner,
    retry,
    script,
    started,
    sub,
    way,
)
from tests.engine.decisions.tables import make_table
from tests.engine.runtime.play import HEAD, Play, compiled, user

GROUP = "Data"
OBJECTS = '<dataObject id="do1" name="amount"/><dataObject id="do2" name="total"/>'
OBJECTS += '<dataObjectReference id="ref1" dataObjectRef="do1" name="Amount [asked]"/>'
SPEC = '<ioSpecification id="io"><dataInput id="in1" name="asked"/>'
SPEC += '<dataOutput id="out1" name="said"/></ioSpecification>'


def takes(source: str, target: str, more: str = "") -> str:
    refs = f"<sourceRef>{source}</sourceRef>" if source else ""
    refs += f"<targetRef>{target}</targetRef>" if target else ""
    return f"<dataInputAssociation>{refs}{more}</dataInputAssociation>"


def gives(source: str, target: str, more: str = "") -> str:
    refs = f"<sourceRef>{source}</sourceRef>" if source else ""
    refs += f"<targetRef>{target}</targetRef>" if target else ""
    return f"<dataOutputAssociation>{refs}{more}</dataOutputAssociation>"


def assigned(source: str, target: str) -> str:
    return f"<assignment><from>{source}</from><to>{target}</to></assignment>"


def reckoned(text: str) -> str:
    return f"<transformation>{text}</transformation>"


def output(name: str, value: str) -> str:
    return f'<extensionElements><motcua:output name="{name}" value="{value}"/></extensionElements>'


def one(task: str, names: Mapping[str, Any] | None = None, beside: str = OBJECTS) -> Play:
    """Return a case at task `a`, which task `z` follows."""
    return started(beside + ENDS + task + user("z") + way("s", "a", "z", "e"), names)


def case_names(play: Play) -> dict[str, Any]:
    return {key: value for key, value in play.names.items() if key != "dossier"}


def form_sees(play: Play) -> Mapping[str, Any]:
    """Return what the form of the first open task sees."""
    assert play.state is not None
    return peek(play.state).names_at(next(iter(play.tasks)))


@construct(GROUP, "data input association: seen in the activity only")
def test_what_is_handed_in_is_seen_in_the_task_alone() -> None:
    label = 'motcua:label="=asked"'
    play = one(user("a", label, SPEC + takes("do1", "in1")), {"amount": 5})
    assert [task.label for task in play.tasks.values()] == ["5"]
    assert (form_sees(play)["asked"], "asked" in play.names) == (5, False)
    play.complete("a", x=1)
    assert case_names(play) == {"amount": 5, "x": 1}


@construct(GROUP, "data input association from a reference to a data object")
def test_a_reference_stands_for_its_object() -> None:
    play = one(user("a", "", SPEC + takes("ref1", "in1")), {"amount": 5})
    assert form_sees(play)["asked"] == 5


@construct(GROUP, "data input association with a transformation")
def test_what_is_handed_in_can_be_reckoned() -> None:
    play = one(user("a", "", SPEC + takes("do1", "in1", reckoned("amount * 2"))), {"amount": 5})
    assert form_sees(play)["asked"] == 10


@construct(GROUP, "data input association with assignments")
def test_what_is_handed_in_can_be_assigned() -> None:
    more = assigned("amount + 1", "asked") + assigned("amount + 2", "also")
    play = one(user("a", "", SPEC + takes("do1", "in1", more)), {"amount": 5})
    assert (form_sees(play)["asked"], form_sees(play)["also"]) == (6, 7)


@construct(GROUP, "data output association: only what it names is written")
def test_only_what_is_handed_out_is_written() -> None:
    play = one(user("a", "", SPEC + gives("out1", "do2")), {"amount": 5})
    play.complete("a", said=8, other=9)
    assert case_names(play) == {"amount": 5, "total": 8}


@construct(GROUP, "data output association with a transformation and with assignments")
@pytest.mark.parametrize("more", [reckoned("said * amount"), assigned("said * amount", "total")])
def test_what_is_handed_out_can_be_reckoned(more: str) -> None:
    play = one(user("a", "", SPEC + gives("out1", "do2", more)), {"amount": 5})
    play.complete("a", said=8)
    assert case_names(play) == {"amount": 5, "total": 40}


@construct(GROUP, "assignment to what is no name", refused="not-executable")
def test_an_assignment_to_a_path_is_refused() -> None:
    task = user("a", "", gives("", "do2", assigned("1", "total/part")))
    assert refused(OBJECTS + ENDS + task + way("s", "a", "e")) == {("a", "not-executable")}


def refused(body: str) -> set[tuple[str | None, str]]:
    """Return the elements and rules of the severe findings in a process."""
    content = f'{HEAD}<process id="p" isExecutable="true">{body}</process></definitions>'
    _diagram, findings = read_diagram(content.encode(), "process.bpmn")
    return {(one.element, one.rule) for one in findings if one.severe}


@construct(GROUP, "data store that is read or written", refused="not-executable")
@pytest.mark.parametrize("link", [takes("store", ""), gives("", "store")], ids=["read", "written"])
def test_stores_that_are_used_are_refused(link: str) -> None:
    store = '<dataStoreReference id="store" name="register"/>'
    body = store + ENDS + user("a", "", link) + way("s", "a", "e")
    assert refused(body) == {("a", "not-executable")}


@construct(GROUP, "data store that is there to be looked at")
def test_a_store_without_association_is_illustration() -> None:
    store = '<dataStoreReference id="store" name="register"/>'
    assert refused(store + ENDS + user("a") + way("s", "a", "e")) == set()


@construct(GROUP, "motcua:output on a user task")
def test_outputs_of_a_user_task_are_written_and_nothing_else() -> None:
    play = one(user("a", "", output("total", "=said * 2")))
    play.complete("a", said=4)
    assert case_names(play) == {"total": 8}


def lent(more: str = "") -> str:
    """Return an input that gives `amount` under another name, and plain text under a third."""
    inside = '<motcua:input name="asked" value="=amount"/><motcua:input name="unit" value="VND"/>'
    return f"<extensionElements>{inside}{more}</extensionElements>"


@construct(GROUP, "motcua:input on a user task: seen in the activity only")
def test_inputs_of_a_user_task_are_its_own_names() -> None:
    play = one(user("a", 'motcua:label="=asked"', lent()), {"amount": 5})
    assert [task.label for task in play.tasks.values()] == ["5"]
    assert (form_sees(play)["unit"], "unit" in play.names) == ("VND", False)
    play.complete("a")
    assert case_names(play) == {"amount": 5}


@construct(GROUP, "motcua:input and output on a subprocess")
def test_inputs_of_a_subprocess_are_its_own_names() -> None:
    inside = lent('<motcua:output name="total" value="=asked"/>')
    steps = inner("a", "b", "c", body=user("b") + script("c", "asked = asked + 1\nx = unit"))
    play = one(sub("a", inside + steps), {"amount": 5})
    assert (form_sees(play)["asked"], form_sees(play)["unit"]) == (5, "VND")
    play.complete("b")
    assert case_names(play) == {"amount": 5, "x": "VND", "total": 6}


@construct(GROUP, "motcua:input on each instance and each turn")
@pytest.mark.parametrize(
    "loop",
    [MULTI.format("=[5]", "amount", ""), '<standardLoopCharacteristics loopMaximum="1"/>'],
    ids=["instance", "turn"],
)
def test_inputs_are_reckoned_for_each_run(loop: str) -> None:
    play = one(user("a", 'motcua:label="=asked"', lent() + loop), {"amount": 5})
    assert [task.label for task in play.tasks.values()] == ["5"]


@construct(GROUP, "motcua:input on a business rule task")
def test_a_table_sees_what_is_handed_in() -> None:
    table = make_table([(["> 4"], ["1"]), (["<= 4"], ["2"])], inputs=["asked"], outputs=["kq"])
    body = f'<businessRuleTask id="a" motcua:decision="t" motcua:result="r">{lent()}'
    body = ENDS + body + "</businessRuleTask>" + user("z") + way("s", "a", "z", "e")
    play = Play(compiled(body, decisions={"t": read_decision(table)}), {"amount": 5})
    assert case_names(play) == {"amount": 5, "r": 1}


@construct(GROUP, "inputs and outputs of a script task")
def test_a_script_sees_what_is_handed_in_and_writes_what_is_handed_out() -> None:
    inside = output("total", "=y + 1") + SPEC + takes("do1", "in1")
    task = f'<scriptTask id="a">{inside}<script>y = asked * 2</script></scriptTask>'
    play = one(task, {"amount": 5})
    assert case_names(play) == {"amount": 5, "total": 11}


@construct(GROUP, "inputs and outputs of a service task")
def test_a_service_task_is_asked_with_what_it_sees_and_gives_what_is_named() -> None:
    inside = SPEC + takes("do1", "in1") + "<extensionElements>"
    inside += '<motcua:input name="number" value="=asked"/>'
    inside += '<motcua:output name="total" value="=found + 1"/></extensionElements>'
    more = 'motcua:connector="x" motcua:result="found"'
    play = one(f'<serviceTask id="a" {more}>{inside}</serviceTask>', {"amount": 5})
    (job,) = play.jobs.values()
    assert job.inputs == {"number": 5}
    play.give(SettleJob(token=job.token, result=7))
    assert case_names(play) == {"amount": 5, "total": 8}


KEPT = output("total", "=said * 2")
MESSAGE = '<messageEventDefinition messageRef="m"/>'
RECEIVERS = {
    "task": f'<receiveTask id="a" messageRef="m">{KEPT}</receiveTask>',
    "catch": f'<intermediateCatchEvent id="a">{KEPT}{MESSAGE}</intermediateCatchEvent>',
    "boundary": user("a") + border("b", "a", KEPT + MESSAGE) + arrows("b>z"),
}


@construct(GROUP, "outputs of a receive task and of an event: what of a message is kept")
@pytest.mark.parametrize("task", RECEIVERS.values(), ids=RECEIVERS)
def test_only_what_is_named_of_a_message_is_kept(task: str) -> None:
    play = one(task)
    play.answer(said=4, more=1)
    assert (case_names(play), play.open) == ({"total": 8}, ["z"])


@construct(GROUP, "outputs of a start event: what is kept of the message that begins a case")
def test_only_what_is_named_of_the_message_that_begins_a_case_is_kept() -> None:
    body = f'<startEvent id="s1">{KEPT}{MESSAGE}</startEvent>' + user("z") + way("s1", "z")
    play = Play(compiled(ENDS + way("s", "e") + body), {"said": 4, "more": 1}, at="s1")
    assert (case_names(play), play.open) == ({"total": 8}, ["z"])


@construct(GROUP, "outputs of a signal event")
def test_only_what_is_named_of_a_signal_is_kept() -> None:
    heard = f'<intermediateCatchEvent id="a">{KEPT}<signalEventDefinition signalRef="g"/>'
    body = ENDS + heard + "</intermediateCatchEvent>" + user("z") + way("s", "a", "z", "e")
    play = started(body, beside='<signal id="g" name="bell"/>')
    play.give(HearSignal(name="bell", payload={"said": 4, "more": 1}))
    assert (case_names(play), play.open) == ({"total": 8}, ["z"])


@construct(GROUP, "what is handed in is seen by one activity, not by those beside it")
def test_what_is_handed_in_is_not_shared_between_tasks() -> None:
    first = user("a", 'motcua:label="=asked"', SPEC + takes("do1", "in1"))
    second = user("b", 'motcua:label="=asked"')
    body = OBJECTS + ENDS + first + second + arrows("s>a", "s>b", "a>e", "b>e")
    play = started(body, {"amount": 5})
    assert {one.element: one.label for one in play.tasks.values()} == {"a": "5", "b": None}


@construct(GROUP, "property of a subprocess: a name of its own")
@pytest.mark.parametrize("tag", ["property", "dataObject"])
def test_a_property_of_a_subprocess_is_its_own(tag: str) -> None:
    own = f'<{tag} id="own" name="fee"/>'
    steps = script("b", "fee = 7\nseen = fee") + user("a", 'motcua:label="=fee"')
    inside = own + inner("p1", "b", "a", body=steps)
    play = started(ENDS + sub("p1", inside) + user("z") + way("s", "p1", "z", "e"), {"fee": 1})
    assert [task.label for task in play.tasks.values()] == ["7"]
    assert form_sees(play)["fee"] == 7
    play.complete("a", fee=9)
    assert case_names(play) == {"fee": 1, "seen": 7}


@construct(GROUP, "property of a subprocess: empty at each start")
def test_a_property_is_empty_whenever_the_subprocess_begins() -> None:
    own = '<property id="own" name="n"/>' + '<standardLoopCharacteristics loopMaximum="2"/>'
    inside = own + inner("p1", "a", body=user("a", 'motcua:label="=n"'))
    play = started(ENDS + sub("p1", inside) + way("s", "p1", "e"), {"n": 1})
    for _turn in (1, 2):
        assert [task.label for task in play.tasks.values()] == [None]
        play.complete("a", n=5)
    assert case_names(play) == {"n": 1}


@construct(GROUP, "property of a multi-instance subprocess: one for each instance")
def test_each_instance_has_a_property_of_its_own() -> None:
    own = '<property id="own" name="n"/>'
    more = ' motcua:output="all" motcua:outputElement="kept"'
    steps = script("b", "n = one * 2") + user("a", 'motcua:label="=n"') + script("c", "kept = n")
    inside = own + inner("p1", "b", "a", "c", body=steps) + MULTI.format("=[1,2]", "one", more)
    play = started(ENDS + sub("p1", inside) + user("z") + way("s", "p1", "z", "e"))
    assert sorted(str(task.label) for task in play.tasks.values()) == ["2", "4"]
    play.complete("a")
    play.complete("a")
    assert case_names(play) == {"all": [2, 4]}


@construct(GROUP, "inputs and outputs of a subprocess")
def test_a_subprocess_sees_what_is_handed_in_and_gives_what_is_handed_out() -> None:
    inside = output("total", "=asked + amount") + SPEC + takes("do1", "in1", reckoned("amount * 2"))
    steps = inner("p1", "a", body=user("a", 'motcua:label="=asked"'))
    body = OBJECTS + ENDS + sub("p1", inside + steps) + user("z") + way("s", "p1", "z", "e")
    play = started(body, {"amount": 5})
    assert [task.label for task in play.tasks.values()] == ["10"]
    play.complete("a", asked=1)
    assert case_names(play) == {"amount": 5, "total": 6}


@construct(GROUP, "handed in and out for each instance of a multi-instance")
def test_each_instance_is_handed_its_own() -> None:
    more = ' motcua:output="all" motcua:outputElement="total"'
    inside = SPEC + takes("", "in1", reckoned("n * 10")) + gives("out1", "do2")
    task = user("a", 'motcua:label="=asked"', inside + MULTI.format("=[1,2]", "n", more))
    play = one(task)
    tokens = {row.label: token for token, row in play.tasks.items()}
    assert sorted(tokens) == ["10", "20"]
    play.give(Complete(token=tokens["20"], answers={"said": "b"}))
    play.give(Complete(token=tokens["10"], answers={"said": "a"}))
    assert case_names(play) == {"all": ["a", "b"]}


@construct(GROUP, "handed in and out for each turn of a loop")
def test_each_turn_is_handed_what_the_last_one_left() -> None:
    loop = "<standardLoopCharacteristics><loopCondition>total &lt; 4</loopCondition>"
    inside = SPEC + takes("do2", "in1") + gives("out1", "do2") + loop
    task = user("a", 'motcua:label="=asked"', inside + "</standardLoopCharacteristics>")
    play = one(task, {"total": 0})
    for turn in (0, 2):
        assert [row.label for row in play.tasks.values()] == [str(turn)]
        play.complete("a", said=turn + 2)
    assert (play.open, case_names(play)) == (["z"], {"total": 4})


@construct(GROUP, "parallel branches see what each other writes")
def test_no_branch_writes_over_what_another_wrote() -> None:
    body = ENDS + '<parallelGateway id="g"/><parallelGateway id="j"/>' + user("a") + user("b")
    body += user("z", 'motcua:label="=x + y"')
    play = started(body + arrows("s>g", "g>a", "g>b", "a>j", "b>j", "j>z", "z>e"), {"x": 0})
    play.complete("a", x=1)
    play.complete("b", y=2)
    assert [row.label for row in play.tasks.values()] == ["3"]


def test_what_a_subprocess_gives_is_given_after_another_try() -> None:
    inside = output("share", "=paid / people") + '<property id="own" name="paid"/>'
    steps = inner("p1", "a", body=user("a"))
    play = started(ENDS + sub("p1", inside + steps) + user("z") + way("s", "p1", "z", "e"))
    play.complete("a", paid=6)
    (token,) = play.incidents
    retry(play)
    play.give(Amend(token=token, names={"people": 2}, by=1, reason="counted"))
    assert (play.open, play.names["share"], "paid" in play.names) == (["z"], 3, False)


def test_what_cannot_be_handed_in_is_an_incident_and_is_handed_in_later() -> None:
    play = one(user("a", 'motcua:label="=asked"', SPEC + takes("", "in1", reckoned("6 / n"))))
    (token,) = play.incidents
    play.give(Amend(token=token, names={"n": 2}, by=1, reason="counted"))
    assert [row.label for row in play.tasks.values()] == ["3"]


def test_an_activity_on_whose_border_an_event_writes_keeps_what_was_handed_in() -> None:
    note = '<messageEventDefinition messageRef="m"/>'
    task = user("a", "", SPEC + takes("do1", "in1")) + border("b", "a", note, stays=True)
    play = started(OBJECTS + ENDS + task + way("s", "a", "e"), {"amount": 5})
    play.answer(amount=6)
    assert (form_sees(play)["asked"], play.names["amount"]) == (5, 6)
    play.complete("a")
    assert finished(play)
