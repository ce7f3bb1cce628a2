"""A letter that a trial would issue, as pictures."""

from base64 import b64encode

from flask import render_template

from engine.errors import NotFound, Words
from engine.queries.trial_letters import preview_trial_letter
from web.auth.policy import requires
from web.trial.acting import bench_of
from web.trial.trying import READERS
from web.ui.current import current_context
from web.ui.languages import language

_TRIAL = Words(vi="lần chạy thử", en="trial")


@requires(*READERS)
def show_letter(draft_id: int, number: int) -> str:
    """Show the letter without a number, marked as a trial; nothing of it is kept."""
    bench = bench_of(draft_id)
    session = bench.session()
    if session is None:
        raise NotFound(what=_TRIAL, key=draft_id)
    letter = preview_trial_letter(current_context(), bench, session, number, language())
    return render_template(
        "trial/letter.html",
        page=bench.page,
        letter=letter,
        pages=[f"data:image/png;base64,{b64encode(one).decode()}" for one in letter.pages],
    )
