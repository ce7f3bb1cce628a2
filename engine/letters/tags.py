"""HTML that Typst wrote, as a tree."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

EMPTY: Final = ("br", "hr", "img", "meta", "link", "col")


@dataclass(kw_only=True)
class Tag:
    """A tag with what stands in it."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Tag | str"] = field(default_factory=list)

    def find(self, *names: str) -> list["Tag"]:
        """Return the tags of these names directly in it."""
        return [one for one in self.children if isinstance(one, Tag) and one.name in names]


def read_tags(html: str) -> Tag:
    """Return the body of a document."""
    reader = _Reader()
    reader.feed(html.partition("<body>")[2].rpartition("</body>")[0])
    reader.close()
    return reader.root


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Tag(name="body")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        """Begin a tag."""
        made = Tag(name=tag, attributes={name: value or "" for name, value in attrs})
        self._open[-1].children.append(made)
        if tag not in EMPTY:
            self._open.append(made)

    def handle_endtag(self, tag: str) -> None:
        """End a tag, and those left open in it."""
        names = [one.name for one in self._open]
        if tag in names[1:]:
            last = len(names) - 1 - names[::-1].index(tag)
            del self._open[last:]

    def handle_data(self, data: str) -> None:
        """Take words."""
        self._open[-1].children.append(data)
