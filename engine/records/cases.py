"""Cases, tasks and log entries as rows show them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from engine.records.commands import Command
from engine.records.events import Event
from engine.records.outcomes import Standing
from engine.records.values import Json


@dataclass(frozen=True, kw_only=True)
class Applicant:
    """Who the case is for. `phone` in digits; its last four open the tracking page."""

    name: str
    phone: str
    email: str | None = None
    number: str | None = None


@dataclass(frozen=True, kw_only=True)
class Case:
    """One run of a version.

    code       dossier code, TT 03/2025/TT-VPCP Art. 13: H99.1-261121-0001
    office_id  the office that decides
    seq        number of the last log entry
    head       hash of the last log entry
    state      saved state, a cache; None when it was dropped and must be rebuilt
    parent_case_id, parent_token   the call activity that called it; None for one filed or begun
               by an event
    move_id    the order by which it moves to another version when it reaches a step
    """

    case_id: int
    code: str
    version_id: int
    office_id: int
    applicant: Applicant
    standing: Standing
    opened_at: datetime
    closed_at: datetime | None
    seq: int
    head: bytes
    state: bytes | None
    state_format: int
    parent_case_id: int | None = None
    parent_token: int | None = None
    move_id: int | None = None
    pressing: bool = False


@dataclass(frozen=True, kw_only=True)
class Task:
    """A task with what its list line needs.

    urgent_at   the instant that orders the inbox: the task's own term, else the case's
    """

    case_id: int
    token: int
    element: str
    code: str
    version_id: int
    office_id: int
    post: str
    form: str | None
    label: str | None
    holder_id: int | None
    holder_name: str | None
    forbidden: tuple[int, ...]
    opened_at: datetime
    due_at: datetime | None
    case_due_at: datetime | None
    paused: bool
    applicant_name: str
    pressing: bool = False
    draft: Mapping[str, Json] = field(default_factory=dict)
    ready: bool = False


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One entry of a case's log: a command and the events it caused.

    payload    command and events; None once erased
    salt       16 random bytes, erased together with the payload
    commitment SHA-256 over salt and payload bytes
    hash       SHA-256 over the entry before and everything that is not erased
    version_id version the command was carried out with
    """

    case_id: int
    seq: int
    at: datetime
    by: int | None
    kind: str
    calendar_id: int
    version_id: int
    command: Command | None
    events: tuple[Event, ...]
    payload: bytes | None
    salt: bytes | None
    commitment: bytes
    hash: bytes
    request_key: str | None = None
