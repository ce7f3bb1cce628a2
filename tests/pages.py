"""A test client that checks every page it fetches: HTML, headings, language, security, labels."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

import html5lib
from babel.messages.pofile import read_po
from flask import Flask
from html5lib.html5parser import ParseError
from werkzeug.test import TestResponse

from engine.queries.sample_people import SAMPLE_PASSWORD

WEB = Path(__file__).parent.parent / "web"
NONCED = ("script", "link")
LABELLED = ("input", "select", "textarea")
UNLABELLED_TYPES = ("hidden", "submit", "button")


@dataclass(frozen=True, kw_only=True)
class Page:
    """An answer with its parsed document; `root` is empty for what is no HTML."""

    response: TestResponse
    root: Element

    @property
    def text(self) -> str:
        """The source."""
        return self.response.text

    @property
    def words(self) -> str:
        """What a reader sees, with single blanks."""
        return " ".join(" ".join(visible_texts(self.root)).split())

    def field(self, name: str) -> str:
        """Return the value of the first input of this name."""
        return next(
            one.get("value", "") for one in self.root.iter("input") if one.get("name") == name
        )


class Pages:
    """A browser without a screen: keeps cookies, sends the CSRF token, checks each page."""

    def __init__(self, app: Flask, headers: Mapping[str, str] | None = None) -> None:
        self.client = app.test_client()
        self.headers = dict(headers or {})

    def get(self, path: str, status: int = 200) -> Page:
        """Fetch a page, check it, and return it."""
        return self._checked(self.client.get(path, headers=self.headers), status)

    def post(self, path: str, status: int = 303, **values: object) -> Page:
        """Send a form with a valid token; `values` are its fields."""
        given = {"csrf_token": self.token(), **values}
        answer = self.client.post(path, data=given, headers=self.headers)
        return self._checked(answer, status)

    def token(self) -> str:
        """Return a CSRF token of this browser."""
        found = re.search(r'name="csrf-token" content="([^"]+)"', self.client.get("/nowhere").text)
        assert found, "the error page carries no token"
        return found[1]

    def sign_in(self, login: str, password: str = SAMPLE_PASSWORD) -> None:
        """Sign in."""
        self.post("/sign-in", login=login, password=password)

    def _checked(self, response: TestResponse, status: int) -> Page:
        assert response.status_code == status, f"{response.status}: {response.text[:300]}"
        is_html = response.mimetype == "text/html" and not response.location
        if not is_html:
            return Page(response=response, root=Element("html"))
        root = parse(response.text)
        faults = list(faults_of(root, response))
        assert faults == [], f"{response.request.path}: {faults}"
        return Page(response=response, root=root)


def parse(source: str) -> Element:
    """Return the document; an error of the HTML standard fails the test."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    try:
        root = parser.parse(source) if "<html" in source else wrapped(parser, source)
    except ParseError as error:
        line = parser.tokenizer.stream.position()[0]
        near = source.splitlines()[max(0, line - 2) : line + 1]
        raise AssertionError(f"no valid HTML, line {line}: {error} near {near}") from error
    assert isinstance(root, Element)
    return root


def wrapped(parser: html5lib.HTMLParser, source: str) -> object:
    """Parse a fragment as the body of a small document."""
    return parser.parse(
        f"<!doctype html><html lang=vi><title>-</title><body>{source}</body></html>"
    )


def faults_of(root: Element, response: TestResponse) -> Iterator[str]:
    """Name what is wrong with a page."""
    yield from identity_faults(root)
    yield from label_faults(root)
    yield from form_faults(root)
    yield from security_faults(root, response)
    if "<html" in response.text:
        yield from document_faults(root)
        yield from language_faults(root)


def document_faults(root: Element) -> Iterator[str]:
    """Name what every whole page needs and this one lacks."""
    if root.get("lang") not in ("vi", "en"):
        yield "no language"
    titles = [one.text or "" for one in root.iter("title")]
    if not titles or len(titles[0].strip(" –")) < 4:
        yield "no title"
    for tag in ("h1", "main"):
        if (number := sum(1 for _ in root.iter(tag))) != 1:
            yield f"{number} × {tag}"


