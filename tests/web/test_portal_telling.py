"""Choosing by which channels one is told of one's dossier."""

from engine.queries.notices import get_own_choice
from tests.pages import Pages
from tests.web.citizen import Portal, open_case

PATH = "/tracking/telling"


def test_a_citizen_says_that_no_mail_shall_come(portal: Portal, dora: Pages) -> None:
    case = portal.filed()
    open_case(dora, case)
    assert "Cách nhận tin" in dora.get("/tracking/dossier").words
    assert "Thư điện tử đến" in dora.get(PATH).words
    assert get_own_choice(portal.context, case).wanted == ("mail",)
    dora.post(PATH)
    assert get_own_choice(portal.context, case).wanted == ()
    assert "Đã lưu" in dora.get("/tracking/dossier").words


def test_nobody_else_chooses(portal: Portal) -> None:
    portal.filed()
    stranger = portal.browser()
    stranger.get(PATH, status=303)
