"""What a browser test looks for on any page: axe's rules, width, size of targets, refused code.

axe.min.js is axe-core 4.14.1, Mozilla Public License 2.0, unchanged.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

from flask import Flask
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server

AXE = Path(__file__).with_name("axe.min.js")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """rules => axe.run({runOnly: rules}).then(found => found.violations.map(
  one => `${one.id}: ${one.nodes[0].html.slice(0, 200)} ${one.nodes[0].failureSummary}`))"""
# What stands in running text may be as small as the text; everything else is for thumbs.
SMALL = """() => [...document.querySelectorAll('a, button, input, select, summary')].filter(one => {
  const box = (one.closest('label') ?? one).getBoundingClientRect();
  const inline = getComputedStyle(one).display === 'inline';
  return box.width > 1 && box.height < 40 && !inline && !one.matches('.bjs-powered-by');
}).map(one => one.outerHTML.slice(0, 120))"""
# What a script has not finished: it is neither marked as drawn, nor says that it cannot be.
UNDRAWN = ", ".join(
    (
        "[data-diagram]:not([data-modeler], [data-drawn], .diagram-fault)",
        "[data-trial-diagram]:not([data-drawn], .diagram-fault)",
        "[data-pictures]:not([data-drawn])",
        "[data-replay]:not([data-ready])",
        "[data-modeler]:not([data-ready], :has(.diagram-fault))",
        "[data-formeditor]:not([data-ready])",
        "#decision-fault[hidden] ~ * #decision-try:empty",
        "body:not(:has(#letter-findings li)):has(#letter-told:empty) #letter-shown:empty",
        ".htmx-request",
    )
)
WIDER = "() => document.documentElement.scrollWidth - window.innerWidth"
PHONE = {"width": 390, "height": 844}
SCREEN = {"width": 1440, "height": 900}


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Serve the application on a free port; give its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def complaints(page: Page) -> list[str]:
    """Collect from now on what the page's console complains about, refused code first of all."""
    heard: list[str] = []
    page.on("console", lambda one: heard.append(one.text) if one.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


def arrive(page: Page, path: str) -> None:
    """Wait until the page stands at an address with this path, and its scripts have begun.

    A click only sets out.
    """
    expect(page).to_have_url(re.compile(f"://[^/]+{path}([?#].*)?$"))
    page.wait_for_load_state("load")


def weigh(page: Page, address: str) -> int:
    """Open an address; return the bytes that came over the wire, headers with them."""
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    fetched: list[int] = []
    wire.on("Network.loadingFinished", lambda one: fetched.append(int(one["encodedDataLength"])))
    page.goto(address, wait_until="networkidle")
    return sum(fetched)


def settle(page: Page) -> None:
    """Wait until the page is there and its scripts have drawn what they draw."""
    page.wait_for_load_state("load")
    expect(page.locator(UNDRAWN)).to_have_count(0)


def faults_seen(page: Page) -> list[str]:
    """Return what is wrong with the page as it stands: for readers, keyboards and thumbs.

    axe comes through the debugger's door, which the page's own Content-Security-Policy leaves open.
    """
    settle(page)
    page.evaluate(AXE.read_text(encoding="utf-8") + "; 0")
    found: Any = page.evaluate(RUN, RULES)
    return [*(str(one) for one in found), *misfits(page)]


def misfits(page: Page) -> list[str]:
    """Return what does not fit the page's width, or a thumb."""
    settle(page)
    faults = []
    if page.evaluate(WIDER) > 0:
        faults.append("the page is wider than the screen")
    if (page.viewport_size or SCREEN)["width"] < 500:
        faults += [f"too small for a thumb: {one}" for one in page.evaluate(SMALL)]
    return faults
