"""What followed from what in a case: every token with those it came from, read from its log.

The log holds commands; carried out again they tell each token that was set and what it follows
from. Together with who completed what, this is all that is needed to undo a step and no more.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from engine.records.commands import Command, Complete, GoBack, Migrate, MoveBack
from engine.records.events import Event
from engine.records.notes import NOTES
from engine.records.outcomes import Birth, Outcome, Standing
from engine.records.values import Answers, Json
from engine.runtime.ledger import ONCE


@dataclass(frozen=True, kw_only=True)
class Deed:
    """A task that was completed.

    before   where the case stood just before
    task     what was noted when it opened: post, office, due
    """

    seq: int
    at: datetime
    token: int
    element: str
    by: int | None
    answers: Answers = field(repr=False)
    before: Standing
    task: Mapping[str, Json] = field(repr=False, default_factory=dict)

    @property
    def due_at(self) -> str | None:
        """End of the task's own term, ISO 8601."""
        due = self.task.get("due")
        return due if isinstance(due, str) else None


@dataclass(frozen=True, kw_only=True)
class Happening:
    """An event with the number of its entry."""

    seq: int
    event: Event


@dataclass(kw_only=True)
class Ancestry:
    """The tokens of a case and what they did.

    births    how each token came to be
    parents   tokens that each follows from, also of those set anew when the case went back
    deeds     completed tasks by token
    told      events at a token, and notes beside the diagram
    moved_at  entry by which the case last went on with another version
    """

    births: dict[int, Birth] = field(default_factory=dict)
    parents: dict[int, tuple[int, ...]] = field(default_factory=dict)
    deeds: dict[int, Deed] = field(default_factory=dict)
    told: list[Happening] = field(default_factory=list)
    moved_at: int = 0
    standing: Standing | None = None
    last_seq: int = 0
    _opened: dict[int, Mapping[str, Json]] = field(default_factory=dict)

    def follow(self, seq: int, at: datetime, command: Command, outcome: Outcome) -> None:
        """Take in one more entry of the log."""
        undone = self._undone(command)
        for birth in outcome.births:
            self.births[birth.token] = birth
            again = birth.again
            self.parents[birth.token] = birth.parents if again is None else self.parents[again]
        for token in undone:
            self.births.pop(token)
            self.parents.pop(token)
            self.deeds.pop(token, None)
        if isinstance(command, Migrate | MoveBack):
            self.moved_at = seq
        if isinstance(command, Complete) and self.standing is not None:
            self.deeds[command.token] = Deed(
                seq=seq,
                at=at,
                token=command.token,
                element=self._element(command.token, outcome.events),
                by=command.by,
                answers=command.answers,
                before=self.standing,
                task=self._opened.pop(command.token, {}),
            )
        for event in outcome.events:
            self._remember_task(event)
            if event.token is not None or event.kind in NOTES:
                self.told.append(Happening(seq=seq, event=event))
        self.standing, self.last_seq = outcome.standing, seq

    def _remember_task(self, event: Event) -> None:
        """Keep what was noted of a task when it opened, with the due day that it has since."""
        if event.token is None:
            return
        if event.kind == "task-opened":
            self._opened[event.token] = event.values
        elif event.kind == "task-resumed" and event.token in self._opened:
            self._opened[event.token] = {**self._opened[event.token], **event.values}

    def _undone(self, command: Command) -> set[int]:
        """Return the tokens that are no part of the past any more once a case has gone back."""
        if not isinstance(command, GoBack):
            return set()
        places = (command.place, *command.joined)
        stood = {cast(int, place[3]) for place in places}
        return self.after(cast(int, command.place[3])) | stood

    @staticmethod
    def _element(token: int, events: Iterable[Event]) -> str:
        done = (one for one in events if one.kind == "task-completed" and one.token == token)
        return next((one.element or "" for one in done), "")

    def before(self, token: int) -> set[int]:
        """Return all tokens that this one follows from."""
        return _closure((token,), self.parents) - {token}

    def after(self, token: int) -> set[int]:
        """Return the token and all that follows from it."""
        children: dict[int, list[int]] = {}
        for child, parents in self.parents.items():
            for parent in parents:
                children.setdefault(parent, []).append(child)
        return _closure((token,), children)

    def hands_without(self, gone: set[int]) -> dict[str, int | None]:
        """Return who had completed the tasks of these tokens before; None where nobody had."""
        undone = (self.deeds[one].element for one in sorted(gone & self.deeds.keys()))
        found: dict[str, int | None] = dict.fromkeys(undone)
        for deed in sorted(self.deeds.values(), key=lambda one: one.seq):
            if deed.element in found and deed.token not in gone and deed.by is not None:
                found[deed.element] = deed.by
        return found

    def counted(self, gone: set[int]) -> list[str]:
        """Return where these tokens gave the legal clock what it is given once only."""
        return [
            str(one.event.element)
            for one in self.told
            if one.event.token in gone
            and one.event.kind in ("clock", "clock-kept")
            and one.event.values["act"] in ONCE
        ]

    def written(self, gone: set[int], since: int) -> dict[str, Json]:
        """Return what these tokens have written, the last value of each name."""
        names: dict[str, Json] = {}
        for one in self.told:
            values = one.event.values.get("names")
            if one.seq >= since and one.event.token in gone and isinstance(values, dict):
                names.update(values if one.event.kind == "written" else {})
        return names


def _closure(first: Iterable[int], onward: Mapping[int, Iterable[int]]) -> set[int]:
    seen: set[int] = set()
    todo = list(first)
    while todo:
        number = todo.pop()
        if number not in seen:
            seen.add(number)
            todo.extend(onward.get(number, ()))
    return seen
