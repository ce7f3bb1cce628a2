"""Finding a procedure."""

import pytest

from engine.context import Context
from engine.errors import NotFound
from engine.queries.catalogue import deciding_offices, get_offer, list_shelves
from tests.make import Cast


def keys_found(context: Context, search: str) -> list[str]:
    shelves = list_shelves(context, search)
    return [offer.key for shelf in shelves for offer in shelf.offers]


@pytest.mark.parametrize(
    "search",
    ["khai sinh", "KHAI SINH", "giay khai sinh", "Giấy  khai sinh", "1.001193", "birth", "hộ tịch"],
)
def test_case_and_diacritics_make_no_difference(context: Context, cast: Cast, search: str) -> None:
    assert keys_found(context, search) == ["dang-ky-khai-sinh"]


def test_every_word_must_occur(context: Context, cast: Cast) -> None:
    assert keys_found(context, "khai sinh xây dựng") == []


def test_without_words_all_are_found_by_field(context: Context, cast: Cast) -> None:
    fields = [shelf.name_en for shelf in list_shelves(context)]
    assert fields == ["Certification", "Civil status", "Construction"]


def test_the_list_takes_one_statement_once_versions_are_compiled(
    context: Context, cast: Cast
) -> None:
    list_shelves(context)
    with context.database.count_statements() as count:
        list_shelves(context)
    assert len(count.statements) == 1


def test_only_offices_of_the_deciding_kind_are_offered(context: Context, cast: Cast) -> None:
    offices = deciding_offices(context, get_offer(context, "dang-ky-khai-sinh"))
    assert [one.code for one in offices] == ["H99.1", "H99.2"]


def test_a_procedure_that_is_not_published_is_not_found(context: Context, cast: Cast) -> None:
    with pytest.raises(NotFound, match="khong-co"):
        get_offer(context, "khong-co")
