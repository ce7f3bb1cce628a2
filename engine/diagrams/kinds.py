"""The kinds of BPMN elements, by tag."""

from collections.abc import Mapping
from types import MappingProxyType

EVENTS = frozenset(
    ("startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent")
)
TASKS = frozenset(
    ("userTask", "manualTask", "serviceTask", "scriptTask", "businessRuleTask")
    + ("sendTask", "receiveTask", "task")
)
GATEWAYS = frozenset(
    ("exclusiveGateway", "parallelGateway", "inclusiveGateway", "eventBasedGateway")
    + ("complexGateway",)
)
SCOPES = frozenset(("subProcess", "transaction", "adHocSubProcess"))
ACTIVITIES = TASKS | SCOPES | {"callActivity"}
# Activities that keep what is handed in to them; the others pass it on to what they ask or call.
KEEPING = ACTIVITIES - {"serviceTask", "sendTask", "callActivity"}
# Tasks outside all processes, which a call activity calls, and the tasks they are.
GLOBAL_TASKS: Mapping[str, str] = MappingProxyType(
    {
        "globalTask": "task",
        "globalUserTask": "userTask",
        "globalManualTask": "manualTask",
        "globalScriptTask": "scriptTask",
        "globalBusinessRuleTask": "businessRuleTask",
    }
)
# Known to BPMN 2.0.2, never executed by an orchestration.
STRANGE = frozenset(
    ("callChoreography", "choreographyTask", "subChoreography", "implicitThrowEvent", "event")
)
NODES = EVENTS | GATEWAYS | ACTIVITIES | STRANGE
# Allowed beside the nodes of a process or inside one: not executed, or read apart.
SILENT = frozenset(
    ("documentation", "extensionElements", "incoming", "outgoing", "laneSet", "property")
    + (
        "dataObject",
        "dataObjectReference",
        "dataStoreReference",
        "textAnnotation",
        "association",
        "group",
    )
    + ("auditing", "monitoring", "supports", "ioBinding")
    + ("ioSpecification", "dataInputAssociation", "dataOutputAssociation")
    + ("resourceRole", "performer", "humanPerformer", "potentialOwner")
    + ("standardLoopCharacteristics", "multiInstanceLoopCharacteristics", "completionCondition")
)
