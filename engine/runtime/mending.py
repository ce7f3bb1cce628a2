"""What an administrator does about a step that stands still: try again, correct data, skip."""

from typing import TYPE_CHECKING

from SpiffWorkflow.util.task import TaskState

from engine.errors import CommandRefused, MotcuaError, Words
from engine.records.commands import Amend, Skip
from engine.runtime.effects import clear_incident, write
from engine.runtime.moves import clear_inside, leave
from engine.runtime.token import ROOT, Token
from engine.runtime.values import keep_all

if TYPE_CHECKING:
    from engine.runtime.run import CaseRun

CASE_WORDS = "case data"
CHOOSES = Words(
    en="skipping here: the way on depends on data; correct the data instead",
    vi="việc bỏ qua ở đây: đường đi tiếp tuỳ dữ liệu; hãy sửa dữ liệu",
)
LISTENS = Words(
    en="skipping here: an event that listens has nothing to be skipped; try it again",
    vi="việc bỏ qua ở đây: sự kiện đang chờ không có gì để bỏ qua; hãy thử lại",
)


def try_again(run: "CaseRun", number: int) -> None:
    """Let the failed element at a token begin once more. Raises CommandRefused."""
    token = _failed(run, number)
    clear_incident(token)
    token._set_state(TaskState.READY)
    run.ready.append(token)


def amend(run: "CaseRun", command: Amend) -> None:
    """Correct case data where the step itself would write them, and try it again.

    Raises  CommandRefused; ElementError for values that cannot be kept
    """
    if command.token is None:
        _amend_case(run, command)
        return
    token = _failed(run, command.token)
    element = token.step.node.node_id
    run.book.note("data-amended", element, token.number, reason=command.reason)
    if "returned" in token.memory:
        # What is missing is missing in what was called: the case around it has its own names.
        token.memory["returned"].update(keep_all(element, command.names))
    else:
        write(token, command.names)
    try_again(run, command.token)


def skip(run: "CaseRun", command: Skip) -> None:
    """Let the failed element count as done: its token leaves by its ways.

    It was not done, so nothing of it is kept to be compensated. Raises CommandRefused for what
    cannot count as done.
    """
    token = _failed(run, command.token)
    node = token.step.node
    if node.tag.endswith("Gateway"):
        raise CommandRefused(what=CHOOSES)
    if token.host is not None or token.number in token.scope.listeners:
        raise CommandRefused(what=LISTENS)
    try:
        ways = token.step.choose(token)
    except MotcuaError as error:
        raise CommandRefused(what=CHOOSES) from error
    run.book.note(
        "step-skipped",
        node.node_id,
        token.number,
        reason=command.reason,
        missing=list(command.missing),
    )
    clear_inside(token)
    leave(token, ways)


def _amend_case(run: "CaseRun", command: Amend) -> None:
    kept = keep_all(CASE_WORDS, command.names)
    root = next(scope for scope in run.scopes.values() if scope.kind == ROOT)
    root.own.update(kept)
    run.changed.update(kept)
    run.book.note("data-amended", reason=command.reason)
    run.book.note("written", names=kept)


def _failed(run: "CaseRun", number: int) -> Token:
    token: Token | None = run.find(number)
    if token is None or "incident" not in token.memory:
        raise CommandRefused(what=Words(en="another try", vi="việc thử lại"))
    return token
