"""The way from one version to another, ready for any number of cases."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.errors import CaseNotRunning, MotcuaError, MoveRefused, Words
from engine.moving.doubles import Reach, find_doubles
from engine.moving.jams import Jams
from engine.moving.lists import find_lost_lists
from engine.records.commands import Migrate
from engine.records.moving import Obstacle
from engine.records.outcomes import Outcome
from engine.runtime.advance import advance
from engine.runtime.migrating import Past
from engine.runtime.moment import Moment
from engine.runtime.version import Compiled

RESTING = Words(
    en="the case is suspended; resume it first",
    vi="hồ sơ đang tạm dừng; hãy cho chạy tiếp trước",
)


@dataclass(frozen=True, kw_only=True)
class Route:
    """Two versions and the mapping between them.

    jams    joins of the new one at which a case could wait for ever
    reach   what leads where, in the old version and in the new one
    """

    before: Compiled = field(repr=False)
    after: Compiled = field(repr=False)
    mapping: Mapping[str, str | None]
    jams: Jams = field(repr=False)
    reach: tuple[Reach, Reach] = field(repr=False)


def make_route(before: Compiled, after: Compiled, mapping: Mapping[str, str | None]) -> Route:
    """Return the way between two versions."""
    old, new = (one.procedure.diagram.process for one in (before, after))
    return Route(
        before=before,
        after=after,
        mapping=mapping,
        jams=Jams(new),
        reach=(Reach(old), Reach(new)),
    )


def try_move(route: Route, state: bytes, command: Migrate, now: Moment) -> Outcome:
    """Return what would follow if a case in this state moved; nothing is kept.

    Raises  MoveRefused with every reason why it cannot; CaseNotRunning
    """
    outcome = advance(route.after, state, command, now, Past(version=route.before))
    found = route.jams.find(outcome.state)
    found += find_doubles(*route.reach, route.mapping, state, outcome.state)
    old, new = route.before.procedure, route.after.procedure
    found += find_lost_lists(old, new, route.mapping, state)
    if found:
        raise MoveRefused(obstacles=found)
    return outcome


def find_obstacles(
    route: Route, state: bytes, command: Migrate, now: Moment
) -> tuple[Obstacle, ...]:
    """Return why a case in this state cannot move; nothing where it can."""
    try:
        try_move(route, state, command, now)
    except MoveRefused as refused:
        return refused.obstacles
    except CaseNotRunning:
        return (Obstacle(element="", words=RESTING),)
    except MotcuaError as error:
        return (Obstacle(element="", words=_stuck(error)),)
    return ()


def _stuck(error: MotcuaError) -> Words:
    """Say that the new version cannot take the case, without the values that its data hold."""
    return Words(
        en=f"the new version comes to a stand at once with the data of this case ({error.code}).",
        vi=f"phiên bản mới dừng ngay vì sự cố với dữ liệu của hồ sơ này ({error.code}).",
    )
