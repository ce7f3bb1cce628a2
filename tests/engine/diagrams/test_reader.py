from engine.diagrams.reader import read_diagram
from tests.engine.diagrams.drawing import definitions, flow, line, process, read

_TASK = 'a|<bpmn:userTask id="a" name="Thẩm&#10;định" motcua:post="specialist" motcua:form="x"/>'


def test_a_node_has_its_flows_and_our_attributes() -> None:
    node = read(process(line(_TASK))).process.nodes["a"]

    assert (node.tag, node.name) == ("userTask", "Thẩm định")
    assert (node.incoming, node.outgoing) == (("f_s_a",), ("f_a_e",))
    assert node.attributes == {"post": "specialist", "form": "x"}


def test_flows_without_ids_get_names_of_their_own() -> None:
    bare = '<bpmn:sequenceFlow sourceRef="s" targetRef="e"/>'
    inner = f'<bpmn:startEvent id="s"/><bpmn:endEvent id="e"/>{bare}{bare}'

    assert list(read(process(inner)).process.flows) == ["s->e#1", "s->e#2"]


def test_a_condition_is_trimmed_and_loses_the_equals_sign() -> None:
    inner = line() + flow("s", "e", "\n   =amount &gt; 5\n ").replace('id="f_s_e"', 'id="g"')

    assert read(process(inner)).process.flows["g"].condition == "amount > 5"


def test_a_boundary_timer_knows_its_host_and_text() -> None:
    timer = (
        '<bpmn:boundaryEvent id="b" attachedToRef="a" cancelActivity="false">'
        "<bpmn:timerEventDefinition><bpmn:timeDuration> 3 working days </bpmn:timeDuration>"
        "</bpmn:timerEventDefinition></bpmn:boundaryEvent>"
    )
    node = read(process(line(_TASK) + timer + flow("b", "e"))).process.nodes["b"]

    assert (node.attached_to, node.interrupting) == ("a", False)
    assert (node.events[0].timer_kind, node.events[0].text) == ("duration", "3 working days")


def test_messages_and_errors_are_resolved() -> None:
    beside = '<bpmn:message id="M" name="Supplement"/><bpmn:error id="E" errorCode="no-answer"/>'
    inner = line(
        'r|<bpmn:receiveTask id="r" messageRef="M"/>',
        'b|<bpmn:boundaryEvent id="b" attachedToRef="r">'
        '<bpmn:errorEventDefinition errorRef="E"/></bpmn:boundaryEvent>',
    )
    nodes = read(process(inner, beside=beside)).process.nodes

    assert nodes["r"].events[0].name == "Supplement"
    assert nodes["b"].events[0].code == "no-answer"


def test_a_multi_instance_is_read_from_standard_elements() -> None:
    loop = (
        '<bpmn:multiInstanceLoopCharacteristics isSequential="true">'
        "<bpmn:loopDataInputRef>agencies</bpmn:loopDataInputRef>"
        '<bpmn:inputDataItem id="agency"/><bpmn:loopDataOutputRef>opinions</bpmn:loopDataOutputRef>'
        '<bpmn:outputDataItem id="opinion"/></bpmn:multiInstanceLoopCharacteristics>'
    )
    node = read(process(line(f'a|<bpmn:userTask id="a">{loop}</bpmn:userTask>'))).process.nodes["a"]

    assert node.loop is not None
    assert (node.loop.sequential, node.loop.collection) == (True, "agencies")
    assert (node.loop.element_name, node.loop.output) == ("agency", "opinions")
    assert node.loop.output_element == "opinion"


