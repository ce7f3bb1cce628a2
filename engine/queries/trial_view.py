"""A trial as its page shows it: what waits, what changed, what the citizen sees."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

from engine.access import post_name
from engine.diagrams.model import Process
from engine.procedures.asking import asked_form
from engine.procedures.beginnings import list_triggers
from engine.queries.elements import element_name
from engine.queries.facts import FactGroup, Named, list_facts, meanings_of
from engine.queries.history import Station, Step, stations_of, tell_history
from engine.queries.public_steps import PublicStep, Scene, public_steps, visits_of
from engine.queries.trials import Bench
from engine.records.cards import Text
from engine.records.cases import Entry
from engine.records.forms import Form
from engine.records.outcomes import (
    RUNNING,
    Incident,
    JobRequest,
    OpenTask,
    Standing,
    Subscription,
    Timer,
)
from engine.records.stopping import find_refusal
from engine.records.values import Answers, Json
from engine.runtime.deciding import is_decided
from engine.runtime.peek import peek
from engine.scenarios.session import Session
from engine.scenarios.trial import Trial

Kind: TypeAlias = Literal["task", "message", "timer", "job", "incident"]
Row: TypeAlias = OpenTask | Subscription | Timer | JobRequest | Incident


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """Something that the trial can do next.

    key      "task-0-12": kind, place of its case, token
    place    of its case among those of the trial
    target   what a move names it by
    form     what is asked; None when a yes is enough
    names    the case data that the form shows and its conditions read
    before   what was answered before the step was opened again
    due_at   end of a task's own term, or the instant of a timer
    words    of a message its name, of a job its connector, of an incident why it stands still
    codes    of a job: the business errors that the diagram catches at it
    beside   of an event on a border: what its activity is called
    """

    key: str
    place: int
    token: int
    kind: Kind
    target: str
    element: str
    name: Text
    label: str | None = None
    post: str | None = None
    office: str | None = None
    form: Form | None = None
    names: Mapping[str, Json] = field(default_factory=dict, repr=False)
    due_at: datetime | None = None
    words: str = ""
    codes: tuple[str, ...] = ()
    beside: Text | None = None
    before: Answers = field(default_factory=dict, repr=False)


@dataclass(frozen=True, kw_only=True)
class TrialView:
    """How a trial stands.

    steps     the history of the case, the first first; `new` counts those of the last act
    changed   names that the last act wrote
    signals   names of the signals that the case waits for, or that begin one
    public    what its applicant would see
    """

    session: Session
    standing: Standing | None
    waiting: tuple[Waiting, ...]
    signals: tuple[str, ...]
    steps: tuple[Step, ...]
    new: int
    facts: tuple[FactGroup, ...]
    changed: frozenset[str]
    meanings: Mapping[str, Named] = field(repr=False)
    public: tuple[PublicStep, ...]
    stations: tuple[Station, ...]

    def find(self, key: str) -> Waiting | None:
        """Return what waits under a key."""
        return next((one for one in self.waiting if one.key == key), None)

    @property
    def is_late(self) -> bool:
        """Tell whether the promised day has passed and the case has not ended."""
        standing = self.standing
        if standing is None or standing.due_at is None or standing.status != RUNNING:
            return False
        return self.session.now > standing.due_at

    @property
    def may_stop(self) -> bool:
        """Tell whether the applicant may still have the case stopped."""
        trial = self.session.trial
        card = trial.version.procedure.card
        decided = is_decided(trial.version.procedure.diagram.process, trial.state)
        return (
            self.standing is not None
            and find_refusal(self.standing, card.is_internal, decided) is None
        )

    @property
    def may_set_date(self) -> bool:
        """Tell whether a day is promised that can be set anew: the clock runs."""
        standing = self.standing
        if standing is None or standing.due_at is None or standing.status != RUNNING:
            return False
        return not standing.paused

    @property
    def tokens(self) -> Mapping[str, int]:
        """How many tokens stand at each element."""
        return self.steps[-1].tokens if self.steps else {}

    @property
    def failed(self) -> tuple[str, ...]:
        """The elements that stand still."""
        return self.steps[-1].failed if self.steps else ()


def view_trial(bench: Bench, session: Session, language: str) -> TrialView:
    """Return how a trial stands.

    language   in which the posts of the invented people are named
    """
    trial = session.trial
    process = trial.version.procedure.diagram.process
    entries = entries_of(trial)
    steps = tell_history(process, entries, _people(session, language))
    before = session.marks[-2] if len(session.marks) > 1 else 0
    new = [step for step in steps if step.seq >= before]
    meanings = meanings_of(trial.version.procedure, bench.directory)
    return TrialView(
        session=session,
        standing=trial.standing,
        waiting=tuple(_all_waiting(session)),
        signals=_signals(session),
        steps=steps,
        new=len(new),
        facts=list_facts(peek(trial.state).names if trial.state else {}, meanings),
        changed=frozenset(name for step in new for name in step.written),
        meanings=meanings,
        public=_public(process, trial, entries),
        stations=stations_of(process, steps[-1]) if steps else (),
    )


def entries_of(trial: Trial) -> tuple[Entry, ...]:
    """Return what a trial did as entries of a log; nothing seals them."""
    return tuple(
        Entry(
            case_id=0,
            seq=seq,
            at=done.at,
            by=getattr(done.command, "by", None),
            kind=done.command.kind,
            calendar_id=0,
            version_id=0,
            command=done.command,
            events=done.events,
            payload=None,
            salt=None,
            commitment=b"",
            hash=b"",
        )
        for seq, done in enumerate(trial.log)
    )


def _people(session: Session, language: str) -> dict[int, str]:
    return {
        number: f"{post_name(post).text(language)} · {office}"
        for number, (post, office) in session.people.items()
    }


def _public(process: Process, trial: Trial, entries: tuple[Entry, ...]) -> tuple[PublicStep, ...]:
    live = {token for token, _ in peek(trial.state).elements} if trial.state else set()
    scene = Scene(process=process, tasks={}, names={}, live=frozenset(live | set(trial.tasks)))
    return public_steps(scene, visits_of(entries))


def _signals(session: Session) -> tuple[str, ...]:
    heard = {one.name for trial in session.trials for one in trial.hearings.values()}
    process = session.trial.version.procedure.diagram.process
    calendar = session.trial.calendar
    begun = list_triggers(process, session.now, calendar)
    return tuple(sorted(heard | {one.name for one in begun if one.kind == "signal" and one.name}))


def _all_waiting(session: Session) -> Iterator[Waiting]:
    for place, trial in enumerate(session.trials):
        rows: tuple[tuple[Kind, Mapping[int, Row]], ...] = (
            ("incident", trial.incidents),
            ("task", trial.tasks),
            ("message", trial.awaited),
            ("job", trial.jobs),
            ("timer", trial.timers),
        )
        for kind, found in rows:
            for row in found.values():
                if not isinstance(row, JobRequest) or row.settles:
                    yield _waiting(trial, place, kind, row)


def _waiting(trial: Trial, place: int, kind: Kind, row: Row) -> Waiting:
    procedure = trial.version.procedure
    names = peek(trial.state or b"").names_at(row.token)
    return Waiting(
        key=f"{kind}-{place}-{row.token}",
        place=place,
        token=row.token,
        kind=kind,
        target=row.name if isinstance(row, Subscription) else trial.prefix + row.element,
        element=row.element,
        name=element_name(procedure.diagram.process, row.element),
        label=getattr(row, "label", None),
        post=getattr(row, "post", None) or getattr(row, "audience", None),
        office=getattr(row, "office", None),
        form=asked_form(procedure, row.element, getattr(row, "form", None), names),
        names=names,
        due_at=getattr(row, "due_at", None),
        words=_words(row),
        codes=_codes(procedure.diagram.process, row) if isinstance(row, JobRequest) else (),
        beside=_beside(procedure.diagram.process, row.element),
        before=trial.drafts.get(row.token, {}) if kind == "task" else {},
    )


def _beside(process: Process, element: str) -> Text | None:
    node = process.find(element)
    attached = node.attached_to if node else None
    return element_name(process, attached) if attached else None


def _words(row: Row) -> str:
    if isinstance(row, Incident):
        return row.text
    if isinstance(row, JobRequest):
        return row.kind
    return row.name if isinstance(row, Subscription) else ""


def _codes(process: Process, job: JobRequest) -> tuple[str, ...]:
    """Return the codes of the errors that boundary events of a job's element catch."""
    return tuple(
        event.code
        for node in process.nodes.values()
        if node.attached_to == job.element
        for event in node.events
        if event.kind == "error" and event.code
    )
