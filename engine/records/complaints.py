"""What citizens say of the handling: ratings of a dossier, complaints and suggestions."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal, TypeAlias

ComplaintKind: TypeAlias = Literal["complaint", "about-head", "suggestion"]
COMPLAINT: Final[ComplaintKind] = "complaint"
# About the head or a leader of an office: the office above answers.
ABOUT_HEAD: Final[ComplaintKind] = "about-head"
SUGGESTION: Final[ComplaintKind] = "suggestion"
KINDS = (COMPLAINT, ABOUT_HEAD, SUGGESTION)
# Its code begins so, and goes on with the code of the office that it is about.
COMPLAINTS = "PAKN-"
NEW, ASKED, ANSWERED, REFUSED = "new", "asked", "answered", "refused"
MOST_POINTS = 5
LONGEST_TEXT = 4_000
WEB, AT_DESK, BY_PHONE, BY_MAIL = "web", "desk", "telephone", "mail"
# Ways by which an officer takes something in.
TAKEN_IN = (AT_DESK, BY_PHONE, BY_MAIL)


@dataclass(frozen=True, kw_only=True)
class ComplaintRule:
    """How soon each act is due, in working days from the day the complaint came.

    publish_days   from the day of the answer
    """

    valid_from: date
    refuse_days: int
    supplement_days: int
    answer_days: int
    publish_days: int
    basis: str


@dataclass(frozen=True, kw_only=True)
class Rating:
    """What an applicant thinks of the handling of one dossier; 1 very bad to 5 very good."""

    case_id: int
    points: int
    text: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Complaint:
    """A complaint or suggestion of a citizen.

    code          with the telephone's last digits it opens the complaint for who made it
    office_id     the office that answers
    state         new, asked (more was asked of the citizen), answered, refused
    refuse_by, ask_by, due_at   until when it may be refused, more be asked, and must be answered
    reply         the answer, the refusal's reason, or what more is asked
    more          what the citizen added when asked
    published_at  since when question and answer stand on the public page, without the name
    channel       by which it came: web, desk, telephone, mail
    number        personal number of who sent it while signed in
    entered_at, entered_by   when and by which officer it was written down; `at` is when it came
    """

    complaint_id: int
    code: str
    kind: str
    office_id: int
    case_id: int | None
    name: str
    phone: str
    email: str | None
    text: str
    at: datetime
    refuse_by: datetime
    ask_by: datetime
    due_at: datetime
    state: str = NEW
    more: str | None = None
    reply: str | None = None
    replied_at: datetime | None = None
    replied_by: int | None = None
    published_at: datetime | None = None
    channel: str = WEB
    number: str | None = None
    entered_at: datetime | None = None
    entered_by: int | None = None

    @property
    def concerned(self) -> str:
        """The code of the office that it is about."""
        return self.code.removeprefix(COMPLAINTS).rsplit("-", 2)[0]

    @property
    def is_open(self) -> bool:
        """Whether an answer is still owed."""
        return self.state in (NEW, ASKED)
