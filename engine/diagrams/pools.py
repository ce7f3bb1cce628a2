"""Which processes of a file run, and what goes on between their pools (BPMN 2.0.2, 9.3)."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.diagrams import rules
from engine.diagrams.model import MessageFlow, Pool
from engine.diagrams.texts import BPMN, Declared, flag, local, own_attributes, words
from engine.diagrams.xml import Element, line_of
from engine.errors import Words
from engine.records.findings import Finding

_OWN_KEY = Words(
    vi="Hãy ghi motcua:key ở các sự kiện gửi và nhận thông điệp.",
    en="Write motcua:key on the events that send and receive the message.",
)


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """The processes that run, the main one first; none when there is nothing to run."""

    running: tuple[Element, ...]
    findings: tuple[Finding, ...]

    @property
    def main(self) -> Element | None:
        """The process that a filing starts."""
        return self.running[0] if self.running else None


def choose(root: Element, file: str) -> Chosen:
    """Return the processes that run.

    The main one is the first that nobody in the file calls and that a plain start event begins.
    """
    found = [one for one in root.iterchildren(f"{BPMN}process") if len(one)]
    # Modelers mark a new process isExecutable="false"; alone in its file it is meant.
    running = [one for one in found if flag(one, "isExecutable", default=True)] or found[:1]
    if not running:
        return Chosen(running=(), findings=(rules.NO_PROCESS.at(file, line=line_of(root)),))
    called = {one.get("calledElement", "") for one in root.iter(f"{BPMN}callActivity")}
    main = min(running, key=lambda one: (one.get("id") in called, not _starts_plainly(one)))
    idle = tuple(
        rules.POOL_NOT_RUN.at(file, one.get("id"), line_of(one), name=title(one))
        for one in found
        if one not in running
    )
    return Chosen(running=(main, *(one for one in running if one is not main)), findings=idle)


def _starts_plainly(process: Element) -> bool:
    return any(
        not any(str(child.tag).endswith("EventDefinition") for child in start)
        for start in process.iterchildren(f"{BPMN}startEvent")
    )


def read_pools(chosen: Chosen) -> dict[str, Pool]:
    """Return the further processes by id."""
    return {
        one.get("id", ""): Pool(
            process_id=one.get("id", ""),
            name=title(one),
            line=line_of(one),
            attributes=own_attributes(one),
        )
        for one in chosen.running[1:]
    }


def read_participants(root: Element) -> dict[str, Pool]:
    """Return the frames of the drawing by id, also those of partners whose process is not shown."""
    return {
        one.get("id", ""): Pool(
            process_id=one.get("processRef", ""),
            name=title(one),
            line=line_of(one),
            attributes=own_attributes(one),
        )
        for one in root.iter(f"{BPMN}participant")
    }


def read_message_flows(root: Element, declared: Declared) -> tuple[MessageFlow, ...]:
    """Return the arrows between pools."""
    return tuple(
        MessageFlow(
            flow_id=one.get("id", ""),
            source=one.get("sourceRef", ""),
            target=one.get("targetRef", ""),
            name=words(one.get("name")),
            message=declared.find(one, "messageRef")[0],
            line=line_of(one),
        )
        for one in root.iter(f"{BPMN}messageFlow")
    )


def check_correlation(root: Element, file: str) -> Iterator[Finding]:
    """Yield the correlation keys of the standard, which are not read: ours is an attribute."""
    for one in root.iter(f"{BPMN}correlationSubscription", f"{BPMN}correlationKey"):
        name = words(one.get("name")) or one.get("id", "?")
        yield rules.NOT_EXECUTABLE.at(
            file,
            one.get("id"),
            line_of(one),
            what=Words(vi=f"Khóa thông điệp “{name}”", en=f"The message key “{name}”"),
            kind=local(one),
            instead=_OWN_KEY,
        )


def title(process: Element) -> str:
    """Return the name of a process, or else its id."""
    return words(process.get("name")) or process.get("id", "?")
