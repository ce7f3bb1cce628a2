"""Built files: found, compressed, kept by browsers, light."""

import gzip
import json
from pathlib import Path

from flask import Flask

from tests.architecture.sources import ROOT
from tests.pages import Pages
from web.ui.assets import DIST, read_assets

FIRST_VISIT_BYTES = 100_000
DIAGRAM_VISIT_BYTES = 250_000
USUAL_PAGE_BYTES = 12_000
ALWAYS = ("site/site.css", "site/index.js", "icons.svg", "mark.svg")


def transferred(*entries: str) -> int:
    """Return the bytes that the entries and the fonts cost when nothing is kept yet."""
    assets = read_assets()
    names = {assets.file_of(entry) for entry in entries}
    names |= {name for entry in entries for name in assets.styles_of(entry)}
    for entry in entries:
        names |= {
            str(assets.manifest[one]["file"]) for one in assets.manifest[entry].get("imports", ())
        }
    names |= {name for name in assets.files if name.endswith(".woff2") and "vietnam" in name}
    return sum(len(assets.files[name].packed or assets.files[name].content) for name in names)


def test_a_first_visit_is_light() -> None:
    assert transferred(*ALWAYS) + USUAL_PAGE_BYTES <= FIRST_VISIT_BYTES


def test_a_first_visit_to_a_diagram_is_light() -> None:
    assert transferred(*ALWAYS, "viewer/page.js") + USUAL_PAGE_BYTES <= DIAGRAM_VISIT_BYTES
    assert transferred(*ALWAYS, "replay/index.js") + USUAL_PAGE_BYTES <= DIAGRAM_VISIT_BYTES


def test_a_built_file_comes_compressed_and_may_be_kept_for_ever(pages: Pages) -> None:
    path = f"/static/dist/{read_assets().file_of('site/site.css')}"
    answer = pages.client.get(path, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "immutable" in answer.headers["Cache-Control"]
    assert gzip.decompress(answer.data) == pages.client.get(path).data


def test_a_file_the_browser_has_is_not_sent_again(pages: Pages) -> None:
    path = f"/static/dist/{read_assets().file_of('icons.svg')}"
    tag = pages.client.get(path).headers["ETag"]
    assert pages.client.get(path, headers={"If-None-Match": tag}).status_code == 304


def test_every_icon_that_a_page_names_is_in_the_sprite(app: Flask) -> None:
    sprite = (DIST / read_assets().file_of("icons.svg")).read_text(encoding="utf-8")
    named = set()
    for path in (ROOT / "web").glob("*/templates/**/*.html"):
        pieces = path.read_text(encoding="utf-8").split('icon("')[1:]
        named |= {piece.split('"')[0] for piece in pieces}
    assert {name for name in named if f'id="{name}"' not in sprite} == set()


def test_the_lock_of_the_browser_files_names_no_address() -> None:
    lock = (ROOT / "web/client/package-lock.json").read_text(encoding="utf-8")
    packages = json.loads(lock)["packages"]
    assert all("resolved" not in one for one in packages.values())
    assert all("integrity" in one for name, one in packages.items() if name)


def test_the_build_holds_no_file_that_nothing_names() -> None:
    assets = read_assets()
    named = {str(one["file"]) for one in assets.manifest.values()}
    named |= {str(css) for one in assets.manifest.values() for css in one.get("css", ())}
    assert {Path(name).name for name in named} == set(assets.files)
