"""The names that a case can know: what expressions, scripts and tables may read."""

from engine.expressions.sandbox import names_written
from engine.faults import ScriptRefused
from engine.lint.subject import Subject

# What the engine itself puts there.
ALWAYS = frozenset(("dossier", "loopCounter"))
# Of a multi-instance: BPMN 2.0.2, table 10.30; the short names are those that most tools write.
COUNTERS = frozenset(
    ("nrOfInstances", "nrOfCompletedInstances", "nrOfActiveInstances")
    + ("numberOfInstances", "numberOfCompletedInstances", "numberOfActiveInstances")
    + ("numberOfTerminatedInstances",)
)
# Of a complex gateway: BPMN 2.0.2, table 10.60; beside them the ids of its incoming arrows.
ACTIVATION = frozenset(("activationCount",))
STARTING = frozenset(("waitingForStart",))

# Of a service or send task: its answer, read by its motcua:output alone.
ANSWER = frozenset(("result",))


def known_names(subject: Subject) -> frozenset[str]:
    """Return every name that a form, result, script or repetition of the procedure can write."""
    names = set(ALWAYS)
    for form in subject.forms.values():
        names |= {field.key for field in form.fields}
    for node in subject.works:
        names.add(node.attributes.get("result", ""))
        names |= set(node.own_names)
        names |= {one.target for one in (*node.takes, *node.gives)}
        if node.lent or node.tag == "callActivity":
            # The activity, or what is called, sees what is handed in under these names.
            names |= {name for name, _ in node.inputs}
        if node.script:
            names |= written_by(node.script)
        if node.loop:
            names |= {node.loop.element_name or "", node.loop.output or ""}
    return frozenset(names - {""})


def written_by(script: str) -> frozenset[str]:
    """Return the names a script writes; none for a script that is refused anyway."""
    try:
        return frozenset(names_written(script))
    except ScriptRefused:
        return frozenset()
