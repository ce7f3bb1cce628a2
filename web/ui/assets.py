"""Built styles, scripts, fonts and icons: found by the manifest, served compressed for ever."""

import gzip
import hashlib
import json
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from flask import Response, current_app, request, url_for
from markupsafe import Markup, escape
from werkzeug.wrappers import Response as AnyResponse

from engine.errors import NotFound, Words

DIST = Path(__file__).parent / "static" / "dist"
_ICON = "icons.svg"
_KEEP = "public, max-age=31536000, immutable"
_MEDIA = {".woff2": "font/woff2", ".js": "text/javascript", ".svg": "image/svg+xml"}


@dataclass(frozen=True, kw_only=True)
class Asset:
    """One built file; `packed` is its gzip form when that is smaller."""

    media: str
    content: bytes
    packed: bytes | None
    etag: str


@dataclass(frozen=True, kw_only=True)
class Assets:
    """All built files by name, and the manifest that names each entry's files.

    icons   those drawn before, by where the application is mounted and name: a list shows hundreds
    """

    files: Mapping[str, Asset]
    manifest: Mapping[str, Mapping[str, Any]]
    icons: dict[tuple[str, str], Markup] = field(default_factory=dict)

    def file_of(self, entry: str) -> str:
        """Return the file name of an entry such as "site/index.js"."""
        return cast(str, self.manifest[entry]["file"])

    def styles_of(self, entry: str) -> tuple[str, ...]:
        """Return the style sheets that a script entry and its imports bring."""
        found = dict.fromkeys(self.manifest[entry].get("css", ()))
        for one in self.manifest[entry].get("imports", ()):
            found.update(dict.fromkeys(self.styles_of(one)))
        return tuple(found)


def read_assets(folder: Path = DIST) -> Assets:
    """Read the build into memory (about 1 MB), compressing what gains by it."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    files = {
        path.name: _read(path) for path in sorted(folder.iterdir()) if path.name != "manifest.json"
    }
    return Assets(files=files, manifest=manifest)


def _read(path: Path) -> Asset:
    content = path.read_bytes()
    packed = gzip.compress(content, 9, mtime=0)
    guess = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    media = _MEDIA.get(path.suffix, guess)
    return Asset(
        media=f"{media}; charset=utf-8" if not media.startswith("font/") else media,
        content=content,
        packed=packed if len(packed) < 0.95 * len(content) else None,
        etag=hashlib.sha256(content).hexdigest()[:32],
    )


def _assets() -> Assets:
    return cast(Assets, current_app.extensions["motcua"]["assets"])


def serve_asset(name: str) -> AnyResponse:
    """Answer with a built file; its name changes with its content, so it may be kept for ever."""
    asset = _assets().files.get(name)
    if asset is None:
        raise NotFound(what=Words(en="file", vi="tệp"), key=name)
    packed = asset.packed if request.accept_encodings.quality("gzip") else None
    body = packed or asset.content
    response = Response(body, content_type=asset.media)
    if asset.packed is not None:
        response.headers["Vary"] = "Accept-Encoding"
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Cache-Control"] = _KEEP
    response.set_etag(asset.etag)
    return response.make_conditional(request)


def asset_url(entry: str) -> str:
    """Return the address of an entry's file."""
    return url_for("ui.asset", name=_assets().file_of(entry))


def style_urls(entry: str) -> tuple[str, ...]:
    """Return the addresses of the style sheets that a script entry needs."""
    return tuple(url_for("ui.asset", name=name) for name in _assets().styles_of(entry))


def font_urls() -> tuple[str, ...]:
    """Return the fonts that the first line of every page is written in."""
    names = ("be-vietnam-pro-latin-400-normal", "be-vietnam-pro-vietnamese-400-normal")
    return tuple(
        url_for("ui.asset", name=file)
        for file in _assets().files
        if file.endswith(".woff2") and file.startswith(names)
    )


def icon(name: str, label: str = "") -> Markup:
    """Return an icon of the sprite; without a label it is decoration and hidden from readers."""
    if label:
        return _draw(name, label)
    drawn, place = _assets().icons, (request.script_root, name)
    found = drawn.get(place)
    if found is None:
        found = drawn[place] = _draw(name, "")
    return found


def _draw(name: str, label: str) -> Markup:
    href = f"{asset_url(_ICON)}#{name}"
    heard = Markup('role="img" aria-label="{}"').format(label) if label else 'aria-hidden="true"'
    return Markup('<svg class="icon" {} focusable="false"><use href="{}"></use></svg>').format(
        Markup(heard),  # noqa: S704 - made of escaped parts above
        escape(href),
    )
