"""What all pages of a case share: the tabs that lead from one to the other."""

from dataclasses import dataclass

from flask import Flask, request, url_for
from flask_babel.speaklater import LazyString

from web.ui.navigation import page_exists
from web.ui.texts import lazy_gettext


@dataclass(frozen=True, kw_only=True)
class CaseTab:
    """A page of a case."""

    endpoint: str
    icon: str
    words: LazyString


@dataclass(frozen=True, kw_only=True)
class CaseTabLink:
    """A tab as this page shows it."""

    url: str
    icon: str
    words: str
    current: bool


CASE_TABS = (
    CaseTab(endpoint="casefile.show_case", icon="home", words=lazy_gettext("Overview")),
    CaseTab(endpoint="papers.show_papers", icon="folders", words=lazy_gettext("Papers")),
    CaseTab(endpoint="letters.list_letters", icon="mail", words=lazy_gettext("Letters")),
    CaseTab(endpoint="term.show_term", icon="clock", words=lazy_gettext("Term")),
    CaseTab(endpoint="money.show_fees", icon="coin", words=lazy_gettext("Fees")),
    CaseTab(endpoint="linked.show_linked", icon="sitemap", words=lazy_gettext("Linked dossiers")),
    CaseTab(endpoint="team.show_remarks", icon="message", words=lazy_gettext("Remarks")),
    CaseTab(endpoint="team.show_case_notices", icon="bell", words=lazy_gettext("Notices")),
    CaseTab(endpoint="casefile.show_replay", icon="history", words=lazy_gettext("Replay")),
)


def case_tabs(code: str) -> list[CaseTabLink]:
    """Return the tabs of a case's pages, as far as the pages exist."""
    return [
        CaseTabLink(
            url=url_for(tab.endpoint, code=code),
            icon=tab.icon,
            words=str(tab.words),
            current=request.endpoint == tab.endpoint,
        )
        for tab in CASE_TABS
        if page_exists(tab.endpoint)
    ]


def install_cases(app: Flask) -> None:
    """Give all templates the tabs of a case."""
    app.jinja_env.globals["case_tabs"] = case_tabs
