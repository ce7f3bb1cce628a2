"""The signing pages on a small office: Bob leads it, Grace keeps its seal."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from engine.records.letters import Letter
from tests.actions.conftest import Stage
from tests.actions.signing import Desk, open_desk
from tests.make import PASSWORD, Cast
from tests.pages import Pages
from tests.web.casework import open_casework
from tests.web.house import make_test_settings
from web.app import create_app


@dataclass(frozen=True, kw_only=True)
class SigningDesk:
    """The office, and browsers for its people."""

    desk: Desk
    folder: Path

    def browser(self, login: str) -> Pages:
        """Return the browser of somebody who has signed in."""
        browser = Pages(create_app(self.desk.context, make_test_settings(self.folder)))
        browser.sign_in(login, PASSWORD)
        return browser

    def letter(self) -> Letter:
        """Issue a letter that waits for Bob."""
        return self.desk.letter()


@pytest.fixture
def house(furnished: tuple[Path, Cast], tmp_path: Path) -> Iterator[SigningDesk]:
    """Give the office."""
    with open_casework(*furnished, tmp_path) as made:
        stage = Stage(context=made.context, cast=made.cast)
        yield SigningDesk(desk=open_desk(stage, tmp_path), folder=tmp_path)
