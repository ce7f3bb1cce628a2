"""Whether what a token waits for can be awaited at a step of another version; if not, why."""

from collections.abc import Collection, Mapping
from typing import Any

from engine.diagrams.model import Node
from engine.errors import Words
from engine.records.connectors import CALL_PROCEDURE
from engine.runtime.activities import Activity, ReceiveTask, ServiceTask, UserTask
from engine.runtime.ad_hoc import AdHoc
from engine.runtime.happenings import Boundary, Catch, Trigger, Watch
from engine.runtime.nested import Call
from engine.runtime.rows import TokenRow
from engine.runtime.step import Step

GATEWAYS = ("parallelGateway", "inclusiveGateway", "complexGateway", "exclusiveGateway")
# What a token remembers of what it waits for → the kind of event that it is.
EVENTS = {"due": "timer", "awaits": "message", "hears": "signal", "if": "conditional"}
KINDS: Mapping[str, Words] = {
    "task": Words(en="a task of a person", vi="việc của một người"),
    "job": Words(en="work done by a program", vi="việc do chương trình làm"),
    "case": Words(en="a case of another procedure", vi="hồ sơ của thủ tục khác"),
    "timer": Words(en="an instant", vi="một thời điểm"),
    "message": Words(en="a message", vi="một thông điệp"),
    "signal": Words(en="a signal", vi="một tín hiệu"),
    "conditional": Words(en="a condition", vi="một điều kiện"),
    "repeat": Words(en="the runs of a repeated step", vi="các lượt của bước lặp"),
    "inside": Words(en="what runs inside it", vi="những việc chạy bên trong"),
    "join": Words(en="the other branches", vi="các nhánh còn lại"),
    "event": Words(en="the first of several events", vi="sự kiện đến trước trong nhiều sự kiện"),
}


def called(node: Node) -> str:
    """Return what people call a node."""
    return " ".join(node.name.split()) or node.node_id


def awaited_kind(row: TokenRow, step: Step) -> str:
    """Return what kind of thing a token waits for, a key of KINDS; "inside" for all else."""
    memory = row.memory
    if "task" in memory:
        return "task"
    if "job" in memory:
        return "case" if memory["job"] == CALL_PROCEDURE else "job"
    for key, kind in EVENTS.items():
        if key in memory:
            return kind
    if row.arrived and step.node.tag in GATEWAYS:
        return "join"
    if "total" in memory or "done" in memory:
        return "repeat"
    return "event" if isinstance(step, Catch) or not isinstance(step, Activity) else "inside"


def misfit(row: TokenRow, old: Step, new: Step) -> Words | None:
    """Return why a token that stands at the step `old` cannot stand at `new`; None if it can.

    An event on a border, or one that begins an event subprocess, is never the place of a token.
    """
    if isinstance(new, Boundary | Trigger | Watch) and type(old) is not type(new):
        return _differs(row, old, new)
    if "incident" in row.memory:
        return None
    if fits(row, old, new):
        return None
    return _differs(row, old, new)


def fits(row: TokenRow, old: Step, new: Step) -> bool:
    """Tell whether what a token waits for at `old` is something that `new` waits for."""
    kind = awaited_kind(row, old)
    if kind in EVENTS.values():
        return waits_for(new) == kind and _is_border(old) == _is_border(new)
    if kind == "join":
        return new.node.tag in GATEWAYS
    if kind == "task":
        return isinstance(new, UserTask)
    if kind == "job":
        return isinstance(new, ServiceTask) and new.message is None
    if kind == "case":
        return isinstance(new, Call) and new.inside is None
    return type(old) is type(new) and waits_for(old) == waits_for(new) and _is_alike(old, new)


def _is_alike(old: Step, new: Step) -> bool:
    """Tell whether two steps of one kind differ in nothing that a token inside depends on."""
    if isinstance(old, AdHoc) and isinstance(new, AdHoc):
        return old.order.sequential == new.order.sequential
    if isinstance(old, Call) and isinstance(new, Call):
        return (old.inside is None) == (new.inside is None)
    return True


def waits_for(step: Step) -> str | None:
    """Return the kind of event that a step waits for; None for several, or for no event."""
    if isinstance(step, Catch | ReceiveTask) and len(step.waiting) == 1:
        return step.waiting[0].event.kind
    return None


def _is_border(step: Step) -> bool:
    return isinstance(step, Boundary | Trigger | Watch)


def _differs(row: TokenRow, old: Step, new: Step) -> Words:
    waits = KINDS[awaited_kind(row, old)]
    before, after = called(old.node), called(new.node)
    return Words(
        en=f"at “{before}” the case waits for {waits.en}; “{after}” does not wait for that",
        vi=f"ở “{before}” hồ sơ đang chờ {waits.vi}; “{after}” không chờ như vậy",
    )


def kept_memory(memory: Mapping[str, Any], same_kind: bool) -> dict[str, Any]:
    """Return what a token keeps at its new step: all, or what holds for a step of any kind."""
    if same_kind or "incident" not in memory:
        return dict(memory)
    return {key: memory[key] for key in ("incident", "quiet", "listening") if key in memory}


def gone(node: Node) -> Words:
    """Say that nothing takes the place of an element."""
    name = called(node)
    return Words(
        en=f"“{name}” is not in the new version, and no step was chosen in its place",
        vi=f"“{name}” không còn trong phiên bản mới và chưa chọn bước thay thế",
    )


def not_repeated(node: Node) -> Words:
    """Say that a step that is being repeated is not repeated any more."""
    name = called(node)
    return Words(
        en=f"“{name}” is being repeated, and in the new version it is not",
        vi=f"“{name}” đang chạy lặp, còn trong phiên bản mới thì không lặp",
    )


def no_branch(node: Node) -> Words:
    """Say that the flow by which a token came to a join is gone."""
    name = called(node)
    return Words(
        en=f"the branch by which the case came to “{name}” is not in the new version",
        vi=f"nhánh đã dẫn hồ sơ tới “{name}” không còn trong phiên bản mới",
    )


def not_undone(node: Node) -> Words:
    """Say that what would undo a step that was done is gone."""
    name = called(node)
    return Words(
        en=f"“{name}”, which would undo what was done, is not in the new version",
        vi=f"“{name}”, bước hoàn tác việc đã làm, không còn trong phiên bản mới",
    )


def in_trouble(node: Node) -> Words:
    """Say that an event that is not taken along has an incident."""
    name = called(node)
    return Words(
        en=f"the event “{name}” stands still with an incident; settle that first",
        vi=f"sự kiện “{name}” đang có sự cố; hãy xử lý sự cố trước",
    )


def elsewhere(old: Node, new: Node, missing: Collection[str] = ()) -> Words:
    """Say that a step lies in another subprocess than before."""
    before, after = called(old), called(new)
    if missing:
        names = ", ".join(sorted(missing))
        return Words(
            en=f"“{before}” has data of its own ({names}) that “{after}” does not keep",
            vi=f"“{before}” có dữ liệu riêng ({names}) mà “{after}” không giữ",
        )
    return Words(
        en=f"“{after}” lies in another subprocess than “{before}” did",
        vi=f"“{after}” nằm trong quy trình con khác với “{before}” trước đây",
    )
