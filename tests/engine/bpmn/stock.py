"""SpiffWorkflow as it comes, to reproduce what our runtime was built to cure (ADR 0005)."""

from lxml import etree
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.specs.event_definitions.message import MessageEventDefinition
from SpiffWorkflow.bpmn.util.event import BpmnEvent
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

HEAD = (
    '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t" id="d">'
    '<message id="m" name="answer"/><error id="err" name="bad" errorCode="E1"/>'
)


class Stock:
    """A case played by the library's own parser and engine."""

    def __init__(self, body: str) -> None:
        parser = BpmnParser()
        content = f'{HEAD}<process id="p" isExecutable="true">{body}</process></definitions>'
        parser.add_bpmn_xml(etree.fromstring(content.encode()), filename="process.bpmn")
        self.spec = parser.get_spec("p")
        self.workflow = BpmnWorkflow(self.spec, parser.get_subprocess_specs("p"))
        self.workflow.do_engine_steps()

    @property
    def open(self) -> list[str]:
        """Names of the tasks that are ready, sorted."""
        return sorted(task.task_spec.name for task in self._ready())

    @property
    def seen(self) -> dict[str, object]:
        """The data of the first task that is ready."""
        found: dict[str, object] = self._ready()[0].data
        return found

    def _ready(self) -> list[BpmnWorkflow]:
        return list(self.workflow.get_tasks(state=TaskState.READY))

    def complete(self, name: str, place: int = 0, **answers: object) -> None:
        """Complete a task that is ready; `place` among those of its name."""
        tasks = [task for task in self._ready() if task.task_spec.name.startswith(name)]
        tasks[place].data.update(answers)
        tasks[place].run()
        self.workflow.do_engine_steps()

    def answer(self) -> None:
        """Send the message."""
        self.workflow.catch(BpmnEvent(MessageEventDefinition("answer"), {}))
        self.workflow.do_engine_steps()
