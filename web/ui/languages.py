"""Vietnamese first, English second: which one a request wants, and the words of each."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from flask import Flask, Response, g, has_request_context, request
from flask_babel import Babel, Domain, force_locale

from web.ui.current import is_for_programs

LANGUAGES = ("vi", "en")
COOKIE = "motcua-language"
_YEAR_SECONDS = 31_536_000
_KEPT = "language"


class Words(Domain):
    """The catalogues of all page folders, read from their .po files when the application starts.

    Reading them costs a tenth of a second once and saves a compiled copy that can be out of date.
    """

    def __init__(self, catalogues: Mapping[str, Translations]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._catalogues = catalogues

    def get_translations(self) -> Translations:
        """Return the words of this request's language; message ids are English already."""
        return self._catalogues[language()]


def read_catalogues(folders: Iterable[Path]) -> dict[str, Translations]:
    """Return one catalogue for each language, merged from `<folder>/vi/LC_MESSAGES/messages.po`."""
    merged = Translations()
    for folder in folders:
        path = folder / "vi" / "LC_MESSAGES" / "messages.po"
        if not path.exists():
            continue
        with path.open("rb") as file:
            catalogue = read_po(file, locale="vi")
        compiled = BytesIO()
        write_mo(compiled, catalogue)
        compiled.seek(0)
        merged.merge(Translations(compiled))
    merged.plural = lambda number: 0  # Vietnamese has one form for all numbers
    return {"vi": merged, "en": Translations()}


def choose_language() -> str:
    """Return "vi" or "en": as the address asks, else as chosen before, else Vietnamese.

    A program has no cookie; it says what it reads in its headers.
    """
    for wish in (request.args.get("lang"), request.cookies.get(COOKIE)):
        if wish in LANGUAGES:
            return wish
    if is_for_programs():
        return request.accept_languages.best_match(LANGUAGES) or LANGUAGES[0]
    return LANGUAGES[0]


def language() -> str:
    """Return the language of the page at hand; a page asks hundreds of times."""
    if not has_request_context():
        return LANGUAGES[0]
    if _KEPT not in g:
        setattr(g, _KEPT, choose_language())
    found: str = getattr(g, _KEPT)
    return found


@contextmanager
def speaking(wish: str) -> Iterator[None]:
    """Write what is written within in the language `wish`, whatever the page is in."""
    before = language()
    with force_locale(wish):
        setattr(g, _KEPT, wish)
        try:
            yield
        finally:
            setattr(g, _KEPT, before)


def remember_language(response: Response) -> Response:
    """Keep a choice made in the address for the next pages."""
    wish = request.args.get("lang")
    if wish in LANGUAGES and wish != request.cookies.get(COOKIE):
        response.set_cookie(
            COOKIE,
            wish,
            max_age=_YEAR_SECONDS,
            samesite="Lax",
            httponly=True,
            secure=request.is_secure,
        )
    return response


def language_url(wish: str) -> str:
    """Return the address of this page in the language `wish`, with the rest of its question."""
    pairs = [(key, value) for key, value in request.args.items(multi=True) if key != "lang"]
    return f"{request.path}?{urlencode([*pairs, ('lang', wish)])}"


def install_languages(app: Flask, folders: Iterable[Path]) -> None:
    """Give `app` its languages; `folders` are the translations folders of all pages."""
    babel = Babel(
        app,
        default_locale="vi",
        default_timezone="Asia/Ho_Chi_Minh",
        locale_selector=choose_language,
        default_domain="messages",
    )
    babel.domain_instance = Words(read_catalogues(folders))
    app.after_request(remember_language)
