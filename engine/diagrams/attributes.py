"""Our own attributes: which there are, on which elements, with which values.

bpmn/motcua.json says the same to editors; docs/reference/attributes.md explains each.
"""

from collections.abc import Mapping
from types import MappingProxyType

from engine.diagrams.kinds import NODES, STRANGE

PROCESS = "process"
LANE = "lane"
FLOW = "sequenceFlow"
LOOP = "multiInstanceLoopCharacteristics"
_ANYWHERE = NODES - STRANGE
_BY_PEOPLE = frozenset(("userTask", "manualTask"))
_MESSAGES = frozenset(("intermediateCatchEvent", "boundaryEvent", "receiveTask", "startEvent"))
_SENDING = frozenset(("intermediateThrowEvent", "endEvent", "sendTask"))

ATTRIBUTES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "nameEn": _ANYWHERE | {PROCESS, LANE, FLOW, "participant"},
        "publicName": _ANYWHERE,
        "publicNameEn": _ANYWHERE,
        "status": _ANYWHERE,
        "clock": _ANYWHERE,
        "clockTerm": _ANYWHERE,
        "notice": _ANYWHERE,
        "legalBasis": _ANYWHERE | {PROCESS},
        "term": _BY_PEOPLE | {PROCESS},
        "legalTerm": frozenset((PROCESS,)),
        "extraTerm": frozenset((PROCESS,)),
        "mostExtension": frozenset((PROCESS,)),
        "apology": frozenset((PROCESS,)),
        "cutoff": _BY_PEOPLE | {PROCESS, "intermediateCatchEvent", "boundaryEvent", "startEvent"},
        "post": _BY_PEOPLE | {LANE},
        "office": _BY_PEOPLE | {LANE, "startEvent", "callActivity"},
        "form": _BY_PEOPLE | _MESSAGES,
        "fourEyes": _BY_PEOPLE,
        "samePersonAs": _BY_PEOPLE,
        "label": _BY_PEOPLE,
        "corrects": _BY_PEOPLE,
        "connector": frozenset(("serviceTask", "sendTask")),
        "topic": frozenset(("serviceTask", "sendTask")),
        "result": frozenset(("serviceTask", "sendTask", "businessRuleTask")),
        "decision": frozenset(("businessRuleTask",)),
        "letter": _BY_PEOPLE | {"sendTask"},
        "letterWhen": _BY_PEOPLE | {"sendTask"},
        "decides": _BY_PEOPLE,
        "key": _MESSAGES | _SENDING,
        "version": frozenset(("callActivity",)),
        "audience": _MESSAGES,
        "ending": frozenset(("endEvent",)),
        "reason": _BY_PEOPLE | {"endEvent", "receiveTask", "intermediateCatchEvent"},
        "collection": frozenset((LOOP,)),
        "elementName": frozenset((LOOP,)),
        "output": frozenset((LOOP,)),
        "outputElement": frozenset((LOOP,)),
        "workMinutes": _BY_PEOPLE,
        "citizenMinutes": _ANYWHERE,
        "citizenCost": _ANYWHERE,
        "share": frozenset((FLOW,)),
    }
)

# Which begin a term, which let the clock stand still, and which count a term of their own.
BEGINNING_CLOCKS = ("start", "restart", "appoint", "pause-restart")
PAUSING_CLOCKS = ("pause", "not-counted", "external", "pause-restart")
BUDGETED_CLOCKS = (*BEGINNING_CLOCKS, "extend")
CLOCK_VALUES = (
    "start",
    "restart",
    "pause",
    "not-counted",
    "external",
    "resume",
    "appoint",
    "extend",
    "stop",
    "pause-restart",
)
WAITING_CLOCKS = ("pause-restart",)
STATUS_VALUES = tuple(str(number) for number in range(1, 11))
APOLOGY_VALUES = ("before", "at-expiry")
APPLICANT_VALUES = ("applicant",)
