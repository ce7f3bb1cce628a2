"""A stage on which letters are signed: keys, certificates, a clerk, and a letter for the leader."""

from dataclasses import dataclass, replace
from pathlib import Path

from engine.actions.issue_letter import issue_standard
from engine.context import Context
from engine.records.letters import Letter
from engine.records.people import Person, Post
from engine.records.values import Json
from engine.sample.certificates import issue_certificates
from engine.signatures.keys import FolderKeys
from engine.store.passwords import WEAK, hash_password
from engine.store.people import insert_person
from tests.actions.conftest import Stage
from tests.make import PASSWORD

LATE: dict[str, Json] = {
    "reason": "Thiếu ý kiến của cơ quan phối hợp",
    "contents": ["Nộp bản chính giấy khai sinh"],
    "old_due": "2026-11-20T10:00:00Z",
    "new_due": "2026-11-27T10:00:00Z",
}


@dataclass(frozen=True, kw_only=True)
class Desk:
    """The stage with keys, its leader and its clerk."""

    stage: Stage
    context: Context
    leader: Person
    clerk: Person

    def letter(self, kind: str = "04") -> Letter:
        """Issue a letter that its leader must sign."""
        case = self.stage.file()
        return issue_standard(self.context, self.stage.cast.alice, case.case_id, kind, LATE)


def open_desk(stage: Stage, folder: Path) -> Desk:
    """Return the stage with a clerk, and certificates for all who sign."""
    context = replace(stage.context, keys=FolderKeys(folder / "keys", "mat-khau"))
    office = stage.cast.office_id
    post = Post(office_id=office, office_code="H99.1", kind="clerk")
    with context.database.begin() as db:
        given = Person(person_id=0, login="grace", name="Grace", posts=(post,))
        clerk = insert_person(db, given, hash_password(PASSWORD, WEAK), context.clock.now())
    issue_certificates(context)
    return Desk(stage=stage, context=context, leader=stage.cast.bob, clerk=clerk)
