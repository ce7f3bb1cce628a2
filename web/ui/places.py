"""The names of offices on every page."""

from flask import Flask

from engine.queries.offices import name_office
from web.ui.current import current_context
from web.ui.languages import language


def office_words(code: str) -> str:
    """Return the name of an office in the reader's language."""
    return name_office(current_context(), code).text(language())


def install_places(app: Flask) -> None:
    """Give the templates of `app` the names of offices."""
    app.jinja_env.filters["office_words"] = office_words
