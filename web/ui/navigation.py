"""The ways through the pages: a link shows for those who may follow it, if its page exists."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import current_app, request, url_for
from flask_babel.speaklater import LazyString

from engine.records.people import Person
from web.ui.texts import lazy_gettext


@dataclass(frozen=True, kw_only=True)
class Way:
    """One link of the officers' rail.

    posts   kinds of post that see it; empty for everybody who is signed in
    count   name of the number beside it, see `rail_counts` in the template
    """

    endpoint: str
    icon: str
    words: LazyString
    posts: tuple[str, ...] = ()
    count: str = ""


CASEWORK = ("desk", "specialist", "head", "leader", "clerk", "police", "social-insurance")
_WATCHING = ("designer", "approver", "administrator", "auditor", "leader", "head")
WAYS = (
    Way(
        endpoint="inbox.list_tasks",
        icon="inbox",
        words=lazy_gettext("Inbox"),
        posts=CASEWORK,
        count="mine",
    ),
    Way(
        endpoint="inbox.list_office_tasks",
        icon="users",
        words=lazy_gettext("Office tasks"),
        posts=CASEWORK,
        count="office",
    ),
    Way(
        endpoint="signing.list_waiting",
        icon="signature",
        words=lazy_gettext("To sign"),
        posts=("leader", "head", "clerk"),
    ),
    Way(
        endpoint="desk.choose_procedure",
        icon="file-plus",
        words=lazy_gettext("Receive a dossier"),
        posts=("desk",),
    ),
    Way(
        endpoint="desk.show_desk",
        icon="door-enter",
        words=lazy_gettext("The desk"),
        posts=("desk",),
    ),
    Way(
        endpoint="term.list_terms",
        icon="clock",
        words=lazy_gettext("Terms"),
        posts=("desk", "head", "leader"),
        count="terms",
    ),
    Way(
        endpoint="money.show_day",
        icon="coin",
        words=lazy_gettext("Fees and payments"),
        posts=("desk", "clerk", "head", "leader", "administrator", "auditor"),
    ),
    Way(endpoint="casefile.search", icon="folders", words=lazy_gettext("Cases")),
    Way(
        endpoint="letters.list_register",
        icon="mail",
        words=lazy_gettext("Letters"),
        posts=("desk", "specialist", "head", "leader", "clerk", "auditor"),
    ),
    Way(
        endpoint="team.show_team",
        icon="users",
        words=lazy_gettext("My office's work"),
        posts=("head", "leader"),
    ),
    Way(
        endpoint="team.list_absences",
        icon="calendar",
        words=lazy_gettext("Absences"),
        posts=CASEWORK,
    ),
    Way(
        endpoint="team.show_notices",
        icon="bell",
        words=lazy_gettext("My notices"),
        posts=CASEWORK,
        count="notices",
    ),
    Way(
        endpoint="catalogue.list_procedures",
        icon="sitemap",
        words=lazy_gettext("Procedures"),
        posts=_WATCHING,
    ),
    Way(
        endpoint="workshop.list_procedures",
        icon="edit",
        words=lazy_gettext("Redraw procedures"),
        posts=("designer", "approver", "auditor", "administrator"),
    ),
    Way(
        endpoint="signing.list_certificates",
        icon="id",
        words=lazy_gettext("Certificates"),
        posts=("administrator",),
    ),
    Way(
        endpoint="offices.list_offices",
        icon="building-bank",
        words=lazy_gettext("Offices"),
        posts=("administrator",),
    ),
    Way(
        endpoint="offices.list_people",
        icon="users",
        words=lazy_gettext("People"),
        posts=("administrator",),
    ),
    Way(
        endpoint="incidents.list_causes",
        icon="alert-triangle",
        words=lazy_gettext("Incidents"),
        posts=("administrator",),
    ),
    Way(
        endpoint="citizen.list_waiting",
        icon="message",
        words=lazy_gettext("Complaints"),
        posts=("desk", "head", "leader", "clerk", "auditor"),
    ),
    Way(
        endpoint="linked.show_partners",
        icon="external-link",
        words=lazy_gettext("Other systems"),
        posts=("administrator", "auditor"),
    ),
)


@dataclass(frozen=True, kw_only=True)
class Link:
    """A way as this page shows it."""

    url: str
    icon: str
    words: str
    current: bool
    count: str


def page_exists(endpoint: str) -> bool:
    """Tell whether the application has this endpoint."""
    return endpoint in current_app.view_functions


def ways_for(person: Person, ways: Iterable[Way] = WAYS) -> list[Link]:
    """Return the links of the rail for a person."""
    shown = [
        way
        for way in ways
        if page_exists(way.endpoint) and (not way.posts or person.has_post(*way.posts))
    ]
    here = _nearest(url_for(way.endpoint) for way in shown)
    return [
        Link(
            url=url_for(way.endpoint),
            icon=way.icon,
            words=str(way.words),
            current=url_for(way.endpoint) == here,
            count=way.count,
        )
        for way in shown
    ]


def _nearest(addresses: Iterable[str]) -> str | None:
    """Return the address that this page lies at or below, the longest of several."""
    around = [one for one in addresses if f"{request.path}/".startswith(f"{one.rstrip('/')}/")]
    return max(around, key=len, default=None)


def home_url(person: Person) -> str:
    """Return the page on which a person's day begins."""
    inbox = url_if("inbox.list_tasks") if person.has_post(*CASEWORK) else None
    return inbox or url_if("casefile.search") or url_for("auth.show_sessions")


def url_if(endpoint: str, **values: object) -> str | None:
    """Return the address of a page that another folder may bring, or None."""
    return url_for(endpoint, **values) if page_exists(endpoint) else None  # type: ignore[arg-type]
