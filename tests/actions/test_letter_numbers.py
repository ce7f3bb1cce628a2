"""Numbers of letters: without gaps and never twice, however many are issued at once."""

from concurrent.futures import ThreadPoolExecutor

from engine.actions.issue_letter import issue_standard
from engine.faults import LetterIncomplete
from tests.actions.conftest import Stage

REASON = {"reason": "Không thuộc thẩm quyền"}
MANY = 12


def test_letters_issued_at_once_have_all_numbers_once(stage: Stage) -> None:
    cases = [stage.file().case_id for _ in range(MANY)]

    def issue(number: int) -> int | None:
        more = REASON if number % 3 else {}
        try:
            letter = issue_standard(stage.context, stage.cast.alice, cases[number], "03", more)
        except LetterIncomplete:
            return None
        return letter.value

    with ThreadPoolExecutor(4) as threads:
        values = [one for one in threads.map(issue, range(MANY)) if one is not None]
    assert sorted(values) == list(range(1, len(values) + 1))
    assert len(values) == MANY - len(range(0, MANY, 3))
