"""What stands in the way of going back, and what has gone out since that does not come back."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from engine.diagrams.model import Node
from engine.errors import Words
from engine.moving.ancestry import Deed, Happening
from engine.records.connectors import CALL_PROCEDURE
from engine.records.notes import NOTES
from engine.records.people import APPLICANT
from engine.runtime.activities import UserTask
from engine.runtime.ad_hoc import AdHoc
from engine.runtime.fitting import GATEWAYS, called
from engine.runtime.token import INSTANCE, TURN, UNDO
from engine.runtime.version import INNER

if TYPE_CHECKING:
    from engine.moving.returning import Scene

# Kinds of notes that tell of something the outside has got, or has given.
OUTWARD = ("letter-", "fee-", "payment-", "receipt-", "order-", "signature-", "apology-")

MOVED = Words(
    en="the case has moved to another version of the procedure since",
    vi="từ đó hồ sơ đã chuyển sang phiên bản khác của thủ tục",
)
OVER = Words(
    en="it lies in a part of the procedure that is over; choose a step before or after that part",
    vi="bước nằm trong phần quy trình đã xong; hãy chọn bước trước hoặc sau phần đó",
)
REPEATED = Words(
    en="several work on it at the same time, or it is repeated: one run alone cannot be undone",
    vi="bước có nhiều lượt song song hoặc lặp; không thể hoàn lại riêng một lượt",
)
ASKED = Words(
    en="the applicant did it: ask them by a supplement request instead",
    vi="bước của người nộp: hãy gửi yêu cầu bổ sung thay vì trả lại",
)
FREE = Words(
    en="what is done since goes together in a way that cannot be undone step by step",
    vi="các việc từ đó gắn với nhau, không hoàn lại từng bước được",
)


def refused_for(scene: "Scene", deed: Deed, gone: set[int], is_crossed: bool) -> Words | None:
    """Return why a case cannot go back to a task; None if it can.

    gone        tokens that are undone
    is_crossed  whether the one who sends it back stands in one run of several
    """
    birth = scene.past.births[deed.token]
    if deed.seq <= scene.past.moved_at:
        return MOVED
    if birth.scope not in scene.scopes:
        return OVER
    scope, step = scene.scopes[birth.scope], scene.version.steps[birth.step]
    if is_crossed or scope.kind in (INSTANCE, TURN, UNDO):
        return REPEATED
    if isinstance(step, UserTask) and step.post == APPLICANT:
        return ASKED
    if _is_bound(scene, gone) or _lies_free(scene, birth.scope):
        return FREE
    return _compensated(scene, gone) or _sent(scene, deed, gone)


def _lies_free(scene: "Scene", scope: int) -> bool:
    holder = scene.scopes[scope].holder
    return holder is not None and isinstance(scene.version.steps[scene.rows[holder].name], AdHoc)


def _is_bound(scene: "Scene", gone: set[int]) -> bool:
    """Tell whether something undone is counted together with what is not."""
    for token in gone:
        birth = scene.past.births[token]
        node = scene.version.steps[birth.step].node
        if node.tag == "complexGateway" or node.quantities != (1, 1):
            return True
        if node.tag in GATEWAYS and _is_merging(scene, token, node):
            return True
    return False


def _is_merging(scene: "Scene", token: int, node: Node) -> bool:
    """Tell whether a join has merged a token and could not go on: it stands with an incident."""
    row = scene.rows.get(token)
    if row is not None:
        return "merged" in row.memory
    has_led_on = any(token in parents for parents in scene.past.parents.values())
    return bool(node.outgoing) and not has_led_on


def _compensated(scene: "Scene", gone: set[int]) -> Words | None:
    """Return that something done since would have to be undone by a step of its own."""
    for token in sorted(gone):
        row, birth = scene.rows.get(token), scene.past.births[token]
        step = scene.version.steps[birth.step]
        inner = scene.version.steps.get(INNER.format(birth.step), step)
        undoes = (step.undone_by, inner.undone_by, scene.version.undoers.get(step.node.node_id))
        is_undoing = row is not None and "undoing" in row.memory
        if is_undoing or (row is None and any(undoes)):
            name = called(step.node)
            return Words(
                en=f"“{name}” was done since and is undone by a step of its own, not by going back",
                vi=f"“{name}” đã làm từ đó và có bước hoàn tác riêng, không hoàn lại bằng cách này",
            )
    return None


def _sent(scene: "Scene", deed: Deed, gone: set[int]) -> Words | None:
    """Return that a message or signal has gone out since, or that another dossier was handled."""
    for one in _since(scene, deed, gone):
        name = called(_node(scene, one.event.token))
        if one.event.kind in ("message-sent", "signal-thrown", "escalation-thrown"):
            return Words(
                en=f"“{name}” has sent a message since that others act upon",
                vi=f"“{name}” đã gửi thông điệp và nơi khác đã xử lý theo",
            )
        if _is_call(one) and one.event.token not in scene.rows:
            return Words(
                en=f"a dossier that “{name}” opened elsewhere has been handled since",
                vi=f"hồ sơ do “{name}” mở ở nơi khác đã được giải quyết",
            )
    return None


def gone_out(scene: "Scene", deed: Deed, gone: set[int]) -> Iterator[Words]:
    """Yield what has gone out since the task was completed, each as a sentence."""
    yield from _marked(scene, deed, gone)
    for one in _since(scene, deed, gone):
        if one.event.kind == "job-requested":
            yield from _asked(scene, one)
    for one in scene.past.told:
        kind = one.event.kind
        if one.seq > deed.seq and kind in NOTES and kind.startswith(OUTWARD):
            values = {key: str(value) for key, value in one.event.values.items()}
            told = NOTES[kind]
            yield Words(en=_filled(told.en, values), vi=_filled(told.vi, values))


def _marked(scene: "Scene", deed: Deed, gone: set[int]) -> Iterator[Words]:
    """Yield the letters and notices of steps that the case has passed since."""
    for token in sorted(gone):
        attributes, name = _node(scene, token).attributes, called(_node(scene, token))
        if token in scene.rows and APPLICANT in (
            attributes.get("post"),
            attributes.get("audience"),
        ):
            yield Words(
                en=f"The applicant has been asked for “{name}”; the request is withdrawn.",
                vi=f"Người nộp đã được yêu cầu “{name}”; yêu cầu đó sẽ bị rút.",
            )
        if token in scene.lettered:
            yield Words(
                en=f"The letter of “{name}” has been written; it must be withdrawn or replaced.",
                vi=f"Văn bản của bước “{name}” đã lập; phải thu hồi hoặc thay thế.",
            )
        if attributes.get("notice") and token != deed.token:
            yield Words(en=f"“{name}” has sent a notice.", vi=f"“{name}” đã gửi thông báo.")


def _asked(scene: "Scene", one: Happening) -> Iterator[Words]:
    name = called(_node(scene, one.event.token))
    if _is_call(one):
        yield Words(
            en=f"The dossier that “{name}” opened elsewhere is called off.",
            vi=f"Hồ sơ do “{name}” mở ở nơi khác sẽ bị dừng.",
        )
    elif one.event.token not in scene.rows:
        yield Words(
            en=f"“{name}” was done by a program; it will be done again.",
            vi=f"“{name}” đã do chương trình thực hiện và sẽ được làm lại.",
        )


def _since(scene: "Scene", deed: Deed, gone: set[int]) -> Iterator[Happening]:
    for one in scene.past.told:
        if one.seq >= deed.seq and one.event.token in gone:
            yield one


def _is_call(one: Happening) -> bool:
    is_job = one.event.kind == "job-requested"
    return is_job and one.event.values.get("connector") == CALL_PROCEDURE


def _node(scene: "Scene", token: int | None) -> Node:
    birth = scene.past.births[token or 0]
    node: Node = scene.version.steps[birth.step].node
    return node


def _filled(sentence: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        sentence = sentence.replace("{" + name + "}", value)
    return sentence
