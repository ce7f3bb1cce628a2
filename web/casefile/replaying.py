"""The replay of a case: a page that works without scripts, and the steps for the player."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, jsonify, render_template, request

from engine.actions.note_reading import note_reading
from engine.actions.verify_cases import verify_cases
from engine.queries.facts import DOSSIER, Named, meaning_of
from engine.queries.history import Step
from engine.queries.replay import Recording, get_recording
from engine.records.values import Json
from web.auth.policy import requires_person
from web.auth.session import signed_in
from web.casefile.drawing import show_diagram
from web.casefile.words import actor_words, step_sentence, time_words, value_words
from web.ui.current import current_context
from web.ui.fields import spoken
from web.ui.formats import moment_text
from web.ui.texts import gettext as _
from web.ui.texts import ngettext

# What takes less is not worth a label on the diagram.
_SHORTEST_SECONDS = 60


@dataclass(frozen=True, kw_only=True)
class Moment:
    """The case as it stood after one step.

    facts    key, label, value and writer of each name in the case data
    changed  keys that this very step wrote
    """

    step: Step
    walked: tuple[str, ...]
    facts: tuple[tuple[str, str, str, str], ...]
    changed: frozenset[str]


@requires_person
def show_replay(code: str) -> str:
    """Show the history of a case; without scripts each step is a link to its moment."""
    context, person = current_context(), signed_in()
    found = get_recording(context, person, code)
    note_reading(context, person, found.case.case_id, "replay")
    show_diagram()
    verdict = next(verify_cases(context, [found.case.code]))
    moment = moment_at(found, _number_asked(found)) if found.steps else None
    return render_template(
        "casefile/replay.html",
        found=found,
        case=found.case,
        verdict=verdict,
        moment=moment,
        stations=found.stations(moment.step) if moment else (),
    )


@requires_person
def replay_steps(code: str) -> Response:
    """Give the steps of a case to the player, each with what it changed."""
    found = get_recording(current_context(), signed_in(), code)
    total = len(found.steps)
    return jsonify([_frame(found, step, total) for step in found.steps])


def moment_at(found: Recording, number: int) -> Moment:
    """Return the case after step `number`."""
    walked: dict[str, None] = {}
    facts: dict[str, tuple[str, str, str, str]] = {}
    for step in found.steps[: number + 1]:
        walked.update(dict.fromkeys(step.walked))
        for key, label, text in _written(found, step):
            facts[key] = (key, label, text, actor_words(step))
    step = found.steps[number]
    return Moment(
        step=step,
        walked=tuple(walked),
        facts=tuple(facts.values()),
        changed=frozenset(step.written),
    )


def _number_asked(found: Recording) -> int:
    last = len(found.steps) - 1
    asked = request.args.get("at", "")
    return min(int(asked), last) if asked.isascii() and asked.isdigit() and len(asked) < 7 else last


def _frame(found: Recording, step: Step, total: int) -> Mapping[str, Any]:
    """Return a step as the player reads it (web/client/replay)."""
    sentence = step_sentence(step)
    stations = found.stations(step)
    waiting = [f"{spoken(one.name)} ({one.number})" for one in stations]
    say = _(
        "Step %(number)s of %(total)s, %(at)s: %(sentence)s",
        number=step.number + 1,
        total=total,
        at=moment_text(step.at),
        sentence=sentence,
    )
    return {
        "at": moment_text(step.at),
        "say": say,
        "waiting": waiting,
        "actor": actor_words(step),
        "element": step.element,
        "tokens": step.tokens,
        "failed": step.failed,
        "walked": step.walked,
        "written": list(_written(found, step)),
        "spent": {
            element: time_words(spent)
            for element, spent in step.spent.items()
            if spent.total_seconds() >= _SHORTEST_SECONDS
        },
    }


def _written(found: Recording, step: Step) -> Iterator[tuple[str, str, str]]:
    for key, value in step.written.items():
        if key != DOSSIER:
            named = meaning_of(key, found.meanings)
            yield key, spoken(named.label), _shown(named, value)


def _shown(named: Named, value: Json) -> str:
    text = value_words(named, value)
    if isinstance(value, list) and len(value) > 1 and all(isinstance(one, dict) for one in value):
        return f"{ngettext('%(num)d entry', '%(num)d entries', len(value))}: {text}"
    return text
