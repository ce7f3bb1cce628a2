"""Who may call a route: each carries one of these marks, or the application does not start."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, TypeVar, cast

from flask import Flask, Response, make_response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from engine.errors import AccessDenied
from engine.records.people import Person
from web.auth.session import current_person
from web.ui.due import post_words
from web.ui.errors import sign_in_first, wants_json

P = ParamSpec("P")
R = TypeVar("R")
_MARK = "motcua_access"
_NO_PERSON_NEEDED = frozenset({"ui.asset", "ui.favicon", "ui.health", "static"})


@dataclass(frozen=True, kw_only=True)
class Access:
    """Who may call: everybody, whoever is signed in (no posts), or holders of one of `posts`.

    programs   only programs with a token of their own; people and their cookies never
    """

    public: bool = False
    programs: bool = False
    posts: tuple[str, ...] = ()


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Open the route to everybody."""
    setattr(view, _MARK, Access(public=True))
    return view


def for_programs(view: Callable[P, R]) -> Callable[P, R]:
    """Say that the route asks for a program's token by itself."""
    setattr(view, _MARK, Access(programs=True))
    return view


def requires_person(view: Callable[P, R]) -> Callable[P, R | AnyResponse]:
    """Open the route to anybody who is signed in."""
    return requires()(view)


def requires(*posts: str) -> Callable[[Callable[P, R]], Callable[P, R | AnyResponse]]:
    """Open the route to holders of one of these posts; an anonymous caller is led to sign in."""
    access = Access(posts=posts)

    def mark(view: Callable[P, R]) -> Callable[P, R | AnyResponse]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R | AnyResponse:
            person = current_person()
            if person is None:
                return lead_to_sign_in()
            require_post(person, access)
            return view(*args, **kwargs)

        setattr(guarded, _MARK, access)
        return guarded

    return mark


def require_post(person: Person, access: Access) -> None:
    """Raise AccessDenied unless the person holds one of the posts asked for."""
    if access.posts and not person.has_post(*access.posts):
        raise AccessDenied(post=" / ".join(post_words(kind) for kind in access.posts))


def lead_to_sign_in() -> AnyResponse:
    """Answer somebody who is not signed in: a way to sign in and back, or 401 for programs."""
    if wants_json():
        return sign_in_first()
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    target = url_for("auth.show_sign_in", next=back)
    if request.headers.get("HX-Request"):
        response: Response = make_response("", 401)
        response.headers["HX-Redirect"] = url_for("auth.show_sign_in")
        return response
    return redirect(target)


def access_of(app: Flask, endpoint: str) -> Access | None:
    """Return the mark of an endpoint's view, or None."""
    return cast("Access | None", getattr(app.view_functions[endpoint], _MARK, None))


def require_marks(app: Flask) -> None:
    """Refuse to start with a route that does not say who may call it."""
    missing = [
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint not in _NO_PERSON_NEEDED and access_of(app, rule.endpoint) is None
    ]
    if missing:
        raise RuntimeError(f"routes without @public, @requires or @requires_person: {missing}")
