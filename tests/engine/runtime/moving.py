"""A case in memory that moves between versions, and edits of a drawn process."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random

from engine.records.commands import Migrate, MoveBack
from engine.records.outcomes import Outcome
from engine.runtime.advance import advance
from engine.runtime.migrating import Past
from engine.runtime.moment import Moment
from engine.runtime.version import Compiled
from tests.engine.runtime.play import Play, as_kept, calendar

FLOW = re.compile(r'<sequenceFlow id="(\w+)" sourceRef="(\w+)" targetRef="(\w+)">')
TASK = re.compile(r'<userTask id="(\w+)" [^>]*></userTask>')
DAY = "<timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition>"


class Moving(Play):
    """A case whose log may cross versions."""

    def move(
        self,
        version: Compiled,
        mapping: Mapping[str, str | None] | None = None,
        offices: Mapping[str, str] | None = None,
    ) -> Outcome:
        """Move the case, twice to prove that it is repeatable; raise MoveRefused."""
        command = Migrate(
            from_version=1,
            to_version=2,
            number=2,
            mapping=mapping or {},
            offices=offices or {},
            by=7,
            reason="test",
        )
        return self._cross(version, command, Past(version=self.version))

    def move_back(self, version: Compiled, state: bytes | None) -> Outcome:
        """Move the case back to the version and the state it had."""
        command = MoveBack(
            from_version=2, to_version=1, number=1, seq=len(self.log), by=7, reason="test"
        )
        return self._cross(version, command, Past(version=self.version, state=state))

    def _cross(self, version: Compiled, command: Migrate | MoveBack, past: Past) -> Outcome:
        moment = Moment(at=self.now, calendar=calendar())
        outcome = advance(version, self.state, command, moment, past)
        again = as_kept(command)
        assert advance(version, self.state, again, moment, past) == outcome
        self.version, self.state = version, outcome.state
        self._follow(outcome)
        for token, element in outcome.moved:
            for rows in (self.timers, self.jobs, self.incidents):
                if token in rows:
                    rows[token] = type(rows[token])(**{**vars(rows[token]), "element": element})
        return outcome


@dataclass
class Edited:
    """The inside of a process after edits, and where its elements have gone."""

    body: str
    mapping: dict[str, str | None] = field(default_factory=dict)
    number: int = 0

    def name(self) -> str:
        """Return a new id."""
        self.number += 1
        return f"new{self.number}"

    def send(self, element: str, target: str | None) -> None:
        """Note where an element has gone, by the id that it had before all edits."""
        known = (old for old, new in self.mapping.items() if new == element)
        self.mapping[next(known, element)] = target


def insert_task(edited: Edited, choices: Random) -> None:
    """Put a task on a flow."""
    found = choices.choice(list(FLOW.finditer(edited.body)))
    flow, _source, target = found.groups()
    task, after = edited.name(), edited.name()
    inserted = (
        f'<userTask id="{task}" motcua:post="desk"></userTask>'
        f'<sequenceFlow id="{after}" sourceRef="{task}" targetRef="{target}"></sequenceFlow>'
    )
    changed = found.group(0).replace(f'targetRef="{target}"', f'targetRef="{task}"')
    assert flow in changed
    edited.body = edited.body.replace(found.group(0), inserted + changed)


def rename_task(edited: Edited, choices: Random) -> None:
    """Give a task another id."""
    old = choices.choice(TASK.findall(edited.body))
    new = edited.name()
    edited.body = edited.body.replace(f'"{old}"', f'"{new}"')
    edited.send(old, new)


def add_timer(edited: Edited, choices: Random) -> None:
    """Set a timer on the border of a task that begins a path of its own."""
    found = choices.choice(list(TASK.finditer(edited.body)))
    event, end, flow = edited.name(), edited.name(), edited.name()
    beside = (
        f'<boundaryEvent id="{event}" attachedToRef="{found.group(1)}" cancelActivity="false">'
        f'{DAY}</boundaryEvent><endEvent id="{end}"/>'
        f'<sequenceFlow id="{flow}" sourceRef="{event}" targetRef="{end}"></sequenceFlow>'
    )
    edited.body = edited.body.replace(found.group(0), found.group(0) + beside)


def remove_task(edited: Edited, choices: Random) -> None:
    """Take a task away, with the flow behind it."""
    flows = {one.group(2): one for one in FLOW.finditer(edited.body)}
    after = {one.group(3): one for one in FLOW.finditer(edited.body)}
    alone = [
        one
        for one in TASK.finditer(edited.body)
        if one.group(1) in flows
        and one.group(1) in after
        # What is asked before a choice may be what ends a loop.
        and not flows[one.group(1)].group(3).startswith("excl")
        and f'attachedToRef="{one.group(1)}"' not in edited.body
        and flows[one.group(1)].group(0) + "</sequenceFlow>" in edited.body
    ]
    if not alone:
        return
    found = choices.choice(alone)
    task = found.group(1)
    behind = flows[task].group(0) + "</sequenceFlow>"
    before = after[task].group(0)
    edited.body = edited.body.replace(behind, "").replace(found.group(0), "")
    target = flows[task].group(3)
    changed = before.replace(f'targetRef="{task}"', f'targetRef="{target}"')
    edited.body = edited.body.replace(before, changed)
    edited.send(task, None)


EDITS: tuple[Callable[[Edited, Random], None], ...] = (
    insert_task,
    rename_task,
    add_timer,
    remove_task,
)


def edit(body: str, choices: Random) -> Edited:
    """Return the process after one to three random edits."""
    edited = Edited(body)
    for _ in range(choices.randint(1, 3)):
        if TASK.search(edited.body):
            choices.choice(EDITS)(edited, choices)
    return edited
