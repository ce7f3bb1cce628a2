"""Every page there is, in both languages and both sizes: for readers, keyboards and thumbs.

A new page is found by its links. One that nothing leads to is named below, with the reason.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.everywhere import CITIZENS, READERS, Everywhere, open_everywhere
from tests.browser.look import PHONE, SCREEN, complaints, faults_seen, misfits, weigh

# All is looked at in these two; what can go wrong with the width is, in the other language too.
WAYS = ((PHONE, "vi"), (SCREEN, "en"))

# What answers, but is no page.
NO_PAGE: Mapping[str, str] = {
    "api.show_document": "JSON for programs",
    "casefile.diagram": "BPMN, fetched by the page of a case",
    "casefile.download": "a paper",
    "casefile.preview": "a small picture of a paper",
    "casefile.replay_steps": "JSON, fetched by the replay",
    "catalogue.diagram": "BPMN, fetched by the page of a version",
    "comparing.diagram": "BPMN, fetched by the comparison",
    "comparing.version_diagram": "BPMN, fetched by the comparison",
    "desk.show_slip": "PDF",
    "inbox.show_rows": "the part of the inbox that is fetched again",
    "lettereditor.print_letter": "PDF",
    "letters.download": "PDF",
    "letters.print_book": "PDF",
    "letters.print_slip": "PDF",
    "modeler.give_choices": "JSON, fetched by the editor",
    "money.save_compared": "CSV",
    "money.show_receipt": "PDF",
    "moving.show_diagram": "BPMN, fetched by the page of a move",
    "portal.come_back": "leads on from the identity provider",
    "portal.open_file": "a paper",
    "portal.open_letter": "PDF",
    "portal.open_own_receipt": "PDF",
    "portal.open_paper": "a paper",
    "portal.pay": "leads on to the payment provider",
    "portal.pay_linked": "leads on to the payment provider",
    "portal.refresh_guide": "the part of a guide that is fetched again",
    "publishing.list_comments": "JSON, fetched by the editor",
    "portal.sign_in": "leads on to the identity provider",
    "signing.download": "PDF",
    "signing.download_docx": "DOCX",
    "signing.download_version": "DOCX",
    "signing.show_page": "a picture of a page",
    "trial.give_diagram": "BPMN, fetched by the trial",
    "trial.more_past": "the part of a list that is fetched later",
    "ui.asset": "styles and scripts",
    "ui.favicon": "a picture",
    "ui.health": "one word for machines",
    "workshop.download": "ZIP",
    "workshop.read_file": "a file of a draft",
}
# Pages that stand only after something was done: the test that does it looks at them too.
ELSEWHERE: Mapping[str, str] = {
    "incidents.show_cause": "test_incidents",
    "incidents.show_stuck": "test_incidents",
    "money.show_bank": "test_forged_payment",
    "money.show_compared": "test_forged_payment",
    "moving.show_move": "test_moving",
    "portal.show_digits": "test_phone_sign_in",
    "publishing.show_report": "test_publishing",
    "signing.show_order": "test_signing",
    "team.show_batch": "test_team",
    "trial.ask_record": "test_trial",
    "trial.show_letter": "test_trial_decisions",
}
# What a citizen's telephone may fetch for a page when it holds nothing yet; pictures beside.
CITIZEN_BYTES = 100_000


@pytest.fixture(scope="session")
def everywhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Everywhere]:
    """Give the sample office, walked through."""
    with open_everywhere(tmp_path_factory.mktemp("everywhere")) as made:
        yield made


def paths_of(everywhere: Everywhere, reader: str) -> list[str]:
    """Return where the pages stand that a browser looks at as one of the readers."""
    seen = everywhere.walk.found.values()
    return [one.path for one in seen if one.is_page and one.reader == reader]


@contextmanager
def opened(everywhere: Everywhere, browser: Browser, reader: str) -> Iterator[Page]:
    """Give a page on which a reader goes on with the cookies of the walk."""
    context = browser.new_context()
    context.add_cookies(everywhere.cookies(reader))  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


def speak(page: Page, everywhere: Everywhere, language: str) -> None:
    """Choose the language of the pages that follow."""
    chosen = {"name": "motcua-language", "value": language, "url": everywhere.address}
    page.context.add_cookies([chosen])  # type: ignore[list-item]


def test_every_page_is_looked_at_or_says_why_not(everywhere: Everywhere) -> None:
    rules = everywhere.app.url_map.iter_rules()
    known = {rule.endpoint for rule in rules if "GET" in (rule.methods or ())}
    excused = {**NO_PAGE, **ELSEWHERE}
    assert known - everywhere.walk.found.keys() - excused.keys() == set()
    assert excused.keys() - known == set()
    pages = {endpoint for endpoint, one in everywhere.walk.found.items() if one.is_page}
    assert pages & excused.keys() == set()


def test_every_link_of_every_page_leads_to_a_sound_page(everywhere: Everywhere) -> None:
    assert everywhere.walk.faults == []


def test_the_tests_that_look_at_the_other_pages_are_there() -> None:
    folder = Path(__file__).parent
    assert {one for one in ELSEWHERE.values() if not (folder / f"{one}.py").exists()} == set()


@pytest.mark.browser
@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(("size", "language"), WAYS, ids=["phone-vi", "screen-en"])
def test_no_page_has_a_fault(
    everywhere: Everywhere, browser: Browser, size: dict[str, int], language: str, reader: str
) -> None:
    with opened(everywhere, browser, reader) as page:
        page.set_viewport_size(size)  # type: ignore[arg-type]
        speak(page, everywhere, language)
        heard = complaints(page)
        faults = []
        for path in paths_of(everywhere, reader):
            page.goto(everywhere.address + path)
            faults += [f"{path}: {one}" for one in [*faults_seen(page), *heard]]
            heard.clear()
            speak(page, everywhere, "en" if language == "vi" else "vi")
            page.reload()
            faults += [f"{path}, other language: {one}" for one in [*misfits(page), *heard]]
            heard.clear()
            speak(page, everywhere, language)
    assert not faults, "\n".join(faults)


@pytest.mark.browser
def test_a_citizens_first_visit_to_any_page_is_light(
    everywhere: Everywhere, browser: Browser
) -> None:
    weights = {}
    for reader, path in ((one, path) for one in CITIZENS for path in paths_of(everywhere, one)):
        with opened(everywhere, browser, reader) as page:
            weights[path] = weigh(page, everywhere.address + path)
    assert {"/", "/tracking/dossier"} <= weights.keys()
    assert {path: weight for path, weight in weights.items() if weight > CITIZEN_BYTES} == {}
