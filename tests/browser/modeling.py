"""A designer with a draft in the diagram editor, for tests of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from engine.actions.open_draft import draft_from_version
from engine.actions.save_draft_files import save_draft_files
from engine.queries.drafts import get_draft
from tests.browser.look import served
from tests.databases import make_tables, sqlite_url
from tests.make import PASSWORD, publish
from tests.web.casework import SMALL, Casework, open_casework
from tests.web.citizen import furnish_portal

FILE = "process.bpmn"
LARGE = "giay-phep-xay-dung"
# What has no Vietnamese, as the editor says it; see web/client/i18n.
LISTEN = """window.untranslated = [];
document.addEventListener("motcua-untranslated", (event) => untranslated.push(event.detail));"""


@dataclass(frozen=True, kw_only=True)
class Workshop:
    """The house, and where it is served."""

    house: Casework
    address: str

    def draft(self, key: str = SMALL, diagram: bytes | None = None) -> int:
        """Open a draft of a version, with another diagram where one is given."""
        context, frank = self.house.context, self.house.cast.frank
        if key == LARGE:
            publish(context, key)
        draft_id = draft_from_version(context, frank, key, 1).draft_id
        if diagram is not None:
            save_draft_files(context, frank, draft_id, 1, {FILE: diagram})
        return draft_id

    def saved(self, draft_id: int) -> str:
        """Return the diagram as it was saved last."""
        return get_draft(self.house.context, draft_id).files[FILE].decode()

    def show(self, page: Page, draft_id: int, language: str = "vi") -> None:
        """Sign the designer in and lead to the diagram."""
        page.add_init_script(LISTEN)
        page.goto(f"{self.address}/sign-in")
        page.get_by_label("Tên đăng nhập").fill("frank")
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.locator("main button[type=submit]").click()
        page.wait_for_url(lambda url: "/sign-in" not in url)
        self.arrive(page, draft_id, language)

    def arrive(self, page: Page, draft_id: int, language: str = "vi") -> None:
        """Lead somebody who is signed in to the diagram, and wait until it is drawn and checked."""
        page.goto(f"{self.address}/workshop/drafts/{draft_id}/diagram?lang={language}")
        page.locator("[data-modeler][data-ready]").wait_for()


@contextmanager
def open_workshop(folder: Path) -> Iterator[Workshop]:
    """Serve an office with a designer."""
    template = folder / "template.db"
    make_tables(sqlite_url(template))
    with (
        open_casework(template, furnish_portal(template), folder) as house,
        served(house.app) as address,
    ):
        yield Workshop(house=house, address=address)


def element(page: Page, element_id: str) -> None:
    """Choose an element of the drawing."""
    page.locator(f'.djs-element[data-element-id="{element_id}"] > .djs-hit').first.click(force=True)


def chosen(page: Page) -> list[str]:
    """Return the ids of the chosen elements."""
    found: list[str] = page.evaluate(
        "[...document.querySelectorAll('.djs-element.selected')].map(one => one.dataset.elementId)"
    )
    return found


def focus_canvas(page: Page) -> None:
    """Give the keyboard to the drawing."""
    page.locator("[data-canvas] .djs-container > svg").focus()


@contextmanager
def saving(page: Page) -> Iterator[None]:
    """Wait until what is done here has been saved, and nothing is left to save."""
    with page.expect_response(
        lambda one: one.request.method == "POST" and one.url.endswith("/files")
    ):
        yield
    page.locator('#draft-status[data-state="saved"]').wait_for()
