"""Certificates of the sample people and seals, from an authority that is for the sample only."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from engine.context import Context
from engine.records.people import Person
from engine.signatures.authority import AUTHORITY_NAME, Subject, found_authority
from engine.signatures.keys import FolderKeys
from engine.store.certificates import insert_certificate, list_certificates, trust_authority
from engine.store.directory import Directory
from engine.store.people import list_people

# Whoever holds such a post signs letters; where there is a clerk, the office has a seal.
SIGNING_POSTS: Final = ("leader", "head", "desk", "specialist", "police", "social-insurance")
SEALING_POST: Final = "clerk"
# The sample cases are as old.
BEFORE: Final = timedelta(days=240)


def issue_certificates(context: Context) -> int:
    """Give everybody of the sample who signs a certificate, and each office with a clerk a seal.

    Whoever has one whose key is at hand keeps it. Return how many were issued.
    """
    keys, now = context.keys, context.clock.now()
    if not isinstance(keys, FolderKeys):
        return 0
    with context.database.begin() as db:
        had = {one.key for one in list_certificates(db) if keys.has(one.key)}
        wanted = _wanted(list_people(db), context.offices.get(db))
        missing = [one for one in wanted if one.key not in had]
        if not missing:
            return 0
        authority = found_authority(keys, now - BEFORE)
        trust_authority(db, AUTHORITY_NAME, authority.content, now)
        for one in missing:
            insert_certificate(db, authority.issue(one, now - BEFORE), now)
    return len(missing)


def _wanted(people: tuple[Person, ...], directory: Directory) -> Iterator[Subject]:
    sealed: set[int] = set()
    for person in people:
        posts = [post for post in person.posts if post.kind in SIGNING_POSTS]
        if posts:
            office = directory.by_id[posts[0].office_id]
            yield Subject(
                key=person.login,
                person_id=person.person_id,
                office_id=office.office_id,
                name=person.name,
                office=office.name_vi,
            )
        sealed |= {post.office_id for post in person.posts if post.kind == SEALING_POST}
    for office_id in sorted(sealed):
        office = directory.by_id[office_id]
        yield Subject(
            key=f"seal-{office.code.lower()}",
            person_id=None,
            office_id=office_id,
            name=office.name_vi,
            office=office.name_vi,
        )
