"""A receipt that is cancelled while it is printed says so on paper."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from engine.actions.receipts import cancel_receipt, open_receipt
from engine.files import FileStore
from engine.store.receipts import list_receipts
from tests.actions.conftest import Stage
from tests.actions.paying import Till, make_till


@dataclass
class Interrupted:
    """A store of files; before it keeps the first one, something else happens."""

    files: FileStore
    act: Callable[[], object] | None

    def put(self, *given: Any) -> Any:
        """Keep a file."""
        act, self.act = self.act, None
        if act is not None:
            act()
        return self.files.put(*given)

    def open(self, digest: str) -> Any:
        """Open a file."""
        return self.files.open(digest)


@pytest.fixture
def till(stage: Stage, tmp_path: Path) -> Till:
    """Give a desk that asks for fees."""
    return make_till(stage, tmp_path)


def test_a_receipt_cancelled_while_it_is_printed_is_printed_as_cancelled(till: Till) -> None:
    case = till.file()
    till.pay(till.order(case))
    alice = till.stage.cast.alice
    files = Interrupted(
        till.context.files, lambda: cancel_receipt(till.context, alice, 1, "Sai tên người nộp")
    )
    context = replace(till.context, files=files)  # type: ignore[arg-type]
    printed, first = open_receipt(context, case.case_id, 1)
    again, second = open_receipt(till.context, case.case_id, 1)
    with first, second:
        assert first.read() == second.read()
    assert printed.cancel_reason == again.cancel_reason == "Sai tên người nộp"
    with till.context.database.read() as db:
        assert [one.cancelled_at is None for one in list_receipts(db, case.case_id)] == [
            False,
            True,
        ]
