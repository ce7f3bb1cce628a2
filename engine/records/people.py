"""Offices, people and the posts they hold."""

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias, get_args

PostKind: TypeAlias = Literal[
    "desk",
    "specialist",
    "head",
    "leader",
    "clerk",
    "police",
    "social-insurance",
    "auditor",
    "designer",
    "approver",
    "administrator",
]
POST_KINDS: tuple[PostKind, ...] = get_args(PostKind)
# How somebody signs: as the head (""), in the place of the head, as acting head, by order of the
# head, under their authorisation. Source: NĐ 30/2020/NĐ-CP, annex I, II.7; Art. 13
Authority: TypeAlias = Literal["", "KT", "Q", "TL", "TUQ"]
SIGNS: tuple[Authority, ...] = get_args(Authority)
# A task for the applicant is open to whoever holds the dossier code and the telephone's last
# digits.
APPLICANT = "applicant"


@dataclass(frozen=True, kw_only=True)
class Office:
    """An agency or a unit of one.

    code       electronic identification code, QĐ 20/2020/QĐ-TTg (for example H99.1)
    kind       what it is for procedures: commune, provincial-centre, construction, fire-police, …
    parent_id  the office it belongs to; None at the top
    valid_from, valid_to   days from which and until which it is an office; None without a limit
    successor_id   the office that takes over its work
    is_closed  it was closed: its successor, if it has one, acts for it
    place      where its letters are dated; None where its name says it
    """

    office_id: int
    code: str
    name_vi: str
    name_en: str
    kind: str
    parent_id: int | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    successor_id: int | None = None
    is_closed: bool = False
    place: str | None = None


@dataclass(frozen=True, kw_only=True)
class Mandate:
    """The paper that authorises somebody to sign: its number and its day.

    Source   NĐ 30/2020/NĐ-CP, Art. 13 (3): who signs TUQ. is authorised in writing
    """

    number: str
    given_on: date


@dataclass(frozen=True, kw_only=True)
class Post:
    """One kind of work that a person does in one office.

    signs   how letters are signed in it: see SIGNS
    title   what stands above the name, such as "Phó Chủ tịch"; "" for what the letter says
    mandate by which its holder signs TUQ.
    """

    office_id: int
    office_code: str
    kind: str
    signs: Authority = ""
    title: str = ""
    mandate: Mandate | None = None


@dataclass(frozen=True, kw_only=True)
class StandIn:
    """Somebody absent, whose work another does until a day.

    posts      what is passed on: in offices where the substitute works too
    may_sign   the authority to sign is passed on as well
    mandate    by which it was passed on
    """

    person_id: int
    name: str
    posts: tuple[Post, ...]
    until: date
    may_sign: bool = False
    mandate: Mandate | None = None


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody who can sign in; `stands_for` are those whose substitute they are today."""

    person_id: int
    login: str
    name: str
    email: str | None = None
    posts: tuple[Post, ...] = ()
    stands_for: tuple[StandIn, ...] = ()

    @property
    def working_posts(self) -> tuple[Post, ...]:
        """Their own posts, and those they do today in the place of somebody absent."""
        return (*self.posts, *(post for one in self.stands_for for post in one.posts))

    def has_post(self, *kinds: str) -> bool:
        """Tell whether the person does the work of one of these posts in any office today.

        Posts of auditors, administrators, designers and approvers are never stood in for.
        """
        return any(post.kind in kinds for post in self.working_posts)
