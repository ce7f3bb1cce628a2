"""The letters of a dossier, for the one who filed it: opening one counts as its delivery."""

from engine.actions.deliver_letter import open_own_letter
from engine.errors import NotFound, Words
from web.portal.following import Own, Page, with_own
from web.portal.papers import send_stored
from web.ui.current import current_context


@with_own
def open_letter(own: Own, letter_id: int) -> Page:
    """Give a letter to the one whom it is for, and note that it has reached them."""
    return send_letter(own, letter_id)


def send_letter(own: Own, letter_id: int) -> Page:
    """Return a letter of the dossier as a file; raise NotFound for one that is not theirs."""
    letter = open_own_letter(current_context(), own, letter_id)
    if letter.file is None:
        raise NotFound(what=Words(en="letter", vi="văn bản"), key=str(letter_id))
    name = f"{letter.title.vi} {letter.number or ''}".strip().replace("/", "-")
    return send_stored(letter.file, f"{name}.pdf", "application/pdf")
