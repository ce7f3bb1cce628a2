"""Who could get which task so that the work of an office is spread evenly."""

from collections.abc import Mapping, Sequence

from engine.access import may_be_given
from engine.records.people import Person
from engine.records.team import Move, TeamTask

# What a task counts whose diagram says no minutes.
USUAL_MINUTES = 15


def propose(
    lines: Sequence[TeamTask],
    staff: Sequence[Person],
    minutes: Mapping[int, int],
    away: frozenset[int],
) -> tuple[Move, ...]:
    """Return for each task, the most urgent first, who has the least to do of those who may do it.

    minutes   of work on each person's desk now
    away      people who are given nothing
    """
    desks = dict(minutes)
    moves = []
    for line in lines:
        able = [
            one
            for one in staff
            if one.person_id not in away
            and one.person_id != line.task.holder_id
            and may_be_given(one, line.task)
        ]
        chosen = min(able, key=lambda one: (desks.get(one.person_id, 0), one.name), default=None)
        if chosen is not None:
            known = desks.get(chosen.person_id, 0)
            desks[chosen.person_id] = known + (line.minutes or USUAL_MINUTES)
        moves.append(Move(line=line, person=chosen))
    return tuple(moves)
