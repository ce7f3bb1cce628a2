"""A finished case run again on another version: its answers and waiting times as they were.

Whoever was waited for answers after the same time as before, counted from when the version asks;
the version's own timers fire when they come due. What nobody was ever asked has no answer.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from engine.calendars.calendar import WorkCalendar
from engine.clock import FixedClock
from engine.diagrams.model import Process
from engine.errors import MotcuaError, Words
from engine.forms.validate import clean
from engine.moving.returning import list_targets, way_back
from engine.procedures.asking import asked_form
from engine.records.commands import Command, Complete, DeliverMessage, GoBack, SendBack
from engine.records.forms import Choice, Fault, Form
from engine.records.outcomes import CANCELLED, FINISHED, JobRequest
from engine.records.values import Answers, Json
from engine.runtime.peek import peek
from engine.runtime.version import Compiled
from engine.scenarios.answered import Kind, PastCase, Response, reached_by
from engine.scenarios.deciding import own_targets, scene_of
from engine.scenarios.family import Family
from engine.scenarios.trial import Astray, Trial

MOST_TURNS = 1_000
Key = tuple[Kind, str, str | None]
# Said without the values: whoever tries a draft on past cases may open none of them, and a fault
# quotes whatever its expression reads.
_EXPRESSION = Words(
    vi="biểu thức không tính được với dữ liệu của hồ sơ",
    en="an expression does not work with the values of the case",
)
_SCRIPT = Words(
    vi="kịch bản không chạy được với dữ liệu của hồ sơ",
    en="the script does not work with the values of the case",
)
_REASONS = {
    "expression-failed": _EXPRESSION,
    "decision-error": _EXPRESSION,
    "script-failed": _SCRIPT,
    "script-stopped": _SCRIPT,
    "no-way-out": Words(
        vi="không điều kiện nào ra khỏi đây đúng và không có nhánh mặc định",
        en="no condition out of it is true and it has no default flow",
    ),
}
_OTHER = Words(
    vi="có sự cố; hãy chạy thử để xem lý do", en="something failed; a trial run shows why"
)


@dataclass(frozen=True, kw_only=True)
class Lack:
    """Something that the version asks and the case never answered.

    element  of the task, message or connector; None for the filing
    faults   what is missing or does not fit, by field; empty where the whole step is new
    """

    element: str | None
    form_id: str | None = None
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Rerun:
    """What came of a case on the version.

    reached  what was reached, in order: how, and the id of the element in the version
    stuck    why it could not go on; None when it ended
    """

    trial: Trial = field(repr=False)
    reached: tuple[tuple[str, str], ...]
    lacks: tuple[Lack, ...]
    stuck: Words | None
    ended_at: datetime

    @property
    def has_ended(self) -> bool:
        """Tell whether the case came to an end."""
        standing = self.trial.standing
        return standing is not None and standing.status in (FINISHED, CANCELLED)


@dataclass(frozen=True, kw_only=True)
class _Act:
    """The next thing that happens: at an instant, to a token or to the whole case."""

    at: datetime
    command: Command
    response: Response | None = None
    key: Key | None = None
    token: int | None = None


def twins_of(old: Process, new: Process) -> Mapping[str, str]:
    """Return the old diagram's ids by those of the new: the same id, else the only one so named."""
    named: dict[tuple[str, str], list[str]] = {}
    for node in old.all_nodes():
        named.setdefault((node.tag, " ".join(node.name.split())), []).append(node.node_id)
    known = {node.node_id for node in old.all_nodes()}
    kept = {node.node_id for node in new.all_nodes()}
    found: dict[str, str] = {}
    for node in new.all_nodes():
        alike = named.get((node.tag, " ".join(node.name.split())), []) if node.name else []
        if node.node_id in known:
            found[node.node_id] = node.node_id
        elif len(alike) == 1 and alike[0] not in kept:
            found[node.node_id] = alike[0]
    return found


def rerun(
    version: Compiled, past: PastCase, calendar: WorkCalendar, twins: Mapping[str, str]
) -> Rerun:
    """Return what comes of a finished case on a version.

    twins   the ids of the diagram the case ran on, by those of the version
    """
    again = _Again(version, past, calendar, twins)
    try:
        again.start()
        again.go_on()
    except Astray as stray:
        again.stuck = stray.words
    except MotcuaError as error:
        again.stuck = _REASONS.get(error.code, Words(vi=error.text("vi"), en=error.text("en")))
    trial = again.trial
    return Rerun(
        trial=trial,
        reached=tuple(
            one for done in trial.log for event in done.events for one in reached_by(event)
        ),
        lacks=tuple(again.lacks),
        stuck=again.stuck,
        ended_at=again.family.clock.now(),
    )


