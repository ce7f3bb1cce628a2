"""What a person wants to see of the inbox, as it stands in the address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import url_for

from engine.records.inbox import InboxFilter, Only, Scope

MINE, OFFICE = "mine", "office"
_ONLY: Mapping[str, Only] = {"late": "late", "today": "today", "paused": "paused"}
FREE = "free"
LONGEST_SEARCH = 100


@dataclass(frozen=True, kw_only=True)
class Wish:
    """A tab with its filters.

    tab     "mine", or "office": all tasks of the reader's posts, whoever holds them
    state   late, today, paused; free (held by nobody; in the office's tab); "" for all
    number  of the page, from 1
    """

    tab: str
    state: str = ""
    procedure: str = ""
    text: str = ""
    number: int = 1

    def filter(self) -> InboxFilter:
        """Return it as the query wants it."""
        is_free = self.tab == OFFICE and self.state == FREE
        scope: Scope = "mine" if self.tab == MINE else "office" if is_free else "all"
        return InboxFilter(
            scope=scope,
            only=_ONLY.get(self.state),
            procedure=self.procedure or None,
            text=self.text,
        )

    def url(self, **changes: object) -> str:
        """Return the address of the tab with some filters changed; the first page unless told."""
        changed = replace(self, **{"number": 1, **changes})  # type: ignore[arg-type]
        endpoint = "inbox.list_tasks" if changed.tab == MINE else "inbox.list_office_tasks"
        return url_for(endpoint, **changed.question())

    def rows_url(self, known: str) -> str:
        """Return the address that gives the list anew unless it is still the one `known`."""
        return url_for("inbox.show_rows", tab=self.tab, known=known, **self.question())

    def question(self) -> dict[str, Any]:
        """Return what stands behind the question mark; nothing for what is not asked."""
        pairs = {
            "state": self.state,
            "procedure": self.procedure,
            "q": self.text,
            "page": str(self.number) if self.number > 1 else "",
        }
        return {key: value for key, value in pairs.items() if value}


def read_wish(tab: str, asked: Mapping[str, str]) -> Wish:
    """Return the wish that an address holds; what makes no sense in it is left out."""
    state = asked.get("state", "")
    page = asked.get("page", "")
    return Wish(
        tab=tab,
        state=state if state in _ONLY or (state == FREE and tab == OFFICE) else "",
        procedure=asked.get("procedure", "")[:LONGEST_SEARCH],
        text=asked.get("q", "").strip()[:LONGEST_SEARCH],
        number=max(1, int(page)) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
    )
