"""Words in the reader's language, with the types that Flask-Babel's own functions do not state.

Import them as `from web.ui.texts import gettext as _, ngettext, lazy_gettext`: by these names
the words are found and collected for translation.
"""

import flask_babel
from flask_babel.speaklater import LazyString


def gettext(message: str, **values: object) -> str:
    """Return `message` in the reader's language, with `%(name)s` filled in."""
    return str(flask_babel.gettext(message, **values))


def ngettext(singular: str, plural: str, num: int, **values: object) -> str:
    """Return the form that fits the number; `%(num)d` stands for it."""
    return str(flask_babel.ngettext(singular, plural, num, **values))


def lazy_gettext(message: str) -> LazyString:
    """Return words that become text only when a page shows them: for lists made at import."""
    return flask_babel.lazy_gettext(message)
