"""The application: pages, languages, security and errors put together."""

from datetime import timedelta
from importlib import import_module
from pathlib import Path

from flask import Flask
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from engine.context import Context
from web.auth.policy import require_marks
from web.settings import Settings
from web.ui.assets import asset_url, font_urls, icon, read_assets, style_urls
from web.ui.cases import install_cases
from web.ui.current import csp_nonce, known_person
from web.ui.drafts import install_drafts
from web.ui.due import install_due_words
from web.ui.errors import install_errors
from web.ui.fields import install_fields
from web.ui.formats import install_formats
from web.ui.languages import install_languages, language, language_url
from web.ui.navigation import home_url, url_if, ways_for
from web.ui.numbers import install_numbers
from web.ui.packing import install_packing
from web.ui.places import install_places
from web.ui.security import MAX_PLAIN_BYTES, install_security

FOLDER = Path(__file__).parent
PAGES = (
    *("ui", "auth", "inbox", "casefile", "catalogue", "portal", "api", "incidents"),
    *("workshop", "modeler", "formeditor", "tableeditor", "lettereditor", "cardeditor", "outline"),
    *("trial", "comparing", "moving", "publishing"),
    *("desk", "papers", "letters", "signing", "term", "money", "linked"),
    *("team", "offices", "citizen"),
)
_MAX_REQUEST_BYTES = 64 * 1024 * 1024
_MAX_FORM_PARTS = 2_000


def create_app(context: Context, settings: Settings) -> Flask:
    """Return the application on `context`; it refuses to start with a route without a mark."""
    app = Flask("web", root_path=str(FOLDER), static_folder=None)
    app.extensions["motcua"] = {
        "context": context,
        "settings": settings,
        "assets": read_assets(),
    }
    _configure(app, settings)
    install_security(app)
    install_packing(app)
    CSRFProtect(app)
    install_languages(app, [FOLDER / page / "translations" for page in PAGES])
    install_errors(app)
    install_numbers(app)
    install_places(app)
    install_formats(app)
    install_due_words(app)
    install_fields(app)
    install_drafts(app)
    install_cases(app)
    _install_names(app)
    for page in PAGES:
        if (FOLDER / page / "routes.py").exists():
            app.register_blueprint(import_module(f"web.{page}.routes").blueprint)
    require_marks(app)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SESSION_COOKIE_NAME="__Host-motcua-form" if settings.https else "motcua-form",
        SESSION_COOKIE_SECURE=settings.https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=12),
        WTF_CSRF_TIME_LIMIT=None,  # as long as the cookie: a citizen may take hours over a form
        MAX_CONTENT_LENGTH=_MAX_REQUEST_BYTES,
        MAX_FORM_MEMORY_SIZE=MAX_PLAIN_BYTES,
        MAX_FORM_PARTS=_MAX_FORM_PARTS,
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    if settings.proxies:
        hops = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]


def _install_names(app: Flask) -> None:
    """Give all templates these names; globals, so that imported macros see them too."""
    app.context_processor(lambda: {"person": known_person()})
    app.jinja_env.globals.update(
        language=language,
        csp_nonce=csp_nonce,
        asset_url=asset_url,
        style_urls=style_urls,
        font_urls=font_urls,
        icon=icon,
        language_url=language_url,
        home_url=home_url,
        url_if=url_if,
        ways_for=ways_for,
    )