def test_a_multi_instance_is_read_from_our_attributes() -> None:
    loop = (
        '<bpmn:multiInstanceLoopCharacteristics motcua:collection="=agencies" '
        'motcua:elementName="agency" motcua:output="opinions" motcua:outputElement="opinion">'
        "<bpmn:completionCondition>=len(opinions) == 2</bpmn:completionCondition>"
        "</bpmn:multiInstanceLoopCharacteristics>"
    )
    read_loop = (
        read(process(line(f'a|<bpmn:userTask id="a">{loop}</bpmn:userTask>')))
        .process.nodes["a"]
        .loop
    )

    assert read_loop is not None
    assert (read_loop.collection, read_loop.element_name) == ("agencies", "agency")
    assert read_loop.completion == "len(opinions) == 2"


def test_nodes_of_a_subprocess_know_their_parent_and_its_lane() -> None:
    lanes = (
        '<bpmn:laneSet><bpmn:lane id="L" motcua:post="desk">'
        "<bpmn:flowNodeRef>sub</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>"
    )
    inner = '<bpmn:startEvent id="s2"/><bpmn:userTask id="in"/><bpmn:endEvent id="e2"/>'
    inner += flow("s2", "in") + flow("in", "e2")
    sub = f'sub|<bpmn:subProcess id="sub">{inner}</bpmn:subProcess>'
    found = read(process(lanes + line(sub))).process

    assert found.nodes["in"].parent == "sub"
    assert found.attribute(found.nodes["in"], "post") == "desk"


def test_an_inner_lane_wins_and_keeps_what_the_outer_says() -> None:
    lanes = (
        '<bpmn:laneSet><bpmn:lane id="L" motcua:office="fire-police" motcua:post="desk">'
        "<bpmn:flowNodeRef>a</bpmn:flowNodeRef><bpmn:childLaneSet>"
        '<bpmn:lane id="K" motcua:post="head"><bpmn:flowNodeRef>a</bpmn:flowNodeRef></bpmn:lane>'
        "</bpmn:childLaneSet></bpmn:lane></bpmn:laneSet>"
    )
    found = read(process(lanes + line('a|<bpmn:userTask id="a"/>'))).process

    assert found.nodes["a"].lane == "K"
    assert found.lanes["K"].attributes == {"office": "fire-police", "post": "head"}


def test_inputs_of_a_service_task_are_read() -> None:
    task = (
        'a|<bpmn:serviceTask id="a" motcua:connector="register-lookup"><bpmn:extensionElements>'
        '<motcua:input name="number" value="=applicant_number"/></bpmn:extensionElements>'
        "</bpmn:serviceTask>"
    )

    assert read(process(line(task))).process.nodes["a"].inputs == (("number", "=applicant_number"),)


def test_three_thousand_nodes_in_a_row_are_read() -> None:
    tasks = [f't{n}|<bpmn:manualTask id="t{n}"/>' for n in range(3000)]

    assert len(read(process(line(*tasks))).process.nodes) == 3002


def test_the_pool_that_is_marked_executable_is_chosen() -> None:
    content = definitions(
        f'<bpmn:process id="A" isExecutable="false">{line()}</bpmn:process>'
        f'<bpmn:process id="B" isExecutable="true"><bpmn:startEvent id="x"/></bpmn:process>'
    )
    diagram, findings = read_diagram(content, "process.bpmn")

    assert diagram is not None
    assert diagram.process.process_id == "B"
    assert [one.rule for one in findings if one.element == "A"] == ["pool-not-run"]


def test_the_source_is_kept_byte_for_byte() -> None:
    content = process(line(_TASK), beside="<!-- foreign -->")

    assert read(content).source == content


def test_true_and_false_may_be_written_as_numbers() -> None:
    loop = '<bpmn:multiInstanceLoopCharacteristics isSequential="1"/>'
    body = f'<bpmn:userTask id="a">{loop}</bpmn:userTask>'
    body += '<bpmn:boundaryEvent id="b" attachedToRef="a" cancelActivity="0"/>'
    diagram, _ = read_diagram(process(body), "process.bpmn")
    assert diagram is not None
    nodes = diagram.process.nodes
    loop_read = nodes["a"].loop
    assert loop_read is not None
    assert (loop_read.sequential, nodes["b"].interrupting) == (True, False)
