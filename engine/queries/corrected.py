"""What the applicant corrected when asked to: each answer as it was and as it is now."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.diagrams.model import Process
from engine.forms.narrowing import CORRECTS
from engine.queries.facts import Named, meaning_of
from engine.queries.history import Step
from engine.records.values import Json


@dataclass(frozen=True, kw_only=True)
class Corrected:
    """An answer that was replaced; `step` is the one in which that was done."""

    step: Step
    named: Named
    before: Json
    after: Json


def list_corrected(
    steps: Sequence[Step], process: Process, meanings: Mapping[str, Named]
) -> tuple[Corrected, ...]:
    """Return the answers replaced at steps that correct, the first first.

    process   with the elements of all versions that the case ran on
    """
    return tuple(_corrected(steps, process, meanings))


def _corrected(
    steps: Sequence[Step], process: Process, meanings: Mapping[str, Named]
) -> Iterator[Corrected]:
    seen: dict[str, Json] = {}
    for step in steps:
        if _corrects(process, step):
            for key, after in step.written.items():
                named = meaning_of(key, meanings)
                is_part = named.asked is not None and named.asked.inner
                if key in seen and seen[key] != after and not is_part:
                    yield Corrected(step=step, named=named, before=seen[key], after=after)
        seen.update(step.written)


def _corrects(process: Process, step: Step) -> bool:
    node = process.find(step.element) if step.kind == "task-completed" else None
    return node is not None and CORRECTS in node.attributes
