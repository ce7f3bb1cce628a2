"""What anybody is told of a letter that lacks a signature, and of a file from before it."""

from pathlib import Path

import pytest

from engine.actions.sign_letter import sign_letter
from engine.queries.letter_checks import Checked, check_code, check_file
from engine.records.letters import Letter
from engine.store.letters import get_letter
from tests.actions.conftest import Stage
from tests.actions.signing import Desk, open_desk


@pytest.fixture
def desk(stage: Stage, tmp_path: Path) -> Desk:
    """Give a desk whose letters can be signed."""
    return open_desk(stage, tmp_path)


def told(found: Checked | None) -> tuple[str, bool, bool]:
    assert found is not None
    return found.verdict, found.is_signed, found.is_early


def content_of(desk: Desk, digest: str | None) -> bytes:
    with desk.context.files.open(digest or "") as file:
        return file.read()


def sign(desk: Desk, letter: Letter) -> str:
    """Sign and seal a letter; return the digest of the file between the two."""
    between = sign_letter(desk.context, desk.leader, letter.letter_id, 0).after
    sign_letter(desk.context, desk.clerk, letter.letter_id, 1)
    return between


def test_a_letter_without_its_signatures_does_not_count(desk: Desk) -> None:
    letter = desk.letter()
    assert told(check_code(desk.context, letter.code)) == ("", False, True)
    assert told(check_file(desk.context, content_of(desk, letter.digest)))[1] is False
    sign_letter(desk.context, desk.leader, letter.letter_id, 0)
    assert told(check_code(desk.context, letter.code))[1] is False


def test_a_file_from_before_its_signatures_does_not_count(desk: Desk) -> None:
    letter = desk.letter()
    between = sign(desk, letter)
    with desk.context.database.read() as db:
        last = get_letter(db, letter.letter_id).file
    for digest, early in ((letter.digest, True), (between, True), (last, False)):
        content = content_of(desk, digest)
        assert told(check_file(desk.context, content)) == ("genuine", True, early)
        assert told(check_code(desk.context, letter.code, content)) == ("genuine", True, early)
    assert told(check_code(desk.context, letter.code)) == ("", True, False)
