"""Finished cases run again on the draft: which go another way, lack an answer or get stuck."""

from collections.abc import Iterable

from flask import render_template, request, url_for

from engine.queries.past_cases import MOST_CASES, USUAL_CASES, PastGroup, PastRun, run_past
from engine.records.cards import Text
from web.auth.policy import requires
from web.auth.session import signed_in
from web.trial.trying import READERS
from web.ui.current import current_context
from web.ui.fields import spoken
from web.ui.formats import number_text
from web.ui.languages import language
from web.ui.texts import gettext as _

SLICE = 10


@requires(*READERS)
def past(draft_id: int) -> str:
    """Show what comes of the first finished cases; the page asks for the others by itself."""
    return render_template("trial/past.html", **_shown(draft_id))


@requires(*READERS)
def more_past(draft_id: int) -> str:
    """Give the results with some more cases."""
    return render_template("trial/past_results.html", **_shown(draft_id))


def _shown(draft_id: int) -> dict[str, object]:
    wanted, so_far = _number("n", USUAL_CASES), _number("upto", SLICE)
    run = run_past(current_context(), signed_in(), draft_id, min(wanted, so_far))
    all_of_them = min(wanted, run.finished)
    done = len(run.lines)

    def address(endpoint: str) -> str | None:
        if done >= all_of_them:
            return None
        return url_for(endpoint, draft_id=draft_id, n=wanted, upto=done + SLICE)

    return {
        "page": run.bench.page,
        "bench": run.bench,
        "run": run,
        "wanted": wanted,
        "all_of_them": all_of_them,
        "more_url": address("trial.more_past"),
        "plain_url": address("trial.past"),
        "groups": [(group, group_words(run, group)) for group in run.groups],
        "days": [number_text(round(one, 1)) for one in run.days() or ()],
        "choices": (20, USUAL_CASES, 100, MOST_CASES),
    }


def group_words(run: PastRun, group: PastGroup) -> list[str]:
    """Return what came of the cases of a group, as sentences."""
    found = group.verdict
    told = [_lack_words(run, group, place) for place in range(len(found.lacks))]
    if found.after is not None and (found.left_out or found.added):
        told.append(_("The ways part after “%(step)s”.", step=spoken(run.old_name(found.after))))
    if found.left_out:
        told.append(
            _("No longer passed: %(steps)s.", steps=_names(map(run.old_name, found.left_out)))
        )
    if found.added:
        names = _names(map(run.bench.name_of, found.added))
        told.append(_("Passed now: %(steps)s.", steps=names))
    if found.stuck is not None:
        told.append(
            _(
                "It cannot go on: %(reason)s.",
                reason=found.stuck.text(language()),
            )
        )
    return told


def _lack_words(run: PastRun, group: PastGroup, place: int) -> str:
    """Return what a form asks that the cases never answered."""
    lack = group.verdict.lacks[place]
    step = _("the filing") if lack.element is None else spoken(run.bench.name_of(lack.element))
    if not lack.faults:
        return _("“%(step)s” is new: nobody ever answered it.", step=step)
    form = run.form_of(lack.form_id)
    labels = {one.key: spoken(one, "label") for one in form.fields} if form else {}
    fields = ", ".join(f"“{labels.get(one.key, one.key)}” ({spoken(one)})" for one in lack.faults)
    title = spoken(form, "title") if form else lack.form_id
    return _("%(step)s, form “%(form)s”: %(fields)s", step=step, form=title, fields=fields)


def _names(texts: Iterable[Text]) -> str:
    return ", ".join(f"“{spoken(one)}”" for one in texts)


def _number(name: str, usual: int) -> int:
    typed = request.args.get(name, "")
    is_number = typed.isascii() and typed.isdigit() and len(typed) < 5
    return max(1, min(int(typed), MOST_CASES)) if is_number else usual
