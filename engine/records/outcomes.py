"""What follows from a command: the next state and everything the store must write with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.records.events import Event
from engine.records.values import Json

RUNNING, SUSPENDED, FINISHED, CANCELLED = "running", "suspended", "finished", "cancelled"


@dataclass(frozen=True, kw_only=True)
class OpenTask:
    """Work that waits for a person.

    token      number of the task within its case
    element    id of the user task in the diagram
    post       kind of post that may take it, or "applicant"
    office     code of the office it waits in
    due_at     end of its own term, UTC; None without one
    holder     person who has taken it
    forbidden  people who may not complete it (four eyes)
    label      what tells it from its siblings of a multi-instance, e.g. the name of the agency
               asked
    """

    token: int
    element: str
    post: str
    office: str
    form: str | None = None
    due_at: datetime | None = None
    holder: int | None = None
    forbidden: tuple[int, ...] = ()
    label: str | None = None


@dataclass(frozen=True, kw_only=True)
class Timer:
    """An instant (UTC) at which the token shall be woken."""

    token: int
    element: str
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class Subscription:
    """A message that the token waits for.

    key       correlation key; by default the dossier code
    audience  "applicant" if the message comes from the citizen's page, else None
    form      form that asks for the payload, if any
    """

    token: int
    element: str
    name: str
    key: str
    audience: str | None = None
    form: str | None = None


@dataclass(frozen=True, kw_only=True)
class Hearing:
    """A signal that the token waits for, together with whoever else does."""

    token: int
    element: str
    name: str


@dataclass(frozen=True, kw_only=True)
class JobRequest:
    """Work for a worker process; settled by SettleJob when `settles` is true.

    kind      name of the connector: "register-lookup", "notice", …
    settles   False for side effects nobody waits for (a notice by mail)
    """

    token: int
    element: str
    kind: str
    inputs: Mapping[str, Json]
    settles: bool = True


@dataclass(frozen=True, kw_only=True)
class Incident:
    """Something in the case that needs an administrator; the token stands still."""

    token: int
    element: str
    code: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where the case is, as its row shows it.

    status         running, suspended, finished, cancelled
    ending         word of the end event when finished: done, refused, closed, withdrawn …
    portal_status  1–10, TrangThaiHoSo of the national portal
    due_at         day promised for the whole case, UTC; None before the clock starts
    paused         no time is counted: the legal clock stands still or has ended
    ready          the clock has ended: the result is ready, whoever is awaited is not late
    apologies      how often a new day was set with an apology
    """

    status: str
    ending: str | None = None
    portal_status: int = 1
    due_at: datetime | None = None
    paused: bool = False
    ready: bool = False
    apologies: int = 0


@dataclass(frozen=True, kw_only=True)
class Birth:
    """How a token came to be.

    step     name of the step it was set on, `scope` the number of the scope it lives in
    via      flow it came by
    parents  tokens that it follows from: those that left, or that it waits beside or lies within
    again    token in whose place it stands after the case went back
    """

    token: int
    step: str
    scope: int
    via: str | None = None
    parents: tuple[int, ...] = ()
    again: int | None = None


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The next state and the changes to the rows that mirror it.

    state            bytes to be stored as they are
    state_format     number of their format
    opened, changed  tasks that are new, and tasks whose holder changed
    closed           tokens whose task is gone
    timers, awaited, hearings, jobs, incidents   new ones
    …_gone           tokens whose timer, subscription, signal, job or incident is gone
    moved            (token, element) of tokens that stand at another element of another version
    births           all tokens that were set, in their order; no row mirrors them
    """

    state: bytes
    state_format: int
    standing: Standing
    events: tuple[Event, ...]
    opened: tuple[OpenTask, ...] = ()
    changed: tuple[OpenTask, ...] = ()
    closed: tuple[int, ...] = ()
    timers: tuple[Timer, ...] = ()
    timers_gone: tuple[int, ...] = ()
    awaited: tuple[Subscription, ...] = ()
    awaited_gone: tuple[int, ...] = ()
    hearings: tuple[Hearing, ...] = ()
    hearings_gone: tuple[int, ...] = ()
    jobs: tuple[JobRequest, ...] = ()
    jobs_gone: tuple[int, ...] = ()
    incidents: tuple[Incident, ...] = ()
    incidents_gone: tuple[int, ...] = ()
    moved: tuple[tuple[int, str], ...] = ()
    births: tuple[Birth, ...] = ()
