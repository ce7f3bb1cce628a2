"""What the agency's own people file at a desk is shown to nobody else."""

import pytest

from engine.context import Context
from engine.errors import NotFound
from engine.queries.catalogue import get_offer, list_shelves
from tests.make import publish

LEAVE = "nghi-phep-nam"


def keys_of(context: Context, *, for_staff: bool) -> list[str]:
    shelves = list_shelves(context, for_staff=for_staff)
    return [offer.key for shelf in shelves for offer in shelf.offers]


def test_the_desk_takes_in_what_citizens_do_not_see(context: Context) -> None:
    publish(context, LEAVE)

    assert LEAVE not in keys_of(context, for_staff=False)
    assert LEAVE in keys_of(context, for_staff=True)


def test_a_citizen_who_guesses_the_address_finds_nothing(context: Context) -> None:
    publish(context, LEAVE)

    with pytest.raises(NotFound):
        get_offer(context, LEAVE)
    assert get_offer(context, LEAVE, for_staff=True).key == LEAVE
