"""A draft of a shipped procedure and somebody who tries it."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.actions.open_draft import draft_from_version
from engine.actions.save_draft_files import save_draft_files
from engine.context import Context
from engine.queries.trials import Bench, get_bench
from engine.records.people import Person
from tests.make import publish
from tests.pages import Page, Pages
from tests.web.casework import Casework

SHORT = "chung-thuc-ban-sao"
PERMIT = "giay-phep-xay-dung"
BIRTH = "dang-ky-khai-sinh"


@dataclass(frozen=True, kw_only=True)
class Trier:
    """Frank, who draws, at a draft of his own."""

    context: Context
    person: Person
    pages: Pages
    draft_id: int

    @property
    def path(self) -> str:
        """The address of the draft."""
        return f"/workshop/drafts/{self.draft_id}"

    def bench(self) -> Bench:
        """Return the draft with the trial as it stands."""
        return get_bench(self.context, self.person, self.draft_id)

    def show(self, question: str = "") -> Page:
        """Return the page of the trial."""
        return self.pages.get(f"{self.path}/try{question}")

    def do(self, act: str, status: int = 303, **values: object) -> Page:
        """Post an act of the trial; a dash in the name of a field is written as two underscores."""
        named = {name.replace("__", "-"): value for name, value in values.items()}
        return self.send(act, named, status)

    def send(self, act: str, values: Mapping[str, object], status: int = 303) -> Page:
        """Post an act of the trial."""
        sent = {"csrf_token": self.pages.token(), **values}
        answer = self.pages.client.post(f"{self.path}/try/{act}", data=sent)
        return self.pages._checked(answer, status)

    def change(self, path: str, old: str, new: str) -> None:
        """Change a file of the draft."""
        page = self.bench().page
        text = page.files[path].decode()
        assert old in text, f"{path} does not say {old}"
        changes = {path: text.replace(old, new).encode()}
        number = page.draft.number
        save_draft_files(self.context, self.person, self.draft_id, number, changes)


def trier(casework: Casework, key: str = SHORT) -> Trier:
    """Open a draft of a procedure."""
    context, frank = casework.context, casework.cast.frank
    if key in (PERMIT, BIRTH):
        publish(context, key)
    draft = draft_from_version(context, frank, key, 1)
    return Trier(
        context=context,
        person=frank,
        pages=casework.browser("frank"),
        draft_id=draft.draft_id,
    )
