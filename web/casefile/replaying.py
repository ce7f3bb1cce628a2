"""The replay of a case: a page that works without scripts, and the steps for the player."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Response, jsonify, render_template, request

from engine.actions.note_reading import note_reading
from engine.actions.verify_cases import verify_cases
from engine.queries.facts import DOSSIER, meaning_of
from engine.queries.history import Step
from engine.queries.replay import Recording, get_recording
from web.auth.policy import requires_person
from web.auth.session import signed_in
from web.casefile.drawing import show_diagram
from web.casefile.words import actor_words, step_sentence, time_words, value_words
from web.ui.current import current_context
from web.ui.fields import spoken
from web.ui.formats import moment_text
from web.ui.texts import gettext as _

# What takes less is not worth a label on the diagram.
_SHORTEST_SECONDS = 60
# The page and what its player fetches for it are one look; the steps alone are one as well.
_ONE_LOOK = timedelta(minutes=10)


@dataclass(frozen=True, kw_only=True)
class Moment:
    """The case as it stood after one step.

    facts    key, label, value and writer of each name in the case data
    changed  keys that this very step wrote; these come first
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
    context, person = current_context(), signed_in()
    found = get_recording(context, person, code)
    note_reading(context, person, found.case.case_id, "replay", _ONE_LOOK)
    return jsonify(list(_frames(found)))


def moment_at(found: Recording, number: int) -> Moment:
    """Return the case after step `number`."""
    walked: dict[str, None] = {}
    facts: dict[str, tuple[str, str, str, str]] = {}
    known: set[str] = set()
    for step in found.steps[: number + 1]:
        walked.update(dict.fromkeys(step.walked))
        for key, label, text in _written(found, step, known):
            facts[key] = (key, label, text, actor_words(step))
    step = found.steps[number]
    changed = frozenset(step.written)
    return Moment(
        step=step,
        walked=tuple(walked),
        facts=tuple(sorted(facts.values(), key=lambda one: one[0] not in changed)),
        changed=changed,
    )


def _number_asked(found: Recording) -> int:
    last = len(found.steps) - 1
    asked = request.args.get("at", "")
    return min(int(asked), last) if asked.isascii() and asked.isdigit() and len(asked) < 7 else last


def _frames(found: Recording) -> Iterator[Mapping[str, Any]]:
    """Yield the steps as the player reads them (web/client/replay)."""
    known: set[str] = set()
    for step in found.steps:
        sentence = step_sentence(step)
        at = moment_text(step.at)
        yield {
            "at": at,
            "say": _(
                "Step %(number)s of %(total)s, %(at)s: %(sentence)s",
                number=step.number + 1,
                total=len(found.steps),
                at=at,
                sentence=sentence,
            ),
            "waiting": [f"{spoken(one.name)} ({one.number})" for one in found.stations(step)],
            "actor": actor_words(step),
            "element": step.element,
            "tokens": step.tokens,
            "failed": step.failed,
            "walked": step.walked,
            "written": list(_written(found, step, known)),
            "spent": {
                element: time_words(spent)
                for element, spent in step.spent.items()
                if spent.total_seconds() >= _SHORTEST_SECONDS
            },
        }


def _written(found: Recording, step: Step, known: set[str]) -> Iterator[tuple[str, str, str]]:
    """Yield key, label and text of what a step wrote, as the forms order it.

    known   the keys written so far; one that was never there and is left empty is not told
    """
    ordered = [key for key in found.meanings if key in step.written]
    ordered += [key for key in step.written if key not in found.meanings]
    for key in ordered:
        value = step.written[key]
        if key == DOSSIER or (key not in known and value in (None, "", [])):
            continue
        known.add(key)
        named = meaning_of(key, found.meanings)
        yield key, spoken(named.label), value_words(named, value)
