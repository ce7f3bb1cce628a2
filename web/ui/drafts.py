"""What all pages of a draft share: their tabs, and what its editors need to save."""

from dataclasses import dataclass

from flask import Flask, json, request, url_for
from flask_babel.speaklater import LazyString
from flask_wtf.csrf import generate_csrf

from engine.queries.drafts import DraftPage
from engine.records.drafts import DISCARDED, OPEN, PUBLISHED, SUBMITTED
from engine.records.people import Person
from web.ui.current import known_person
from web.ui.languages import language
from web.ui.navigation import page_exists
from web.ui.texts import gettext as _
from web.ui.texts import lazy_gettext

# Who sees the pages of drafts; only a designer changes one.
READERS = ("designer", "approver", "auditor", "administrator")


@dataclass(frozen=True, kw_only=True)
class Tab:
    """A page of a draft, one of a group that stands under a common word.

    posts   who may open it; () for whoever sees the draft
    """

    group: str
    endpoint: str
    icon: str
    words: LazyString
    posts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TabLink:
    """A tab as this page shows it."""

    url: str
    icon: str
    words: str
    current: bool


TRYING = ("designer", "approver")
TABS = (
    Tab(group="draw", endpoint="workshop.show_draft", icon="home", words=lazy_gettext("Overview")),
    Tab(group="draw", endpoint="modeler.show", icon="sitemap", words=lazy_gettext("Diagram")),
    Tab(
        group="draw",
        endpoint="formeditor.list_forms",
        icon="clipboard-check",
        words=lazy_gettext("Forms"),
    ),
    Tab(
        group="draw",
        endpoint="tableeditor.list_tables",
        icon="scale",
        words=lazy_gettext("Decisions"),
    ),
    Tab(
        group="draw",
        endpoint="lettereditor.list_letters",
        icon="mail",
        words=lazy_gettext("Letters"),
    ),
    Tab(group="draw", endpoint="cardeditor.show", icon="id", words=lazy_gettext("Card")),
    Tab(
        group="draw",
        endpoint="cardeditor.show_guide",
        icon="help-circle",
        words=lazy_gettext("Guide"),
    ),
    Tab(group="draw", endpoint="outline.show", icon="list-details", words=lazy_gettext("In words")),
    Tab(
        group="try",
        endpoint="trial.show",
        icon="player-play",
        words=lazy_gettext("Try it"),
        posts=TRYING,
    ),
    Tab(
        group="try",
        endpoint="trial.list_scenarios",
        icon="list-check",
        words=lazy_gettext("Scenarios"),
        posts=TRYING,
    ),
    Tab(
        group="try",
        endpoint="trial.past",
        icon="history",
        words=lazy_gettext("Past cases"),
        posts=TRYING,
    ),
    Tab(
        group="weigh", endpoint="comparing.show", icon="versions", words=lazy_gettext("Differences")
    ),
    Tab(group="weigh", endpoint="comparing.weigh", icon="settings", words=lazy_gettext("Weigh")),
    Tab(group="weigh", endpoint="moving.show_impact", icon="route", words=lazy_gettext("Impact")),
    Tab(
        group="publish",
        endpoint="publishing.show",
        icon="send",
        words=lazy_gettext("Approve and publish"),
    ),
)


def draft_tabs(draft_id: int, person: Person) -> dict[str, list[TabLink]]:
    """Return the tabs that a person may open of a draft, by the word of their group."""
    words = {
        "draw": _("Draw"),
        "try": _("Try"),
        "weigh": _("Compare"),
        "publish": _("Decide"),
    }
    groups: dict[str, list[TabLink]] = {}
    for tab in TABS:
        if page_exists(tab.endpoint) and (not tab.posts or person.has_post(*tab.posts)):
            link = TabLink(
                url=url_for(tab.endpoint, draft_id=draft_id),
                icon=tab.icon,
                words=str(tab.words),
                current=_is_current(tab.endpoint),
            )
            groups.setdefault(words[tab.group], []).append(link)
    return groups


def draft_setting(page: DraftPage) -> str:
    """Return as JSON what the script of an editor is told about its draft."""
    draft = page.draft
    base = url_for("workshop.show_draft", draft_id=draft.draft_id)
    return json.dumps(
        {
            "id": draft.draft_id,
            "save": draft.number,
            "language": language(),
            "csrf": generate_csrf(),
            "writable": may_draw(page),
            "urls": {
                "files": f"{base}/files",
                "check": f"{base}/check",
                "presence": f"{base}/presence",
                "history": f"{base}/history",
            },
            "words": _spoken(),
        }
    )


def may_draw(page: DraftPage) -> bool:
    """Tell whether the reader may change the draft as it is now."""
    person = known_person()
    return page.draft.is_open and person is not None and person.has_post("designer")


def draft_state_words(state: str) -> str:
    """Return the word for what has become of a draft."""
    return {
        OPEN: _("Being drawn"),
        SUBMITTED: _("Waiting for approval"),
        PUBLISHED: _("Published"),
        DISCARDED: _("Put away"),
    }.get(state, state)


def install_drafts(app: Flask) -> None:
    """Give the templates of `app` what pages of drafts need."""
    app.jinja_env.globals.update(
        draft_tabs=draft_tabs, draft_setting=draft_setting, may_draw=may_draw
    )
    app.jinja_env.filters["draft_state_words"] = draft_state_words


def _is_current(endpoint: str) -> bool:
    """Tell whether a tab leads here; the first tab of a folder stands for its pages without one."""
    own = [tab.endpoint for tab in TABS if tab.endpoint.partition(".")[0] == request.blueprint]
    return endpoint == (request.endpoint if request.endpoint in own else own[0] if own else "")


def _spoken() -> dict[str, str]:
    """Return the sentences that the script says; its own language is that of the page."""
    return {
        "saved": _("All changes are saved"),
        "saving": _("Saving …"),
        "unsaved": _("Not saved yet"),
        "failed": _("Saving did not work. Your changes are still here; it is tried again."),
        "readOnly": _("This draft is only shown here, it cannot be changed."),
        "others": _("Also here: {names}. What one of you saves, the other is told."),
        "since": _("{name} (since {time})"),
        "conflict": _("{name} saved this file at {time}, after you had opened it."),
        "conflictTitle": _("Two versions of the same file"),
        "seeTheirs": _("Load what {name} saved (mine is kept as a file on this device)"),
        "keepMine": _("Save mine over it (theirs stays in the history)"),
        "signedOut": _("You are no longer signed in. Sign in in another window; nothing is lost."),
        "checking": _("Checking …"),
        "noFindings": _("No faults found"),
        "faults": _("{number} faults to mend"),
        "advice": _("{number} hints"),
        "fault": _("Fault"),
        "hint": _("Hint"),
        "jump": _("Show"),
    }
