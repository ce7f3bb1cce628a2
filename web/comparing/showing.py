"""What differs between two sides: sentences, both diagrams, tables."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import make_response, render_template, request, url_for
from werkzeug.wrappers import Response

from engine.errors import NotFound, Words
from engine.queries.comparing import Sides, compare_sides, sides_of_draft, version_sides
from engine.records.changes import Change, Comparison
from web.auth.policy import requires
from web.ui.current import current_context
from web.ui.drafts import READERS
from web.ui.security import allow_style_attributes

DIAGRAM = "process.bpmn"
# The groups of the page, and what belongs to each.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "steps": ("procedure", "lane", "step"),
    "ways": ("gateway", "event", "flow", "message"),
    "forms": ("form", "field"),
    "decisions": ("decision",),
    "letters": ("letter",),
    "card": ("card",),
    "guide": ("guide",),
    "scenarios": ("scenario",),
    "files": ("file",),
}
# Groups whose changes stand in a table with what was there before and after.
TABLES = ("forms", "decisions", "letters", "card", "guide", "scenarios", "files")


@dataclass(frozen=True, kw_only=True)
class Group:
    """Changes under one heading."""

    key: str
    changes: tuple[Change, ...]
    is_table: bool


@dataclass(frozen=True, kw_only=True)
class View:
    """A comparison as the page shows it.

    marks   for each side, ids of the diagram by kind of change
    urls    where the diagrams of both sides come from; None for a side without one
    """

    sides: Sides
    comparison: Comparison
    groups: tuple[Group, ...]
    quiet: tuple[Change, ...]
    counts: Mapping[str, int]
    marks: Mapping[str, Mapping[str, list[str]]]
    urls: Mapping[str, str | None]


@requires(*READERS)
def show(draft_id: int) -> str:
    """Compare a draft with the version in force, or any two saves and versions."""
    asked = request.args
    page, sides = sides_of_draft(current_context(), draft_id, asked.get("from"), asked.get("to"))
    allow_style_attributes()
    view = _view(sides, "comparing.diagram", draft_id=draft_id)
    return render_template("comparing/draft.html", page=page, view=view)


@requires(*READERS)
def show_versions(key: str) -> str:
    """Compare two versions of a procedure."""
    asked = request.args
    sides = version_sides(current_context(), key, asked.get("from"), asked.get("to"))
    allow_style_attributes()
    view = _view(sides, "comparing.version_diagram", key=key)
    return render_template("comparing/versions.html", view=view)


@requires(*READERS)
def diagram(draft_id: int, ref: str) -> Response:
    """Give the diagram of one side of a draft's comparison."""
    _page, sides = sides_of_draft(current_context(), draft_id, ref, ref)
    return _drawing(sides)


@requires(*READERS)
def version_diagram(key: str, ref: str) -> Response:
    """Give the diagram of a version."""
    return _drawing(version_sides(current_context(), key, ref, ref))


def _drawing(sides: Sides) -> Response:
    content = sides.diagram("after")
    if content is None:
        raise NotFound(what=Words(en="diagram", vi="sơ đồ"), key=sides.after.ref)
    response = make_response(content)
    response.content_type = "application/xml; charset=utf-8"
    response.headers["Cache-Control"] = "private, no-cache"
    # Opened by itself it is a page of its own: nothing drawn into it may run or load anything.
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.add_etag()
    return response.make_conditional(request)


def _view(sides: Sides, endpoint: str, **values: object) -> View:
    comparison = compare_sides(sides)
    loud = comparison.loud
    kinds = ("added", "removed", "changed", "moved")
    groups = [
        Group(
            key=key,
            changes=tuple(one for one in loud if one.subject in subjects),
            is_table=key in TABLES,
        )
        for key, subjects in GROUPS.items()
    ]
    broken = {one.side for one in comparison.broken if one.file == DIAGRAM}
    urls = {
        side: None
        if side in broken or sides.diagram(side) is None
        else url_for(endpoint, ref=choice.ref, **values)  # type: ignore[arg-type]
        for side, choice in (("before", sides.before), ("after", sides.after))
    }
    return View(
        sides=sides,
        comparison=comparison,
        groups=tuple(one for one in groups if one.changes),
        quiet=tuple(one for one in comparison.changes if one.quiet),
        counts={kind: sum(1 for one in loud if one.kind == kind) for kind in kinds},
        marks={side: _marks(comparison, side) for side in ("before", "after")},
        urls=urls,
    )


def _marks(comparison: Comparison, side: str) -> dict[str, list[str]]:
    """Return the ids to mark on the diagram of a side, by kind; the first kind told counts."""
    found: dict[str, list[str]] = {}
    taken: set[str] = set()
    ordered = sorted(comparison.changes, key=lambda one: one.quiet)
    for one in ordered:
        place = one.here if side == "before" else one.there
        if one.file != DIAGRAM or not place or (one.quiet and one.kind in ("moved", "changed")):
            continue
        for element in place.split(" "):
            if element not in taken:
                taken.add(element)
                found.setdefault(one.kind, []).append(element)
    return found
