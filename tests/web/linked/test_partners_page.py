"""The page of other systems: for those who look after them."""

from dataclasses import replace

from engine.actions.start_case import start_case
from engine.jobs.worker import run_due
from engine.outside.http import Reply, Request
from engine.records.cards import Text
from engine.records.filings import Filing
from engine.records.partners import Partner
from tests.make import citizen
from tests.web.casework import Casework

PORTAL = Partner(
    name="portal", title=Text(vi="Cổng mẫu", en="Portal"), url="https://portal.example.vn/m"
)


class Refusing:
    """A system that takes nothing."""

    def call(self, request: Request) -> Reply:
        """Refuse."""
        return Reply(status=400, headers={}, body=b"")


def test_without_a_partner_the_page_says_how_to_set_one_up(casework: Casework) -> None:
    page = casework.browser("frank").get("/partners")
    assert "MOTCUA_PARTNERS" in page.words


def test_what_was_refused_is_shown_with_its_reason_and_sent_again(casework: Casework) -> None:
    told = replace(casework.context, outside=Refusing(), partners=(PORTAL,))
    filing = Filing(procedure_key="hai-nguoi", office_id=casework.cast.office_id, answers=citizen())
    case = start_case(told, filing)
    run_due(told)
    casework.app.extensions["motcua"]["context"] = told
    frank = casework.browser("frank")
    page = frank.get("/partners")
    assert case.code in page.words
    assert "Cổng mẫu trả lời 400" in page.words
    frank.post("/partners/portal/resend")
    assert "Đã gửi lại 1 tin." in frank.get("/partners").words


def test_officers_do_not_see_it(casework: Casework) -> None:
    casework.browser("alice").get("/partners", 403)
