"""What letters have come to, in words."""

from engine.queries.control_slip import VERDICTS
from engine.queries.log_book import WAY_WORDS
from engine.records.letters import (
    ASKED,
    BY_HAND,
    BY_POST,
    DELIVERED,
    ISSUED,
    ONLINE,
    RECALLED,
    STUCK,
    Letter,
)
from web.ui.due import DueWords
from web.ui.formats import moment_text
from web.ui.languages import language
from web.ui.texts import gettext as _


def letter_state(state: str) -> DueWords:
    """Return the pill of a letter's state."""
    shown = {
        ASKED: ("info", "hourglass", _("Being made")),
        STUCK: ("late", "alert-triangle", _("Lacks something")),
        ISSUED: ("soon", "mail", _("Issued, not delivered")),
        DELIVERED: ("good", "circle-check", _("Delivered")),
        RECALLED: ("paused", "ban", _("Recalled by the office")),
    }
    kind, sign, words = shown[state]
    return DueWords(kind=kind, sign=sign, words=words)


def delivery_words(letter: Letter) -> str:
    """Return how a letter was delivered: to whom, with which paper or number, when."""
    given = letter.delivery or {}
    when = moment_text(letter.delivered_at)
    to, paper = str(given.get("to") or "–"), str(given.get("paper") or "–")
    return {
        BY_HAND: _("handed to %(to)s (%(paper)s), %(when)s", to=to, paper=paper, when=when),
        BY_POST: _(
            "posted as %(number)s, %(when)s", number=str(given.get("tracking") or "–"), when=when
        ),
        ONLINE: _("opened online by the applicant, %(when)s", when=when),
    }.get(str(given.get("way")), when)


def handover_words(verdict: str | None) -> str:
    """Return early, on time or late in words; "–" where there was no term."""
    return VERDICTS[verdict].text(language()) if verdict else "–"


def way_words(way: str) -> str:
    """Return a way of delivery in words; "" for none."""
    return WAY_WORDS[way].text(language()) if way in WAY_WORDS else ""


def code_groups(code: str) -> str:
    """Return a verification code in groups of four, as people read it out."""
    return "-".join(code[place : place + 4] for place in range(0, len(code), 4))
