"""What tests of publishing share: people of the workshop, a draft, and ways to act on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from engine.actions.decide_publishing import decide_publishing
from engine.actions.request_publishing import request_publishing
from engine.clock import FixedClock
from engine.context import Context
from engine.jobs.worker import run_due
from engine.procedures.reader import read_folder
from engine.records.cases import Case
from engine.records.drafts import VERSION, Draft
from engine.records.people import Person, Post
from engine.records.publications import PUBLISHING, Publication, Wish
from engine.records.versions import Version
from engine.records.votes import Vote
from engine.store.drafts import NewDraft, get_draft, insert_draft
from engine.store.offices import load_directory
from engine.store.passwords import WEAK, hash_password
from engine.store.people import insert_person
from engine.store.publications import find_publication
from engine.store.versions import find_live
from tests.make import PASSWORD, TEST_PROCEDURES, publish

KEY = "hai-nguoi"
SUMMARY = "Đổi tên mục cho dễ hiểu."
DECISION = ("123/QĐ-UBND", "2026-11-20")
RED = """
title = { vi = "Chờ mãi", en = "Waits for ever" }
start_at = 2026-11-23T08:00:00+07:00
[answers]
ho_ten = "Mẫu"
so_dien_thoai = "0900000001"
so_dinh_danh = "001199000001"
[[step]]
do = "wait"
at = 2026-11-23T09:00:00+07:00
[expect]
ending = "done"
"""


@dataclass(frozen=True, kw_only=True)
class Workshop:
    """Nora draws, Otto draws too and approves; Pia, Quan and Rita approve."""

    context: Context
    nora: Person
    otto: Person
    pia: Person
    quan: Person
    rita: Person

    @property
    def clock(self) -> FixedClock:
        """The clock, to be moved."""
        assert isinstance(self.context.clock, FixedClock)
        return self.context.clock

    def draft(self, changes: Mapping[str, bytes] | None = None, by: Person | None = None) -> Draft:
        """Open a draft of the test procedure in which a title is changed."""
        files = {
            **read_folder(TEST_PROCEDURES / KEY),
            **(changes or changed_title("Hai người mới")),
        }
        with self.context.database.begin() as db:
            live = find_live(db, KEY)
            given = NewDraft(
                procedure_key=KEY,
                name="Bản thử",
                origin=VERSION,
                base_version_id=live.version_id if live else None,
                by=(by or self.nora).person_id,
                at=self.context.clock.now(),
            )
            return insert_draft(db, given, files)

    def send(self, draft: Draft, wish: Wish | None = None) -> Case:
        """Send a draft as Nora and let the system take its steps."""
        case = request_publishing(
            self.context, self.nora, draft.draft_id, wish or Wish(summary=SUMMARY)
        )
        self.work()
        return case

    def agree(self, person: Person, case: Case, works: bool = True) -> None:
        """Agree to a draft, and let the system take its steps."""
        vote = Vote(by=person.person_id, opinion="dong_y", decision=DECISION)
        decide_publishing(self.context, person, case.case_id, vote)
        if works:
            self.work()

    def object_to(self, person: Person, case: Case, opinion: str) -> None:
        """Return or refuse a draft, and let the system take its steps."""
        vote = Vote(by=person.person_id, opinion=opinion, reason="Thiếu căn cứ pháp lý.")
        decide_publishing(self.context, person, case.case_id, vote)
        self.work()

    def work(self, at: datetime | None = None) -> None:
        """Move the clock, where it is said, and do all that is due."""
        if at is not None:
            self.clock.move_to(at)
        while run_due(self.context):
            pass

    def state(self, case: Case) -> Publication:
        """Return where a publication stands."""
        with self.context.database.read() as db:
            found = find_publication(db, case.case_id)
        assert found is not None
        return found

    def reread(self, draft: Draft) -> Draft:
        """Return a draft as it is now."""
        with self.context.database.read() as db:
            return get_draft(db, draft.draft_id)

    def live(self) -> Version:
        """Return the version that lists show as live."""
        with self.context.database.read() as db:
            found = find_live(db, KEY)
        assert found is not None
        return found


def changed_title(title: str) -> Mapping[str, bytes]:
    """Return the card with another title."""
    card = (TEST_PROCEDURES / KEY / "procedure.toml").read_text(encoding="utf-8")
    return {"procedure.toml": card.replace("Thủ tục thử hai người", title).encode()}


def open_workshop(context: Context) -> Workshop:
    """Publish the publishing procedure and name the people of the workshop."""
    publish(context, PUBLISHING)
    people = {}
    with context.database.begin() as db:
        province = load_directory(db).by_code["H99"]
        for login, kinds in (
            ("nora", ("designer",)),
            ("otto", ("designer", "approver")),
            ("pia", ("approver",)),
            ("quan", ("approver",)),
            ("rita", ("approver", "administrator")),
        ):
            posts = tuple(
                Post(office_id=province.office_id, office_code=province.code, kind=kind)
                for kind in kinds
            )
            given = Person(person_id=0, login=login, name=login.title(), posts=posts)
            hashed = hash_password(PASSWORD, WEAK)
            people[login] = insert_person(db, given, hashed, context.clock.now())
    return Workshop(context=context, **people)
