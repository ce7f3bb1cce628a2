"""To which completed tasks a case can go back, and what that undoes (ADR 0024).

Everything that followed from a task is undone, nothing else. Where a join had merged what is undone
with the work of other branches, that work waits at the join again. This is how a case stood once,
or could have stood: so no token is lost or doubled, and the case can still end.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from engine.errors import Words
from engine.moving.ancestry import Ancestry, Deed
from engine.moving.going_out import gone_out, refused_for
from engine.records.outcomes import Birth
from engine.records.returning import Step, Target
from engine.records.values import Json
from engine.runtime.codec import read
from engine.runtime.rows import ScopeRow, TokenRow
from engine.runtime.token import CALL, INSTANCE, UNDO
from engine.runtime.version import Compiled

GONE_ON = Words(
    en="others have completed the next step since; ask them to return it",
    vi="bước sau đã có người hoàn thành; hãy đề nghị họ trả lại",
)


@dataclass(frozen=True, kw_only=True)
class Scene:
    """A case as it stands: its version, its past, its live tokens and scopes.

    lettered   tokens of the steps that have written a letter
    """

    version: Compiled
    past: Ancestry
    lettered: Collection[int]
    rows: Mapping[int, TokenRow] = field(repr=False)
    scopes: Mapping[int, ScopeRow] = field(repr=False)

    def around(self, token: int) -> Iterator[tuple[int, str]]:
        """Yield the scopes that a live token lies in, from the inside, with their kinds."""
        at: int | None = token
        while at is not None:
            scope = self.scopes[self.rows[at].scope]
            yield scope.number, scope.kind
            at = scope.holder


def make_scene(version: Compiled, past: Ancestry, state: bytes, lettered: Collection[int]) -> Scene:
    """Return the scene of a saved state."""
    saved = read(state)
    return Scene(
        version=version,
        past=past,
        lettered=lettered,
        rows={row[0]: TokenRow(*row) for row in saved["t"]},
        scopes={row[0]: ScopeRow(*row) for row in saved["s"]},
    )


def list_targets(scene: Scene, token: int) -> tuple[Target, ...]:
    """Return the tasks that an open task's branch has passed, the last first, each once."""
    before = scene.past.before(token)
    latest: dict[str, Deed] = {}
    for deed in sorted(scene.past.deeds.values(), key=lambda one: one.seq):
        if deed.token in before:
            latest[deed.element] = deed
    own = scene.past.births[token].step
    found = [one for element, one in latest.items() if element != own]
    found.sort(key=lambda one: -one.seq)
    return tuple(make_target(scene, deed, token) for deed in found)


def make_target(scene: Scene, deed: Deed, sender: int | None = None) -> Target:
    """Return what going back to a completed task means.

    sender   the open task that is sent back; None where the task is taken back
    """
    gone = scene.past.after(deed.token)
    done = (scene.past.deeds[one] for one in sorted(gone - {deed.token}) if _is_deed(scene, one))
    return Target(
        step=_step(deed),
        seq=deed.seq,
        answers=deed.answers,
        obstacle=refused_for(scene, deed, gone, _crossed(scene, deed, sender)),
        warnings=tuple(gone_out(scene, deed, gone)),
        vanishing=tuple(one for one in sorted(gone) if _is_open(scene, one)),
        undone=tuple(map(_step, done)),
        kept=tuple(dict.fromkeys(one.step for one in _joined(scene, gone))),
        written=scene.past.written(gone, deed.seq),
    )


def taken_back_by(target: Target) -> Target:
    """Return a target as it is for the one who completed the step: nothing may have come of it."""
    if target.obstacle is None and target.undone:
        return replace(target, obstacle=GONE_ON)
    if target.obstacle is None and target.warnings:
        told = target.warnings[0]
        why = Words(en=told.en.rstrip("."), vi=told.vi.rstrip("."))
        return replace(target, obstacle=why)
    return target


def way_back(scene: Scene, target: Target) -> dict[str, Any]:
    """Return the fields of the command by which a case goes back to a target."""
    deed = scene.past.deeds[target.step.token]
    gone = scene.past.after(deed.token)
    here = sorted(gone & scene.rows.keys())
    step = scene.version.steps[scene.past.births[deed.token].step]
    stood = deed.before.paused and not (step.waits and step.marks.clock)
    return {
        "place": _place(scene.past.births[deed.token]),
        "dropped": [one for one in here if _is_outermost(scene, one, gone)],
        "joined": [_place(one) for one in _joined(scene, gone)],
        "hands": scene.past.hands_without(gone),
        "status": deed.before.portal_status,
        "runs": not stood,
        "counted": scene.past.counted(gone) or None,
    }


def _step(deed: Deed) -> Step:
    return Step(token=deed.token, element=deed.element, by=deed.by, at=deed.at)


def _place(birth: Birth) -> list[Json]:
    return [birth.step, birth.scope, birth.via, birth.token]


def _is_deed(scene: Scene, token: int) -> bool:
    return token in scene.past.deeds


def _is_open(scene: Scene, token: int) -> bool:
    return token in scene.rows and "task" in scene.rows[token].memory


def _is_outermost(scene: Scene, token: int, gone: set[int]) -> bool:
    """Tell whether a token goes by itself, not with one beside or around it."""
    row = scene.rows[token]
    holder = scene.scopes[row.scope].holder
    return row.host not in gone and holder not in gone


def _joined(scene: Scene, gone: set[int]) -> list[Birth]:
    """Return the tokens of other branches that joins had merged with what is undone."""
    found = {
        parent
        for token in gone
        for parent in scene.past.parents[token]
        if len(scene.past.parents[token]) > 1 and not gone.isdisjoint(scene.past.parents[token])
    }
    return [scene.past.births[one] for one in sorted(found - gone)]


def _crossed(scene: Scene, deed: Deed, sender: int | None) -> bool:
    """Tell whether going back would lead out of one run of several, or out of what was called."""
    if sender is None:
        return False
    target = scene.past.births[deed.token].scope
    for number, kind in scene.around(sender):
        if number == target:
            return False
        if kind in (INSTANCE, CALL, UNDO):
            return True
    return False
