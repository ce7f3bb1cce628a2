"""Events: what happened in a case; never changed.

Kinds, with what `values` holds:

case-started      code
case-suspended    reason          case-resumed   —
case-ended        ending          (finished | withdrawn | cancelled, or the end event's own word)
entered           flow            the sequence flow walked, if any; `token` arrived at `element`
left              —               `token` has done with `element`
dropped           —               `token` was taken away from `element` (interrupted, cancelled)
task-opened       post, office, due
task-claimed      holder          task-released  —          task-reassigned  holder
task-paused, task-resumed   due (until then, from then on): it stands still with the case
task-completed    —
written           names: {name: value}; `removed`: [names]
timer-set         due             timer-fired    —
message-awaited   name, key       message-received  name          message-sent    name
signal-thrown     name            signal-received   name          condition-met   —
escalation-thrown name, code      escalation-caught code
job-requested     connector            job-settled    —          job-failed  error
incident-raised   code, text      incident-cleared  —
data-amended      reason; `written` follows    step-skipped  reason, missing: [names]
compensation-thrown, transaction-cancelled   steps: [ids of what undoes, in its order]
clock             act (a value of the attribute), due; where there are: limit (day of the law), term
                  (budget of the step), extra (supplement), stage (of two appointments the second)
date-set          act (apology|extension), due, before, reason, basis
case-migrated     from, to (ids of versions), number (of the version it goes on with), reason,
                  back (whether a move was undone)
sent-back, taken-back   from (the element that it was sent back from; None where it was taken back),
                  reason; `element` opens again, `dropped` and `entered` follow
moved             from (the element of the version before)     `token` stands at `element` now
(a key of `engine.records.notes.NOTES`)   what its sentence names
status            number          status 1–10 of the national portal (domain: TrangThaiHoSo)
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from engine.records.values import Json


@dataclass(frozen=True, kw_only=True)
class Event:
    """One thing that happened, at an element of the diagram or to the whole case."""

    kind: str
    element: str | None = None
    token: int | None = None
    values: Mapping[str, Json] = field(default_factory=dict)


def names_written(events: Iterable[Event]) -> dict[str, Any]:
    """Return the case data that events say were written, by name."""
    found: dict[str, Any] = {}
    for event in events:
        if event.kind == "written":
            found |= cast(dict[str, Any], event.values.get("names") or {})
    return found