class _Again:
    """One case on its way through the version."""

    def __init__(
        self, version: Compiled, past: PastCase, calendar: WorkCalendar, twins: Mapping[str, str]
    ) -> None:
        self.past, self.twins = past, twins
        self.trial = Trial(version, calendar, FixedClock(past.opened_at))
        self.family = Family(self.trial, {})
        self.known = {element for _how, element in past.reached}
        self.left: dict[Key, deque[Response]] = {}
        for one in past.responses:
            self.left.setdefault((one.kind, one.element, one.label), deque()).append(one)
        self.outside = deque(past.outside)
        self.since: dict[tuple[Kind, int], datetime] = {}
        self.lacks: list[Lack] = []
        self.stuck: Words | None = None

    def start(self) -> None:
        """Open the case with what opened it."""
        start, procedure = self.past.start, self.trial.version.procedure
        if start.at is None:
            form = procedure.forms.get(procedure.card.filing_form)
            answers = self._answers(None, form, start.answers, {})
            start = replace(start, answers=answers)
        elif procedure.diagram.process.find(start.at) is None:
            raise Astray(
                "sự kiện mở hồ sơ không còn trong sơ đồ",
                "the event that began the case is no longer in the diagram",
            )
        self.trial.carry_out(start)

    def go_on(self) -> None:
        """Let happen what happens next, until the case has ended or nothing can."""
        for _ in range(MOST_TURNS):
            self._note_waits()
            standing = self.trial.standing
            if standing is not None and standing.status in (FINISHED, CANCELLED):
                return
            if self._is_lost():
                return
            if not self._turn():
                break
        self.stuck = self._why()

    def _turn(self) -> bool:
        """Let the next thing happen; False when there is none."""
        act = min(self._acts(), key=lambda one: one.at, default=None)
        timers = [one.due_at for trial in self.family.trials for one in trial.timers.values()]
        clock = self.family.clock
        due = min(timers, default=None)
        if act is None and due is None:
            return False
        if act is None or (due is not None and due < act.at):
            self.family.move_to(max(clock.now(), due or clock.now()))
            return True
        clock.move_to(max(clock.now(), act.at))
        if act.key is not None:
            self.left[act.key].popleft()
        else:
            self.outside.popleft()
        open_before = {token: self._key("task", one) for token, one in self.trial.tasks.items()}
        self.trial.carry_out(self._fitted(act))
        if isinstance(act.command, GoBack):
            for token in open_before.keys() - self.trial.tasks.keys() - {act.token}:
                _forget(self.left.get(open_before[token]))
        return True

    def _acts(self) -> Iterator[_Act]:
        for kind, row in self._rows():
            key = self._key(kind, row)
            response = next(iter(self.left.get(key, ())), None)
            if response is not None and response.command is not None:
                yield _Act(
                    at=self.since[kind, row.token] + response.waited,
                    command=response.command,
                    response=response,
                    key=key,
                    token=row.token,
                )
        if self.outside:
            after, command = self.outside[0]
            yield _Act(at=self.past.opened_at + after, command=command)

    def _rows(self) -> Iterator[tuple[Kind, Any]]:
        trial = self.trial
        found: tuple[tuple[Kind, Mapping[int, Any]], ...] = (
            ("task", trial.tasks),
            ("message", trial.awaited),
            ("job", trial.jobs),
            ("incident", trial.incidents),
        )
        for kind, rows in found:
            for row in rows.values():
                if not isinstance(row, JobRequest) or row.settles:
                    yield kind, row

    def _key(self, kind: Kind, row: Any) -> Key:
        element = self.twins.get(row.element, row.element)
        return kind, element, getattr(row, "label", None) if kind == "task" else None

    def _note_waits(self) -> None:
        now = self.family.clock.now()
        for kind, row in self._rows():
            self.since.setdefault((kind, row.token), now)

    def _is_lost(self) -> bool:
        """Tell whether somebody is asked who never was, noting what; or a step stands still."""
        for kind, row in self._rows():
            if self.left.get(self._key(kind, row)):
                continue
            if kind == "incident":
                vi, en = _name(self.trial, row.element)
                why = _REASONS.get(row.code, _OTHER)
                self.stuck = Words(
                    vi=f"“{vi}” dừng vì sự cố: {why.vi}", en=f"“{en}” came to a stand: {why.en}"
                )
                return True
            is_new = self.twins.get(row.element, "") not in self.known
            if is_new and kind in ("task", "job"):
                self.lacks.append(Lack(element=row.element, form_id=getattr(row, "form", None)))
                return True
        return False

    def _fitted(self, act: _Act) -> Command:
        """Return a command of the past for the token that waits now."""
        command, names = act.command, self.trial.state
        if isinstance(command, GoBack):
            return _way_back(self.trial, self.twins, command, act.token)
        if act.response is None or act.token is None:
            return command
        seen = peek(names).names_at(act.token) if names else {}
        if isinstance(command, Complete):
            task = self.trial.tasks[act.token]
            form = asked_form(self.trial.version.procedure, task.element, task.form, seen)
            answers = self._answers(task.element, form, command.answers, seen)
            return replace(command, token=act.token, answers=answers)
        if isinstance(command, DeliverMessage):
            awaited = self.trial.awaited[act.token]
            form = _form(self.trial, awaited.form)
            payload = command.payload
            if form is not None:
                payload = self._answers(awaited.element, form, payload, seen)
            return replace(command, token=act.token, name=awaited.name, payload=payload)
        return replace(command, token=act.token)  # type: ignore[arg-type]  # each answer has one

    def _answers(
        self, element: str | None, form: Form | None, given: Answers, names: Mapping[str, Json]
    ) -> Answers:
        """Return what of earlier answers a form takes, noting what it lacks."""
        if form is None:
            return {}
        fields = {one.key: one for one in form.fields}
        raw = {key: value for key, value in given.items() if key in fields}
        offered = {one.source: _offered(raw.get(one.key)) for one in form.fields if one.source}
        cleaned = clean(form, raw, names, offered)
        if cleaned.faults:
            self.lacks.append(
                Lack(element=element, form_id=form.form_id, faults=tuple(cleaned.faults))
            )
            return raw
        # Who signed is not asked again: the signature stays as it was.
        signed = {one.key for one in form.fields if one.kind == "signature"}
        kept = {key: value for key, value in raw.items() if key in signed}
        return {**cleaned.answers, **kept}  # type: ignore[dict-item]  # typed by the form

    def _why(self) -> Words:
        names = dict.fromkeys(_name(self.trial, row.element) for _kind, row in self._rows())
        vi, en = (
            ", ".join(one) or "–" for one in (zip(*names, strict=True) if names else ("", ""))
        )
        return Words(
            vi=f"không còn ai trả lời; hồ sơ đang chờ: {vi}",
            en=f"nobody answers any more; the case waits for: {en}",
        )


