"""Commands: what somebody asked for; the cause of events.

Every command is logged as it was given; a case is rebuilt by carrying its commands out again. So
whatever
is not determined by the version and the earlier commands (who, answers of the outside, offices
found in the directory) stands in the command.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, TypeAlias

from engine.records.values import Answers, Json


@dataclass(frozen=True, kw_only=True)
class Start:
    """Open the case.

    answers   the cleaned answers of the filing form
    dossier   facts every expression can read as `dossier`: code, channel, office, received_at,
              applicant …
    offices   the office code for each office kind that the version names, and for "case"
    at        the element that begins it, where that is not the plain start event of the main
              process: a start event with a trigger, a receive task, an event behind a gateway
    process   the process it lies in; None for the main one
    by        the person who filed it at a desk; None when the applicant did
    """

    kind: ClassVar[str] = "start"
    answers: Answers
    dossier: Mapping[str, Json]
    offices: Mapping[str, str]
    at: str | None = None
    process: str | None = None
    by: int | None = None


@dataclass(frozen=True, kw_only=True)
class Complete:
    """Finish the task at `token` with cleaned answers.

    instead_of   the absent person whose substitute `by` is; None in one's own right
    """

    kind: ClassVar[str] = "complete"
    token: int
    answers: Answers
    by: int | None = None
    instead_of: int | None = None


@dataclass(frozen=True, kw_only=True)
class Claim:
    """Take the task at `token`; `instead_of` as in Complete."""

    kind: ClassVar[str] = "claim"
    token: int
    by: int
    instead_of: int | None = None


@dataclass(frozen=True, kw_only=True)
class Release:
    """Hand the task at `token` back to its office."""

    kind: ClassVar[str] = "release"
    token: int
    by: int


@dataclass(frozen=True, kw_only=True)
class Reassign:
    """Give the task at `token` to another person; `reason` is asked of heads."""

    kind: ClassVar[str] = "reassign"
    token: int
    to: int
    by: int
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class FireTimer:
    """Tell the timer at `token` that its instant has come."""

    kind: ClassVar[str] = "fire-timer"
    token: int


@dataclass(frozen=True, kw_only=True)
class DeliverMessage:
    """Hand a message to the subscription at `token`."""

    kind: ClassVar[str] = "deliver-message"
    token: int
    name: str
    payload: Answers = field(default_factory=dict)
    by: int | None = None


@dataclass(frozen=True, kw_only=True)
class HearSignal:
    """Tell the case that a signal was sent; every token that waits for it goes on."""

    kind: ClassVar[str] = "hear-signal"
    name: str
    payload: Answers = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class SettleJob:
    """Report the outcome of the job at `token`.

    result      what the connector gave; None when it failed
    error       why it failed for good (a sentence); None when it worked
    error_code  a BPMN error code, if a boundary event of that code shall take over
    """

    kind: ClassVar[str] = "settle-job"
    token: int
    result: Json = None
    error: str | None = None
    error_code: str | None = None


@dataclass(frozen=True, kw_only=True)
class Retry:
    """Try the failed element at `token` again."""

    kind: ClassVar[str] = "retry"
    token: int
    by: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class Amend:
    """Correct case data from outside, and try the failed element at `token` again.

    token   where the names are seen; None for the case as a whole, where nothing is tried again
    names   what they shall be
    """

    kind: ClassVar[str] = "amend"
    names: Mapping[str, Json]
    by: int
    reason: str
    token: int | None = None


@dataclass(frozen=True, kw_only=True)
class Skip:
    """Let the failed element at `token` count as done.

    missing   names that it would have given, and that the case lacks now
    """

    kind: ClassVar[str] = "skip"
    token: int
    by: int
    reason: str
    missing: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class Misplace:
    """Report that the task at `token` was opened for an office that does not exist."""

    kind: ClassVar[str] = "misplace"
    token: int
    office: str


@dataclass(frozen=True, kw_only=True)
class Clash:
    """Report that another case awaits the message that the token at `token` began to await."""

    kind: ClassVar[str] = "clash"
    token: int
    name: str
    key: str


@dataclass(frozen=True, kw_only=True)
class Suspend:
    """Stop the case for the time being; nothing but Resume and Cancel is taken."""

    kind: ClassVar[str] = "suspend"
    reason: str
    by: int | None = None


@dataclass(frozen=True, kw_only=True)
class Resume:
    """Let a suspended case go on."""

    kind: ClassVar[str] = "resume"
    by: int | None = None


@dataclass(frozen=True, kw_only=True)
class Cancel:
    """End the case from outside.

    ending      "withdrawn" when the applicant asked for it, "cancelled" otherwise
    instead_of  as in Complete
    """

    kind: ClassVar[str] = "cancel"
    reason: str
    ending: str = "cancelled"
    by: int | None = None
    instead_of: int | None = None


@dataclass(frozen=True, kw_only=True)
class Note:
    """Write into the log what happened beside the diagram; no token moves.

    It is taken while the case runs, rests, and after its end: a letter is delivered later.

    event   one of `engine.records.notes.NOTES`
    values  what its sentence names, and whatever proves it: digests, numbers, instants
    instead_of   as in Complete
    """

    kind: ClassVar[str] = "note"
    event: str
    values: Mapping[str, Json]
    by: int | None = None
    instead_of: int | None = None


@dataclass(frozen=True, kw_only=True)
class SetDate:
    """Promise the result for another day; nothing else changes a day that was promised.

    act      "apology": the one new day after an apology; "extension": more time by law
    due_on   local day, ISO; the term ends when offices close
    reason   told to the applicant
    basis    article that allows it
    instead_of   as in Complete
    """

    kind: ClassVar[str] = "set-date"
    act: str
    due_on: str
    reason: str
    basis: str
    by: int
    instead_of: int | None = None


@dataclass(frozen=True, kw_only=True)
class Migrate:
    """Let the case go on with another version of its procedure.

    number    of the new version within its procedure, for whoever reads the log
    mapping   element of the old version → element of the new one, or None; what is not named
              keeps its id
    offices   office code by kind, for kinds that the case does not know yet
    """

    kind: ClassVar[str] = "migrate"
    from_version: int
    to_version: int
    number: int
    mapping: Mapping[str, str | None]
    offices: Mapping[str, str]
    by: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class MoveBack:
    """Let the case go on with the version it had before it was moved, just as it stood there.

    number   as in Migrate
    seq      number of the log entry that moved it
    """

    kind: ClassVar[str] = "move-back"
    from_version: int
    to_version: int
    number: int
    seq: int
    by: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class GoBack:
    """What is undone where a case goes back to a task that was completed (ADR 0024).

    It is found from the log before the command is given, and stands here whole: carrying it out
    again needs no look into the past.

    place    where the task opens anew: step, scope, flow by which it was reached, number it had
    dropped  tokens that are taken away: what followed from the task
    joined   tokens that joins had merged with those, and that wait there again; as `place`
    hands    who completed these tasks before; None where nobody did
    status   number for the national portal as it was then
    runs     whether the legal clock was running then
    holder   who gets the task; None for its office
    due_at   end of the task's own term as it was, ISO 8601; None for a term of its own from now
    counted  elements undone at which the term was extended or an appointment made: it stays so,
             and is not done again when the case passes them anew
    """

    place: Sequence[Json]
    dropped: Sequence[int]
    joined: Sequence[Sequence[Json]]
    hands: Mapping[str, int | None]
    status: int
    runs: bool
    holder: int | None
    by: int
    reason: str
    due_at: str | None = None
    counted: Sequence[str] | None = None


@dataclass(frozen=True, kw_only=True)
class SendBack(GoBack):
    """Return the open task at `token` to an earlier step, to be corrected there."""

    kind: ClassVar[str] = "send-back"
    token: int


@dataclass(frozen=True, kw_only=True)
class TakeBack(GoBack):
    """Withdraw a step that one completed oneself; it opens again."""

    kind: ClassVar[str] = "take-back"


Command: TypeAlias = (
    Start
    | Complete
    | Claim
    | Release
    | Reassign
    | FireTimer
    | DeliverMessage
    | HearSignal
    | SettleJob
    | Retry
    | Amend
    | Skip
    | Misplace
    | Clash
    | Suspend
    | Resume
    | Cancel
    | Note
    | SetDate
    | Migrate
    | MoveBack
    | SendBack
    | TakeBack
)
COMMANDS: dict[str, type[Command]] = {
    kind.kind: kind
    for kind in (
        Start,
        Complete,
        Claim,
        Release,
        Reassign,
        FireTimer,
        DeliverMessage,
        HearSignal,
        SettleJob,
        Retry,
        Amend,
        Skip,
        Misplace,
        Clash,
        Suspend,
        Resume,
        Cancel,
        Note,
        SetDate,
        Migrate,
        MoveBack,
        SendBack,
        TakeBack,
    )
}
