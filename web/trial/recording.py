"""Keeping a trial as a scenario of the draft: what happened is what is expected from now on."""

import re
import unicodedata

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.actions.keep_trial import save_scenario
from engine.errors import DraftChanged, DraftClosed, InputRefused, Words
from engine.queries.trial_acts import proposed, recorded
from engine.queries.trial_letters import list_trial_letters
from engine.queries.trial_view import view_trial
from engine.queries.trials import Bench, get_bench
from engine.records.cards import Text
from engine.records.scenarios import Expected
from web.auth.policy import requires
from web.auth.session import signed_in
from web.trial.words import act_lines
from web.ui.current import current_context
from web.ui.languages import language
from web.ui.texts import gettext as _

LONGEST_TITLE = 200
_SIMPLE = re.compile(r"[^a-z0-9]+")


@requires("designer")
def ask_record(draft_id: int) -> str | Response:
    """Show what a scenario of the trial would expect."""
    bench = get_bench(current_context(), signed_in(), draft_id)
    if bench.acts is None or bench.version is None:
        return redirect(url_for("trial.show", draft_id=draft_id), 303)
    return _page(bench)


@requires("designer")
def save_record(draft_id: int) -> Response | tuple[str | Response, int]:
    """Write the scenario into the draft."""
    bench = get_bench(current_context(), signed_in(), draft_id)
    if bench.acts is None or bench.version is None:
        return redirect(url_for("trial.show", draft_id=draft_id), 303)
    title = Text(vi=_sent("title_vi"), en=_sent("title_en") or _sent("title_vi"))
    try:
        key = _key(bench, title)
        scenario = recorded(bench, bench.acts, key, title, _expected(bench))
        number = bench.page.draft.number
        save_scenario(current_context(), signed_in(), draft_id, number, scenario)
    except (InputRefused, DraftChanged, DraftClosed) as refusal:
        return _page(bench, refusal.text(language())), 422
    flash(_("The scenario “%(title)s” is part of the draft now.", title=title.vi))
    return redirect(url_for("trial.list_scenarios", draft_id=draft_id), 303)


def _page(bench: Bench, refusal: str = "") -> str:
    session = bench.session()
    if session is None or bench.acts is None:
        raise ValueError("there is no trial to record")
    return render_template(
        "trial/record.html",
        page=bench.page,
        bench=bench,
        view=view_trial(bench, session, language()),
        expected=proposed(bench, bench.acts),
        letters=list_trial_letters(current_context(), bench, session),
        acts=act_lines(bench),
        sent=request.form,
        refusal=refusal,
    )


def _sent(name: str) -> str:
    return request.form.get(name, "").strip()[:LONGEST_TITLE]


def _key(bench: Bench, title: Text) -> str:
    """Return the name of the scenario's file: as typed, else made of its title.

    Raises   InputRefused without a title, and where another scenario has the name
    """
    if not title.vi:
        raise InputRefused(reason=Words(vi="hãy đặt tên kịch bản.", en="give it a title."))
    key = _sent("key") or slug(title.vi)
    if any(one.key == key for one in bench.examples) and not request.form.get("replace"):
        raise InputRefused(
            reason=Words(
                vi=f"đã có kịch bản “{key}”. Đặt tên khác, hoặc chọn thay kịch bản cũ.",
                en=f"there is a scenario “{key}”. Name it otherwise, or choose to replace it.",
            )
        )
    return key


def slug(title: str) -> str:
    """Return a title as the name of a file: "Cấp phép" → "cap-phep"."""
    plain = unicodedata.normalize("NFD", title.lower().replace("đ", "d"))
    return (
        _SIMPLE.sub("-", "".join(one for one in plain if one.isascii())).strip("-")[:60].strip("-")
    )


def _expected(bench: Bench) -> Expected:
    """Return what was ticked of what the trial proposes."""
    if bench.acts is None:
        raise ValueError("there is no trial to record")
    found = proposed(bench, bench.acts)
    ticked = set(request.form.getlist("expect"))
    path = {int(one) for one in request.form.getlist("path") if one.isdecimal() and len(one) < 5}
    return Expected(
        ending=found.ending,
        status=found.status if "status" in ticked else None,
        due=found.due if "due" in ticked else None,
        path=tuple(element for place, element in enumerate(found.path) if place in path),
        letters=found.letters if "letters" in ticked else None,
    )
