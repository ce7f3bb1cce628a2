"""A file with an element of every kind that can be drawn, and no drawing: the editor makes one."""

TASKS = (
    *("task", "userTask", "serviceTask", "sendTask", "receiveTask", "manualTask"),
    *("businessRuleTask", "scriptTask", "callActivity"),
)
GATEWAYS = ("exclusive", "parallel", "inclusive", "complex", "eventBased")
STARTS = ("", "message", "timer", "conditional", "signal")
CATCHES = ("message", "timer", "conditional", "signal", "link")
THROWS = ("", "message", "escalation", "signal", "link", "compensate")
ENDS = ("", "message", "escalation", "error", "compensate", "signal", "terminate")
GUESTS = ("message", "timer", "escalation", "conditional", "error", "signal", "compensate")
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:test">
<bpmn:collaboration id="c"><bpmn:participant id="khung" name="Một cửa" processRef="p"/>
<bpmn:participant id="ngoai" name="Cơ quan khác"/>
<bpmn:messageFlow id="thu" sourceRef="ngoai" targetRef="receiveTask"/></bpmn:collaboration>
"""  # noqa: E501


def event(tag: str, kind: str, more: str = "") -> str:
    """Return an event with what it waits for or throws."""
    inner = f'<bpmn:{kind}EventDefinition id="{tag}_{kind}_def"/>' if kind else ""
    return f'<bpmn:{tag} id="{tag}_{kind or "none"}" {more}>{inner}</bpmn:{tag}>'


def insides() -> str:
    """Return the parts of all kinds that hold others."""
    start = '<bpmn:startEvent id="{0}_s"><bpmn:timerEventDefinition id="{0}_d"/></bpmn:startEvent>'
    kinds = {
        "open": '<bpmn:subProcess id="open"><bpmn:task id="open_t"/></bpmn:subProcess>',
        "closed": '<bpmn:subProcess id="closed"/>',
        "sold": '<bpmn:transaction id="sold"><bpmn:task id="sold_t"/></bpmn:transaction>',
        "free": '<bpmn:adHocSubProcess id="free"><bpmn:task id="free_t"/></bpmn:adHocSubProcess>',
        "rises": '<bpmn:subProcess id="rises" triggeredByEvent="true">'
        + start.format("rises")
        + "</bpmn:subProcess>",
    }
    return "".join(kinds.values())


def all_kinds() -> str:
    """Return the file."""
    parts = [event("startEvent", kind) for kind in STARTS]
    parts += [event("intermediateCatchEvent", kind) for kind in CATCHES]
    parts += [event("intermediateThrowEvent", kind) for kind in THROWS]
    parts += [event("endEvent", kind) for kind in ENDS]
    parts += [f'<bpmn:{tag} id="{tag}"/>' for tag in TASKS]
    parts += [f'<bpmn:{kind}Gateway id="{kind}Gateway"/>' for kind in GATEWAYS]
    parts += [event("boundaryEvent", kind, 'attachedToRef="userTask"') for kind in GUESTS]
    parts.append(
        '<bpmn:boundaryEvent id="gentle" attachedToRef="scriptTask" cancelActivity="false">'
        '<bpmn:timerEventDefinition id="gentle_def"/></bpmn:boundaryEvent>'
    )
    parts.append(insides())
    parts.append(
        '<bpmn:dataObject id="data"/><bpmn:dataObjectReference id="don" dataObjectRef="data"/>'
    )
    parts.append('<bpmn:dataStoreReference id="kho"/>')
    parts.append('<bpmn:sequenceFlow id="mui_ten" sourceRef="exclusiveGateway" targetRef="task"/>')
    parts.append(
        '<bpmn:textAnnotation id="ghi"><bpmn:text>Ghi chú</bpmn:text></bpmn:textAnnotation>'
    )
    parts.append('<bpmn:association id="day" sourceRef="task" targetRef="ghi"/>')
    lanes = (
        '<bpmn:laneSet id="ls"><bpmn:lane id="lan_mot" name="Một"><bpmn:flowNodeRef>task'
        '</bpmn:flowNodeRef></bpmn:lane><bpmn:lane id="lan_hai" name="Hai"/></bpmn:laneSet>'
    )
    return f'{HEAD}<bpmn:process id="p" isExecutable="true">{lanes}{"".join(parts)}</bpmn:process></bpmn:definitions>'  # noqa: E501
