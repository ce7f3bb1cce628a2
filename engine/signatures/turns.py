"""Whose turn it is to sign a letter."""

from collections.abc import Iterator
from datetime import date, datetime, time, tzinfo

from engine.access import holds_post
from engine.records.people import Person, Post
from engine.records.signing import SigningStep, Turn
from engine.signatures.rules import otherwise, signing_rules


def may_sign(person: Person, office_id: int, step: SigningStep) -> bool:
    """Tell whether the person may sign a step: by a post of their own, or in somebody's place.

    Source   NĐ 30/2020/NĐ-CP, article 13: who signs in another's place must be authorised to
    """
    return holds_post(person, office_id, *step.posts) or any(
        one.office_id == office_id and one.kind in step.posts for one in _passed_on(person)
    )


def turns_of(person: Person, zone: tzinfo) -> tuple[Turn, ...]:
    """Return what the person may sign, over all their offices."""
    return tuple(_turns((*person.posts, *_passed_on(person)), zone))


def _turns(posts: tuple[Post, ...], zone: tzinfo) -> Iterator[Turn]:
    rules = signing_rules()
    named = tuple({one.signer for one in rules})
    for rule in rules:
        for step in rule.steps:
            offices = _offices(posts, step.posts)
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
        yield Turn(office_ids=_offices(posts, (kind,)), signers=(kind,), step=signs)
    _, seals = otherwise("")
    if sealing := _offices(posts, seals.posts):
        yield Turn(office_ids=sealing, signers=named, others=True, step=seals)


def _offices(posts: tuple[Post, ...], kinds: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(sorted({one.office_id for one in posts if one.kind in kinds}))


def _passed_on(person: Person) -> tuple[Post, ...]:
    return tuple(post for one in person.stands_for if one.may_sign for post in one.posts)


def _begin(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone)
