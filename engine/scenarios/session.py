"""A trial run: a scenario being made, act by act, and played from its start each time.

Going back is leaving acts out; the same acts on a changed procedure are the trial made anew.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from engine.calendars.calendar import WorkCalendar
from engine.errors import MotcuaError, Words
from engine.records.cards import Text
from engine.records.outcomes import CANCELLED, FINISHED
from engine.records.scenarios import Expected, Move, Scenario
from engine.runtime.version import Compiled
from engine.scenarios.run import Player
from engine.scenarios.trial import Astray, Trial

MOST_MOVES = 300
# What a recorded path names: what is done or happens, not what only leads from one to the next.
_PASSED_THROUGH = ("startEvent", "intermediateThrowEvent")


@dataclass(frozen=True, kw_only=True)
class Session:
    """How a trial stands after its acts.

    scenario  the acts
    trials    the case and those that it began or called
    now       the instant its clock shows
    made      how many moves could be made; the filing is not counted
    marks     how many commands the case had carried out after the filing and after each move
    people    the post and office that each invented person stands for
    fault     why the next move could not be made; None when all were
    """

    scenario: Scenario
    trials: tuple[Trial, ...] = field(repr=False)
    now: datetime
    made: int
    marks: tuple[int, ...]
    people: Mapping[int, tuple[str, str]]
    fault: Words | None = None

    @property
    def trial(self) -> Trial:
        """The case that the trial is about."""
        return self.trials[0]

    @property
    def is_open(self) -> bool:
        """Tell whether the case was opened at all."""
        return self.trial.state is not None


def play_session(
    version: Compiled, scenario: Scenario, calendar: WorkCalendar, around: Mapping[str, Compiled]
) -> Session:
    """Make the acts of a trial in order, up to the first that cannot be made.

    An element that comes to a stand ends nothing: the designer sees it and may mend it.
    """
    player = Player(version, scenario, calendar, around)
    player.is_patient = True
    fault: Words | None = None
    marks: list[int] = []
    try:
        player.start()
        marks.append(len(player.trial.log))
        for move in scenario.moves[:MOST_MOVES]:
            player.make(move)
            marks.append(len(player.trial.log))
    except Astray as stray:
        fault = stray.words
    except MotcuaError as error:
        fault = Words(vi=error.text("vi"), en=error.text("en"))
    return Session(
        scenario=scenario,
        trials=tuple(player.family.trials),
        now=player.family.clock.now(),
        made=player.made,
        marks=tuple(marks),
        people={number: place for place, number in player.people.items()},
        fault=fault,
    )


def with_move(scenario: Scenario, move: Move) -> Scenario:
    """Return the acts with one more."""
    return replace(scenario, moves=(*scenario.moves, move))


def back_to(scenario: Scenario, moves: int) -> Scenario:
    """Return the acts up to a move, without what came after it."""
    return replace(scenario, moves=scenario.moves[: max(0, moves)])


def propose(session: Session) -> Expected:
    """Return what a recorded scenario can expect: how the case went and where it stands."""
    trial = session.trial
    standing = trial.standing
    if standing is None:
        return Expected()
    due = standing.due_at.astimezone(trial.calendar.tz).date() if standing.due_at else None
    return Expected(
        ending=standing.ending if standing.status in (FINISHED, CANCELLED) else None,
        status=standing.portal_status,
        due=due,
        path=tuple(_told(trial)),
        letters=tuple(one.name for one in trial.letters) or None,
    )


def record(session: Session, key: str, title: Text, expected: Expected) -> Scenario:
    """Return the acts as a scenario of their own.

    Of the lists that fields offer it keeps what was chosen: it must hold in another directory too.
    """
    scenario = back_to(session.scenario, session.made)
    given = set(_texts(scenario.answers)) | {
        text for move in scenario.moves for text in _texts(move.answers)
    }
    offered = {
        source: tuple(value for value in values if value in given)
        for source, values in scenario.choices.items()
    }
    choices = {source: values for source, values in offered.items() if values}
    return replace(scenario, key=key, title=title, expected=expected, choices=choices)


def _told(trial: Trial) -> Iterator[str]:
    process = trial.version.procedure.diagram.process
    for element in trial.path:
        node = process.find(element)
        if (
            node is not None
            and not node.tag.endswith("Gateway")
            and node.tag not in _PASSED_THROUGH
        ):
            yield element


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
