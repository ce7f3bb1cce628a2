"""The list of a draft's letters: new ones, copies, other names."""

from typing import Final

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.actions.arrange_draft_files import add_draft_file, path_for
from engine.errors import InputRefused
from engine.queries.draft_letters import list_draft_letters
from web.auth.policy import requires
from web.auth.session import signed_in
from web.ui.current import current_context
from web.ui.draft_files import Told, arrange_file, name_of
from web.ui.drafts import READERS
from web.ui.languages import language
from web.ui.texts import gettext as _

# What a new letter begins as: the frame of Decree 30/2020/NĐ-CP.
SKELETON: Final = """#letterhead(
  parent: field("office.parent"),
  office: field("office.name"),
  symbol: "TB",
  place: field("office.place"),
  day: day("today"),
)

#heading-of("Thông báo", about: [Về việc …])

Kính gửi: *#field("dossier.applicant.name")*

…

#ending(
  recipients: ([Như trên;], [Lưu: VT.]),
  title: "Thủ trưởng đơn vị",
  name: field("person.name"),
  signer: "leader",
)
"""


@requires(*READERS)
def list_letters(draft_id: int) -> str:
    """Show the letters of a draft."""
    found = list_draft_letters(current_context(), draft_id)
    return render_template("lettereditor/letters.html", found=found, page=found.page)


@requires("designer")
def new_letter(draft_id: int) -> Response:
    """Put a new letter into the draft and open it."""
    path = path_for("letters", request.form.get("wanted", ""))
    try:
        add_draft_file(current_context(), signed_in(), draft_id, path, SKELETON.encode())
    except InputRefused as error:
        flash(error.text(language()), "error")
        return _back(draft_id)
    return redirect(url_for("lettereditor.show", draft_id=draft_id, name=name_of(path)), 303)


@requires("designer")
def arrange(draft_id: int, name: str) -> Response:
    """Copy, rename or remove a letter."""
    told = Told(
        removed=_("The letter was removed. The history of the draft keeps it."),
        renamed=_("The letter is now called {name}."),
        copied=_("The letter was copied as {name}."),
    )
    arrange_file(signed_in(), draft_id, f"letters/{name}.typ", told)
    return _back(draft_id)


def _back(draft_id: int) -> Response:
    return redirect(url_for("lettereditor.list_letters", draft_id=draft_id), 303)
