"""The diagram editor as a browser test handles it: choosing, making and reading elements."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

from engine.actions.open_draft import draft_from_version
from engine.store.database import Database
from tests.browser.look import served
from tests.databases import make_tables, sqlite_url
from tests.make import PASSWORD, make_context
from tests.web.citizen import furnish_portal
from tests.web.house import make_test_settings
from web.app import create_app

PANEL = "#properties"
# The choice that declares a new message, signal, error or escalation.
NEW = "\0new"
# What the panel was given by bpmn-js: its door to everything else.
_GET = f"const get = name => document.querySelector('{PANEL}').motcuaPanel.injector.get(name);"
_CHOOSE = f"id => {{ {_GET} get('selection').select(get('elementRegistry').get(id)); }}"
_MAKE = f"""([id, given, host]) => {{
  {_GET}
  const registry = get('elementRegistry');
  const pool = registry.find(one => one.type === 'bpmn:Participant');
  const whole = pool ?? get('canvas').getRootElement();
  const count = window.motcuaMade = (window.motcuaMade ?? 0) + 1;
  const shape = get('modeling').createShape(
    get('elementFactory').createShape(given),
    {{ x: 200 + 160 * (count % 10), y: 1500 + 160 * Math.floor(count / 10) }},
    host ? registry.get(host) : whole,
    host ? {{ attach: true }} : undefined,
  );
  get('modeling').updateProperties(shape, {{ id }});
}}"""
_XML = f"async () => {{ {_GET} return (await get('bpmnjs').saveXML({{ format: true }})).xml; }}"
_UNDO = f"() => {{ {_GET} get('commandStack').undo(); }}"
_OPEN = f"""() => document.querySelectorAll('{PANEL} .panel-heading [aria-expanded=false]')
  .forEach(one => one.click())"""
_IDS = f"""() => [...document.querySelectorAll('{PANEL} [data-entry-id]')]
  .map(one => one.dataset.entryId)"""


def sign_in(page: Page, address: str, login: str = "frank") -> None:
    """Sign Frank in, who designs procedures."""
    page.goto(f"{address}/sign-in")
    page.get_by_label("Tên đăng nhập").fill(login)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)


@contextmanager
def opened(page: Page, folder: Path, key: str) -> Iterator[Page]:
    """Serve an office in which Frank draws a procedure, and open the drawing."""
    path = folder / "drawing.db"
    make_tables(sqlite_url(path))
    cast = furnish_portal(path)
    database = Database(sqlite_url(path))
    context = make_context(database, folder)
    draft = draft_from_version(context, cast.frank, key, 1)
    with served(create_app(context, make_test_settings(folder))) as address:
        sign_in(page, address)
        open_diagram(page, address, draft.draft_id)
        yield page
    database.close()


def open_diagram(page: Page, address: str, draft_id: int) -> None:
    """Open the diagram of a draft and wait until it can be changed."""
    page.goto(f"{address}/workshop/drafts/{draft_id}/diagram")
    page.wait_for_selector("[data-modeler][data-ready=yes]")


def choose(page: Page, element: str) -> None:
    """Choose an element of the diagram, and open all groups of the panel."""
    page.evaluate(_CHOOSE, element)
    page.evaluate(_OPEN)


def make(page: Page, element: str, given: dict[str, Any], host: str | None = None) -> None:
    """Draw an element of a kind; `host` is the activity on whose border it sits."""
    page.evaluate(_MAKE, [element, given, host])


def entry(page: Page, name: str) -> Locator:
    """Return the field of the panel that edits a property."""
    return page.locator(f"{PANEL} [data-entry-id='{name}']")


def entry_ids(page: Page) -> set[str]:
    """Return the names of all fields that the panel shows."""
    return set(page.evaluate(_IDS))


def drawn_text(page: Page) -> str:
    """Return what the diagram says as it would be saved, without where things stand."""
    return str(page.evaluate(_XML)).partition("<bpmndi:BPMNDiagram")[0]


def whole_text(page: Page) -> str:
    """Return the diagram as it would be saved."""
    return str(page.evaluate(_XML))


def put(page: Page, field: str, value: str | bool) -> None:
    """Set a field of the panel: write, choose or mark."""
    place = entry(page, field)
    if isinstance(value, bool):
        place.locator("input").set_checked(value)
    elif place.locator("select").count():
        place.locator("select").select_option(value)
    else:
        place.locator("input, textarea").fill(value)
        place.locator("input, textarea").blur()


def undo(page: Page) -> None:
    """Take the last change back."""
    page.evaluate(_UNDO)
