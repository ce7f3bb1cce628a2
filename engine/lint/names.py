"""The names that a case can know: what expressions, scripts and tables may read."""

from engine.expressions.sandbox import names_written
from engine.faults import ScriptRefused
from engine.lint.subject import Subject

# What the engine itself puts there.
ALWAYS = frozenset(("dossier", "loopCounter"))
COUNTERS = frozenset(("nrOfInstances", "nrOfCompletedInstances", "nrOfActiveInstances"))


def known_names(subject: Subject) -> frozenset[str]:
    """Return every name that a form, result, script or repetition of the procedure can write."""
    names = set(ALWAYS)
    for form in subject.forms.values():
        names |= {field.key for field in form.fields}
    for node in subject.nodes:
        names.add(node.attributes.get("result", ""))
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
