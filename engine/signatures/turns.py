"""Whose turn it is to sign a letter."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, tzinfo

from engine.access import holds_post
from engine.records.people import Office, Person, Post
from engine.records.signing import SigningStep, Turn
from engine.signatures.rules import otherwise, signing_rules


@dataclass(frozen=True, kw_only=True)
class Houses:
    """The offices, and the kinds of posts that somebody holds in each.

    An office in which nobody holds a post that signs is signed for by the one above it; one that
    was closed, by its successor.
    """

    offices: Sequence[Office]
    held: Collection[tuple[int, str]]
    above: Mapping[int, int | None] = field(init=False)

    def __post_init__(self) -> None:
        # Frozen dataclasses are filled this way.
        above = {
            one.office_id: (one.successor_id if one.is_closed else None) or one.parent_id
            for one in self.offices
        }
        object.__setattr__(self, "above", above)

    def signing_for(self, office_id: int, kinds: Sequence[str]) -> int:
        """Return the office that signs for an office: the nearest upwards with such a post."""
        here: int | None = office_id
        seen: set[int] = set()
        while here is not None and here not in seen:
            if any((here, kind) in self.held for kind in kinds):
                return here
            seen.add(here)
            here = self.above.get(here)
        return office_id

    def signed_by(self, office_ids: Collection[int], kinds: Sequence[str]) -> tuple[int, ...]:
        """Return the offices that these sign for, themselves included."""
        return tuple(
            sorted(
                one.office_id
                for one in self.offices
                if self.signing_for(one.office_id, kinds) in office_ids
            )
        )


def may_sign(person: Person, houses: Houses, office_id: int, step: SigningStep) -> bool:
    """Tell whether the person may sign a step: by a post of their own, or in somebody's place.

    Source   NĐ 30/2020/NĐ-CP, article 13: who signs in another's place must be authorised to
    """
    signing = houses.signing_for(office_id, step.posts)
    return holds_post(person, signing, *step.posts) or any(
        one.office_id == signing and one.kind in step.posts for one in _passed_on(person)
    )


def turns_of(person: Person, houses: Houses, zone: tzinfo) -> tuple[Turn, ...]:
    """Return what the person may sign, over all their offices."""
    return tuple(_turns((*person.posts, *_passed_on(person)), houses, zone))


def _turns(posts: tuple[Post, ...], houses: Houses, zone: tzinfo) -> Iterator[Turn]:
    rules = signing_rules()
    named = tuple({one.signer for one in rules})
    for rule in rules:
        for step in rule.steps:
            offices = _offices(posts, houses, step.posts)
            if offices:
                yield Turn(
                    office_ids=offices,
                    signers=(rule.signer,),
                    step=step,
                    since=_begin(rule.since, zone),
                    until=_begin(rule.until, zone) if rule.until else None,
                )
    for kind in sorted({one.kind for one in posts} - set(named)):
        signs, _ = otherwise(kind)
        yield Turn(office_ids=_offices(posts, houses, (kind,)), signers=(kind,), step=signs)
    _, seals = otherwise("")
    if sealing := _offices(posts, houses, seals.posts):
        yield Turn(office_ids=sealing, signers=named, others=True, step=seals)


def _offices(posts: tuple[Post, ...], houses: Houses, kinds: tuple[str, ...]) -> tuple[int, ...]:
    own = {one.office_id for one in posts if one.kind in kinds}
    return houses.signed_by(own, kinds) if own else ()


def _passed_on(person: Person) -> tuple[Post, ...]:
    return tuple(post for one in person.stands_for if one.may_sign for post in one.posts)


def _begin(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone)
