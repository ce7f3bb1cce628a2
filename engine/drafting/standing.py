"""How whoever signs a letter stands to the head of the office: what is printed above the name.

Source  NĐ 30/2020/NĐ-CP, annex I, II.7 (TM., KT., Q., TL., TUQ.); Art. 13: a deputy signs in the
        place of the head, the head of a unit by order, somebody else under written authorisation
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from engine.access import SIGNING, post_name, takes_over
from engine.records.people import Mandate, Person, Post
from engine.records.values import Json

NAME: Final = "person.name"
# What a letter keeps beside the name; the templates of letters do not show these by themselves.
SIGNS, TITLE, HEAD = "person.signs", "person.title", "person.head"
STANDING: Final = (SIGNS, TITLE, HEAD)


def signing_post(person: Person, office_id: int, kinds: Sequence[str]) -> Post | None:
    """Return the post in which the person signs for an office.

    Their own one of these kinds. Who has none is a substitute: a leader of that office signs as
    the leader they are, anybody else under an authorisation, with the title of the post that they
    do hold there. How they sign in that post does not pass to another.
    """
    here = [one for one in person.posts if one.office_id == office_id]
    own = [one for kind in kinds for one in here if one.kind == kind]
    if own:
        return own[0]
    other = next(iter(sorted(here, key=lambda one: (one.kind != SIGNING, not one.title))), None)
    if other is None or other.kind == SIGNING:
        return other
    title = other.title or post_name(other.kind).vi.capitalize()
    return replace(other, signs="TUQ", title=title, mandate=_passed_on(person, office_id, kinds))


def lacks_mandate(person: Person, office_id: int, kinds: Sequence[str]) -> bool:
    """Tell whether the person would sign under an authorisation of which no paper is recorded.

    Source   NĐ 30/2020/NĐ-CP, Art. 13 (3)
    """
    post = signing_post(person, office_id, kinds)
    return post is None or (post.signs == "TUQ" and post.mandate is None)


def standing_facts(
    person: Person, office_id: int, kinds: Sequence[str], head: str
) -> dict[str, Json]:
    """Return what a letter says of whoever signs it.

    kinds   of posts that may sign it, the one that the letter names first
    head    title of the head of the office that issues it: where a leader signs what a head of
            division signs by order, it stands in the place of that
    """
    post = signing_post(person, office_id, kinds)
    is_above = post is not None and post.kind == SIGNING and kinds[0] != SIGNING
    return {
        NAME: person.name,
        SIGNS: post.signs if post else "TUQ",
        TITLE: post.title if post else "",
        HEAD: head if is_above else "",
    }


def heads_first(people: Iterable[Person], office_id: int, kind: str) -> list[Person]:
    """Return people who hold a post, those who sign in their own right before all others."""
    return sorted(people, key=lambda one: _signs(one, office_id, kind) != "")


def printed(facts: Mapping[str, Json]) -> dict[str, str]:
    """Return what is printed of the standing; nothing for whoever signs as the letter has it."""
    found = {key.partition(".")[2]: str(facts.get(key) or "") for key in STANDING}
    return found if any(found.values()) else {}


def told_name(facts: Mapping[str, Json]) -> str:
    """Return the name of whoever signs a letter, with how they do: KT. Đỗ Thanh Tâm."""
    signs = facts.get(SIGNS)
    return f"{signs}. {facts.get(NAME)}" if signs else str(facts.get(NAME) or "")


def _passed_on(person: Person, office_id: int, kinds: Sequence[str]) -> Mandate | None:
    """Return the paper by which somebody absent passed on such a signature to the person."""
    found = (
        one.mandate
        for one in person.stands_for
        if one.may_sign and one.mandate and takes_over(one, office_id, *kinds)
    )
    return next(found, None)


def _signs(person: Person, office_id: int, kind: str) -> str:
    post = signing_post(person, office_id, (kind,))
    return post.signs if post else "TUQ"
