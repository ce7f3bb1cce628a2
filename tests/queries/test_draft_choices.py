"""What the properties panel of a draft's diagram offers, and what it says of a text."""

import pytest

from engine.actions.open_draft import draft_from_version
from engine.context import Context
from engine.expressions.catalogue import CATALOGUE
from engine.queries.choice_words import CONNECTORS, FUNCTIONS, INPUTS, STATUSES
from engine.queries.draft_choices import DraftChoices, KnownName, Option, read_choices
from engine.queries.draft_expressions import check_text
from engine.records.connectors import CONNECTOR_NAMES
from engine.records.connectors import INPUTS as INPUTS_OF
from engine.records.people import APPLICANT, POST_KINDS
from tests.make import Cast

KEY = "chung-thuc-ban-sao"


@pytest.fixture
def draft_id(context: Context, cast: Cast) -> int:
    """Give a draft of the certified copies."""
    return draft_from_version(context, cast.frank, KEY, 1).draft_id


@pytest.fixture
def choices(context: Context, draft_id: int) -> DraftChoices:
    """Give what can be chosen in it."""
    return read_choices(context, draft_id)


def _values(options: tuple[Option, ...]) -> set[str]:
    return {one.value for one in options}


def _name(choices: DraftChoices, name: str) -> KnownName:
    return next(one for one in choices.names if one.name == name)


def test_forms_and_tables_of_the_draft_are_offered(choices: DraftChoices) -> None:
    assert choices.filing_form in _values(choices.forms)
    assert all(one.label.vi != one.label.en for one in choices.forms)
    assert _values(choices.decisions)


def test_posts_are_offered_by_their_names(choices: DraftChoices) -> None:
    assert {one.value: one.label.vi for one in choices.posts}["desk"] == "cán bộ một cửa"
    assert _values(choices.posts) == {*POST_KINDS, APPLICANT}


def test_other_live_procedures_can_be_called(choices: DraftChoices) -> None:
    assert {one.key: one.numbers for one in choices.procedures} == {
        "dang-ky-khai-sinh": (1,),
        "giay-phep-xay-dung": (1,),
    }


def test_a_name_says_which_form_asks_for_it(choices: DraftChoices) -> None:
    name = _name(choices, "ho_ten")

    assert name.label.vi
    assert choices.filing_form in name.forms
    assert name.nodes == ()


def test_a_name_says_which_step_writes_it(choices: DraftChoices) -> None:
    assert _name(choices, "phi_da_nop").nodes == ("nop_phi",)


@pytest.mark.parametrize(
    ("text", "kind", "says"),
    [
        ("so_ban > 3 and", "expression", "biểu thức"),
        ("ho_tenn == 'A'", "expression", "“ho_ten”"),
        ("nrOfInstances == 1", "expression", "nrOfInstances"),
        ("import os", "script", "kịch bản"),
        ("x = ho_tenn", "script", "ho_tenn"),
        ("ba ngày", "term", "ba ngày"),
        ("hôm nào đó", "timer", "hôm nào đó"),
    ],
)
def test_what_does_not_read_is_told(
    context: Context, draft_id: int, text: str, kind: str, says: str
) -> None:
    fault = check_text(context, draft_id, text, kind)

    assert fault is not None
    assert says.lower() in fault.vi.lower()
    assert fault.vi != fault.en


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("=len(ho_ten) > 3", "expression"),
        ('dossier["channel"] == "online"', "expression"),
        ("nrOfCompletedInstances >= 2", "completion"),
        ("activationCount >= 2", "activation"),
        ("not waitingForStart", "starting"),
        ("result.amount", "answer"),
        ("whatever.they.know", "foreign"),
        ("body.amount if body is not null else 0", "take"),
        ("x = ho_ten", "script"),
        ("3 ngày làm việc", "term"),
        ("R3/2 working days", "timer"),
        ("=so_ngay_lam_viec", "timer"),
    ],
)
def test_what_reads_is_not_told(context: Context, draft_id: int, text: str, kind: str) -> None:
    also = frozenset(("so_ngay_lam_viec", "x"))

    assert check_text(context, draft_id, text, kind, also) is None


def test_every_function_connector_and_input_has_its_words() -> None:
    assert set(FUNCTIONS) == set(CATALOGUE)
    assert set(CONNECTORS) == set(CONNECTOR_NAMES)
    assert set(INPUTS) == {name for both in INPUTS_OF.values() for part in both for name in part}
    assert list(STATUSES) == [str(number) for number in range(1, 11)]