def _name(trial: Trial, element: str) -> tuple[str, str]:
    """Return what an element is called, in Vietnamese and English."""
    node = trial.version.procedure.diagram.process.find(element)
    vi = (node and " ".join(node.name.split())) or element
    return vi, (node and node.attributes.get("nameEn")) or vi


def _forget(left: deque[Response] | None) -> None:
    """Drop what stands for a task that was taken away unanswered."""
    if left and left[0].command is None:
        left.popleft()


def _way_back(
    trial: Trial, twins: Mapping[str, str], command: GoBack, token: int | None
) -> Command:
    """Return how the case goes back now to the step it went back to then.

    token   the open task that is sent back; None where a step is taken back
    """
    scene = scene_of(trial)
    for one in own_targets(trial) if token is None else list_targets(scene, token):
        element = one.step.element
        if one.obstacle is None and twins.get(element, element) == command.place[0]:
            fields = {**way_back(scene, one), "holder": one.step.by}
            if isinstance(command, SendBack):
                return replace(command, token=token or 0, **fields)
            due_at = trial.past.deeds[one.step.token].due_at
            return replace(command, due_at=due_at, **fields)  # type: ignore[return-value]  # the other kind
    raise Astray("không quay lại được bước như trước", "it cannot go back as it did then")


def _form(trial: Trial, name: str | None) -> Form | None:
    return trial.version.procedure.forms.get(name) if name else None


def _offered(value: Json) -> tuple[Choice, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(
        Choice(value=one, label_vi=one, label_en=one) for one in values if isinstance(one, str)
    )
