"""What people decide beside the diagram of a case: by the same rules as where it is real.

A task is sent back or a step taken back as ADR 0024 says, the case is stopped for its applicant, or
another day is promised. Whoever returns a task counts as having read what has gone out since.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from engine.errors import Words
from engine.moving.returning import (
    Scene,
    list_targets,
    make_scene,
    make_target,
    taken_back_by,
    way_back,
)
from engine.records.commands import Cancel, SendBack, SetDate, TakeBack
from engine.records.letters import APOLOGY, STANDARD, STOP
from engine.records.outcomes import OpenTask
from engine.records.people import APPLICANT
from engine.records.returning import Target
from engine.records.scenarios import Move
from engine.records.stopping import WITHDRAWN, find_refusal, stage_of
from engine.refusals import NoWayBack, StopRefused
from engine.runtime.deciding import is_decided
from engine.scenarios.targets import find_target
from engine.scenarios.trial import Astray, Trial

# Gives the invented person of a post; None stands for the office of the case.
PersonOf = Callable[[str, str | None], int]
NOT_PASSED = Words(
    en="the case has not passed it on its way here",
    vi="hồ sơ chưa đi qua bước đó để đến đây",
)


def decide(trials: list[Trial], move: Move, person_of: PersonOf) -> None:
    """Carry out a decision; the first of the cases is the one that is stopped or promised.

    Raises   NoWayBack, StopRefused; TermError and its kinds; Astray where nothing fits
    """
    DECIDED[move.act](trials, move, person_of)


def scene_of(trial: Trial) -> Scene:
    """Return a case in memory as it stands, to see where it can go back to."""
    return make_scene(trial.version, trial.past, trial.state or b"", trial.lettered)


def own_targets(trial: Trial) -> tuple[Target, ...]:
    """Return the completed steps that whoever did them might take back, the last one first."""
    scene = scene_of(trial)
    done = sorted(trial.past.deeds.values(), key=lambda one: -one.seq)
    return tuple(taken_back_by(make_target(scene, one)) for one in done if one.by is not None)


def _send_back(trials: list[Trial], move: Move, person_of: PersonOf) -> None:
    trial, task = find_target(move, trials, lambda one: one.tasks)
    scene = scene_of(trial)
    target = _found(list_targets(scene, task.token), (move.to or "").removeprefix(trial.prefix))
    command = SendBack(
        token=task.token,
        holder=target.step.by,
        by=_sender(task, person_of),
        reason=move.reason or "",
        **way_back(scene, target),
    )
    trial.carry_out(command)
    _give_back(trial, target)


def _take_back(trials: list[Trial], move: Move, _person_of: PersonOf) -> None:
    name = move.target or ""
    for trial in trials:
        found = [one for one in own_targets(trial) if trial.prefix + one.step.element == name]
        if found:
            break
    else:
        raise Astray(f"chưa ai hoàn thành “{name}”", f"nobody has completed “{name}”")
    target, by = found[0], found[0].step.by or 0
    _require_open(target)
    command = TakeBack(
        holder=by,
        by=by,
        reason=move.reason or "",
        due_at=trial.past.deeds[target.step.token].due_at,
        **way_back(scene_of(trial), target),
    )
    trial.carry_out(command)
    _give_back(trial, target)


def _stop(trials: list[Trial], move: Move, person_of: PersonOf) -> None:
    trial, reason = trials[0], move.reason or ""
    if trial.standing is None:
        raise Astray("hồ sơ chưa được mở", "the case was not opened")
    procedure = trial.version.procedure
    is_done = is_decided(procedure.diagram.process, trial.state)
    refused = find_refusal(trial.standing, procedure.card.is_internal, is_done)
    if refused is not None:
        raise StopRefused(reason=refused)
    by, stage = person_of("desk", None), stage_of(trial.standing).vi
    trial.carry_out(Cancel(reason=reason, ending=WITHDRAWN, by=by))
    trial.write(f"{STANDARD}{STOP}", {"reason": reason, "stage": stage}, by)


def _set_date(trials: list[Trial], move: Move, person_of: PersonOf) -> None:
    trial, reason, by = trials[0], move.reason or "", person_of("leader", None)
    before = trial.standing.due_at if trial.standing else None
    command = SetDate(
        act=move.target or "",
        due_on=move.day.isoformat() if move.day else "",
        reason=reason,
        basis=move.basis or "",
        by=by,
    )
    trial.carry_out(command)
    after = trial.standing.due_at if trial.standing else None
    if move.target == "apology" and before and after:
        days = {"old_due": before.isoformat(), "new_due": after.isoformat()}
        trial.write(f"{STANDARD}{APOLOGY}", {**days, "reason": reason}, by)


def _found(targets: Iterable[Target], element: str) -> Target:
    target = next((one for one in targets if one.step.element == element), None)
    if target is None:
        raise NoWayBack(reason=NOT_PASSED)
    return _require_open(target)


def _require_open(target: Target) -> Target:
    if target.obstacle is not None:
        raise NoWayBack(reason=target.obstacle)
    return target


def _sender(task: OpenTask, person_of: PersonOf) -> int:
    """Return who sends a task back: whoever does it; what the applicant was asked, the head."""
    if task.post == APPLICANT:
        return person_of("head", None)
    return person_of(task.post, task.office)


def _give_back(trial: Trial, target: Target) -> None:
    """Keep what was answered before for the task that is open again."""
    again = [one.token for one in trial.tasks.values() if one.element == target.step.element]
    if again:
        trial.drafts[max(again)] = target.answers


DECIDED: Final[Mapping[str, Callable[[list[Trial], Move, PersonOf], None]]] = {
    "send_back": _send_back,
    "take_back": _take_back,
    "stop": _stop,
    "set_date": _set_date,
}
