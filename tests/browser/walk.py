"""A walk through all pages: from link to link, for each reader one page of every address."""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.test import Client

from tests.pages import faults_of, parse

HTML = "text/html"


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What a walk found at an address: who read it, where, whether it is a page, its faults."""

    reader: str
    path: str
    is_page: bool
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Walk:
    """What the first reader found, by endpoint; and what is wrong with anything that any read."""

    found: Mapping[str, Seen]
    faults: Sequence[str]


def walk(app: Flask, readers: Mapping[str, tuple[Client, Sequence[str]]]) -> Walk:
    """Follow the links from where each reader starts.

    Every page is checked as tests/pages.py does; a link that leads nowhere is a fault.
    """
    found: dict[str, Seen] = {}
    faults: list[str] = []
    for reader, (client, starts) in readers.items():
        for endpoint, seen in _walk_as(app, reader, client, starts):
            faults += (f"{reader} at {seen.path}: {fault}" for fault in seen.faults)
            found.setdefault(endpoint, seen)
    return Walk(found=found, faults=faults)


def _walk_as(
    app: Flask, reader: str, client: Client, starts: Sequence[str]
) -> Iterator[tuple[str, Seen]]:
    """Give what one reader finds, one address for each endpoint."""
    known: set[str] = set()
    queue = deque(starts)
    while queue:
        path = queue.popleft()
        endpoint = endpoint_of(app, path)
        if endpoint is None or endpoint in known:
            continue
        known.add(endpoint)
        answer = client.get(path)
        if answer.location:
            queue.append(answer.location)
            continue
        if answer.status_code != HTTPStatus.OK:
            yield endpoint, Seen(reader=reader, path=path, is_page=False, faults=(answer.status,))
            continue
        is_page = answer.mimetype == HTML
        root = parse(answer.text) if is_page else Element("html")
        faults = tuple(faults_of(root, answer)) if is_page else ()
        yield endpoint, Seen(reader=reader, path=path, is_page=is_page, faults=faults)
        queue.extend(_links(root, path))


def endpoint_of(app: Flask, path: str) -> str | None:
    """Return what answers GET at an address; None where nothing does."""
    try:
        endpoint, _values = app.url_map.bind("localhost").match(urlsplit(path).path, method="GET")
    except HTTPException:
        return None
    return str(endpoint)


def _links(root: Element, base: str) -> Iterator[str]:
    for one in root.iter("a"):
        href = one.get("href") or ""
        if href and not href.startswith(("#", "mailto:", "tel:", "http:", "https:")):
            yield urljoin(base, href).partition("#")[0]
