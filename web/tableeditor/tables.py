"""The list of a draft's decision tables: new ones, copies, other names."""

from typing import Final

from flask import flash, redirect, render_template, request, url_for
from markupsafe import escape
from werkzeug.wrappers import Response

from engine.actions.arrange_draft_files import add_draft_file, path_for
from engine.errors import InputRefused
from engine.queries.draft_tables import list_draft_tables
from web.auth.policy import requires
from web.auth.session import signed_in
from web.ui.current import current_context
from web.ui.draft_files import Told, arrange_file, name_of
from web.ui.drafts import READERS
from web.ui.languages import language
from web.ui.texts import gettext as _

# A table of one column of conditions and one of results, without rules yet (OMG DMN 1.3).
SKELETON: Final = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" \
xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" \
xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" id="{key}_definitions" name="{name}" \
namespace="urn:motcua:decisions">
  <decision id="{key}" name="{name}">
    <variable id="{key}_variable" name="ket_qua" typeRef="string" />
    <decisionTable id="{key}_table" hitPolicy="UNIQUE">
      <input id="{key}_input" label="{condition}">
        <inputExpression id="{key}_expression" typeRef="string">
          <text>dossier.channel</text>
        </inputExpression>
      </input>
      <output id="{key}_output" label="{result}" name="ket_qua" typeRef="string" />
      <rule id="{key}_rule">
        <inputEntry id="{key}_rule_input">
          <text></text>
        </inputEntry>
        <outputEntry id="{key}_rule_output">
          <text>"…"</text>
        </outputEntry>
      </rule>
    </decisionTable>
  </decision>
  <dmndi:DMNDI>
    <dmndi:DMNDiagram id="{key}_diagram">
      <dmndi:DMNShape id="{key}_shape" dmnElementRef="{key}">
        <dc:Bounds height="80" width="180" x="160" y="100" />
      </dmndi:DMNShape>
    </dmndi:DMNDiagram>
  </dmndi:DMNDI>
</definitions>
"""


@requires(*READERS)
def list_tables(draft_id: int) -> str:
    """Show the decision tables of a draft."""
    found = list_draft_tables(current_context(), draft_id)
    return render_template("tableeditor/tables.html", found=found, page=found.page)


@requires("designer")
def new_table(draft_id: int) -> Response:
    """Put a new decision table into the draft and open it."""
    words = request.form.get("wanted", "").strip()[:80]
    path = path_for("decisions", words)
    key = "d_" + name_of(path).replace("-", "_")
    content = SKELETON.format(
        key=key, name=escape(words), condition=escape(_("Filed by")), result=escape(_("Result"))
    )
    try:
        add_draft_file(current_context(), signed_in(), draft_id, path, content.encode())
    except InputRefused as error:
        flash(error.text(language()), "error")
        return _back(draft_id)
    return redirect(url_for("tableeditor.show", draft_id=draft_id, name=name_of(path)), 303)


@requires("designer")
def arrange(draft_id: int, name: str) -> Response:
    """Copy, rename or remove a decision table."""
    told = Told(
        removed=_("The table was removed. The history of the draft keeps it."),
        renamed=_("The table is now called {name}."),
        copied=_("The table was copied as {name}."),
    )
    arrange_file(signed_in(), draft_id, f"decisions/{name}.dmn", told)
    return _back(draft_id)


def _back(draft_id: int) -> Response:
    return redirect(url_for("tableeditor.list_tables", draft_id=draft_id), 303)