def identity_faults(root: Element) -> Iterator[str]:
    """Name ids that stand twice, and links and labels to ids that are not there."""
    ids = Counter(one.get("id") for one in root.iter() if one.get("id"))
    yield from (f"id {name} stands {number} times" for name, number in ids.items() if number > 1)
    for one in root.iter():
        wanted = [one.get("for") or "", *(one.get("aria-describedby") or "").split()]
        wanted += (one.get("aria-labelledby") or "").split()
        href = one.get("href") or ""
        wanted += [href[1:]] if one.tag == "a" and href.startswith("#") else []
        yield from (f"nothing has the id {name}" for name in wanted if name and name not in ids)


def label_faults(root: Element) -> Iterator[str]:
    """Name pictures without a text and fields and buttons without a name."""
    for one in root.iter("img"):
        if one.get("alt") is None:
            yield f"img {one.get('src')} without alt"
    labelled = {one.get("for") for one in root.iter("label")}
    inside = {field for label in root.iter("label") for field in label.iter()}
    for one in (field for tag in LABELLED for field in root.iter(tag)):
        named = one.get("aria-label") or one.get("id") in labelled or one in inside
        if one.get("type") not in UNLABELLED_TYPES and not named:
            yield f"{one.tag} {one.get('name')} without label"
    for tag in ("a", "button", "summary"):
        for one in root.iter(tag):
            if not (one.get("aria-label") or "".join(one.itertext()).strip()):
                yield f"{tag} {one.get('href', '')} without words"


def form_faults(root: Element) -> Iterator[str]:
    """Name forms that lead nowhere or, sent by POST, carry no token."""
    for form in root.iter("form"):
        if not form.get("action"):
            yield "form without action"
        names = {one.get("name") for one in form.iter("input")}
        if (form.get("method") or "get").lower() == "post" and "csrf_token" not in names:
            yield f"form {form.get('action')} without csrf_token"


def security_faults(root: Element, response: TestResponse) -> Iterator[str]:
    """Name scripts and styles the Content-Security-Policy would refuse, and inline code."""
    policy = response.headers.get("Content-Security-Policy", "")
    for one in (each for tag in (*NONCED, "style") for each in root.iter(tag)):
        is_style = one.tag != "link" or one.get("rel") == "stylesheet"
        if is_style and f"'nonce-{one.get('nonce')}'" not in policy:
            yield f"{one.tag} {one.get('src') or one.get('href')} without the nonce"
    loose = "style-src-attr" in policy
    for one in root.iter():
        for name in one.keys():  # noqa: SIM118 - an Element iterates over its children
            if name.startswith(("on", "hx-on")) or (name == "style" and not loose):
                yield f"{one.tag} with {name}"


def language_faults(root: Element) -> Iterator[str]:
    """Name English texts of ours that stand on a Vietnamese page."""
    if root.get("lang") != "vi":
        return
    shown = {" ".join(text.split()) for text in visible_texts(root)}
    yield from (f"untranslated: {text}" for text in sorted(shown & english_texts()))


def visible_texts(element: Element) -> Iterator[str]:
    """Give the pieces of text that a reader sees."""
    foreign = element.tag != "html" and element.get("lang") == "en"
    if foreign or element.tag in ("script", "style", "head"):
        return
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from visible_texts(child)
        yield child.tail or ""


@cache
def english_texts() -> frozenset[str]:
    """Return the texts of all pages that read differently in Vietnamese."""
    found: set[str] = set()
    for path in WEB.glob("*/translations/vi/LC_MESSAGES/messages.po"):
        with path.open("rb") as file:
            pairs = [(one.id, one.string) for one in read_po(file, locale="vi") if one.id]
        found |= {text for text, said in pairs if isinstance(text, str) and text != said}
    return frozenset(found)
