"""A case in memory that can go back: its past is followed as it is played."""

from collections import Counter
from typing import Any

from engine.moving.ancestry import Ancestry
from engine.moving.returning import Scene, list_targets, make_scene, make_target, way_back
from engine.records.commands import Command, SendBack, TakeBack
from engine.records.outcomes import Outcome
from engine.records.returning import Target
from engine.runtime.lettering import due_letters
from engine.runtime.peek import peek
from tests.engine.runtime.play import Play


class Returning(Play):
    """A case whose tasks can be sent back and taken back.

    lettered   tokens of the steps that have written a letter
    stood      where its tokens stood after each entry of its log
    """

    def __init__(self, *args: Any, **more: Any) -> None:
        self.past = Ancestry()
        self.lettered: set[int] = set()
        self.stood: list[Counter[str]] = [Counter()]
        super().__init__(*args, **more)

    def give(self, command: Command) -> Outcome:
        """Carry out a command, and remember what followed from what."""
        before, outcome = self.state, super().give(command)
        process = self.version.procedure.diagram.process
        self.lettered |= {one.token for one in due_letters(process, before, command, outcome)}
        self.past.follow(len(self.log), self.now, command, outcome)
        self.stood.append(Counter(at for _, at in peek(outcome.state).elements))
        return outcome

    @property
    def scene(self) -> Scene:
        """The case as it stands."""
        return make_scene(self.version, self.past, self.state or b"", self.lettered)

    def targets(self, element: str) -> dict[str, Target]:
        """Return to which tasks an open task can be sent back, or why not."""
        return {one.step.element: one for one in list_targets(self.scene, self.token(element))}

    def send_back(self, element: str, to: str, holder: int | None = None) -> Outcome:
        """Send the open task at an element back to another one."""
        target = self.targets(element)[to]
        assert target.obstacle is None, target.obstacle
        fields = way_back(self.scene, target)
        token = self.token(element)
        return self.give(SendBack(token=token, holder=holder, by=7, reason="test", **fields))

    def take_back(self, element: str) -> Outcome:
        """Take back the step at an element that was completed last."""
        done = [one for one in self.past.deeds.values() if one.element == element]
        deed = max(done, key=lambda one: one.seq)
        target = make_target(self.scene, deed)
        assert target.obstacle is None, target.obstacle
        fields = way_back(self.scene, target)
        by = deed.by or 7
        return self.give(TakeBack(holder=by, by=by, reason="t", due_at=deed.due_at, **fields))
