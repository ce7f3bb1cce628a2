"""The kinds of BPMN elements, by tag."""

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
# Known to BPMN 2.0.2, never executed by an orchestration.
STRANGE = frozenset(
    ("callChoreography", "choreographyTask", "subChoreography", "implicitThrowEvent", "event")
)
NODES = EVENTS | GATEWAYS | ACTIVITIES | STRANGE
# Allowed beside the nodes of a process or inside one: not executed, or read apart.
SILENT = frozenset(
    ("documentation", "extensionElements", "incoming", "outgoing", "laneSet", "property")
    + ("dataObject", "dataObjectReference", "textAnnotation", "association", "group")
    + ("auditing", "monitoring", "correlationSubscription", "supports", "ioBinding")
    + ("ioSpecification", "dataInputAssociation", "dataOutputAssociation")
    + ("resourceRole", "performer", "humanPerformer", "potentialOwner")
    + ("standardLoopCharacteristics", "multiInstanceLoopCharacteristics", "completionCondition")
)
