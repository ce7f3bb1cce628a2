"""Where a trial can go back to, and what that undoes: what its page offers."""

from dataclasses import dataclass

from engine.errors import Words
from engine.moving.returning import list_targets
from engine.queries.elements import element_name
from engine.queries.trial_view import Waiting
from engine.records.cards import Text
from engine.records.outcomes import RUNNING
from engine.records.returning import Target
from engine.scenarios.deciding import own_targets, scene_of
from engine.scenarios.session import Session
from engine.scenarios.trial import Trial


@dataclass(frozen=True, kw_only=True)
class TrialWay:
    """A completed step that can open again, or why not.

    target    what a move names it by
    undone    steps that have to be done anew
    warnings  what has gone out since
    """

    target: str
    name: Text
    obstacle: Words | None
    warnings: tuple[Words, ...]
    undone: tuple[Text, ...]


def ways_from(session: Session, waiting: Waiting) -> tuple[TrialWay, ...]:
    """Return the steps to which an open task can be returned, the last one first."""
    trial = session.trials[waiting.place]
    if waiting.kind != "task" or not _runs(trial):
        return ()
    found = list_targets(scene_of(trial), waiting.token)
    return tuple(_way(trial, one) for one in found)


def own_steps(session: Session) -> tuple[TrialWay, ...]:
    """Return the steps of all cases that whoever did them can take back now."""
    return tuple(
        _way(trial, one)
        for trial in session.trials
        if _runs(trial)
        for one in own_targets(trial)
        if one.obstacle is None
    )


def _runs(trial: Trial) -> bool:
    return trial.standing is not None and trial.standing.status == RUNNING


def _way(trial: Trial, target: Target) -> TrialWay:
    process = trial.version.procedure.diagram.process
    return TrialWay(
        target=trial.prefix + target.step.element,
        name=element_name(process, target.step.element),
        obstacle=target.obstacle,
        warnings=target.warnings,
        undone=tuple(element_name(process, one.element) for one in target.undone),
    )
