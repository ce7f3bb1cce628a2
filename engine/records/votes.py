"""What approvers have said of a draft, read from the log of its publication: the only proof."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engine.records.cases import Entry
from engine.records.commands import Complete, DeliverMessage
from engine.records.publications import AGREE, REFUSE, RETURN, Publication

# Elements of bpmn/cong-bo-thu-tuc. Under other names no opinion is found, and nothing goes live.
CHECK, APPROVE, CORRECT = "kiem_tra", "phe_duyet", "sua_du_thao"
SHORT = "con_thieu"


@dataclass(frozen=True, kw_only=True)
class Vote:
    """One opinion; `decision` is the number of the agency's decision and its day."""

    by: int
    opinion: str
    reason: str = ""
    decision: tuple[str, str] = ("", "")


def votes_of(entries: Iterable[Entry]) -> tuple[Vote, ...]:
    """Return the opinions given since the draft was checked last, in their order."""
    found: list[Vote] = []
    for entry in entries:
        happened = {(event.kind, event.element) for event in entry.events}
        if ("task-completed", APPROVE) in happened and isinstance(entry.command, Complete):
            found += _vote(entry.command)
        if ("entered", CHECK) in happened:
            found = []
    return tuple(found)


def valid_votes(publication: Publication, votes: Iterable[Vote]) -> tuple[Vote, ...]:
    """Return the opinions that count: the first of each person, and none of an author's."""
    first: dict[int, Vote] = {}
    for one in votes:
        if one.by not in publication.authors:
            first.setdefault(one.by, one)
    return tuple(first.values())


def conclude(publication: Publication, votes: Sequence[Vote]) -> tuple[str, int]:
    """Return what valid opinions come to, and how many more are needed.

    One who refuses or returns the draft is enough.
    """
    said = {one.opinion for one in votes}
    for opinion in (REFUSE, RETURN):
        if opinion in said:
            return opinion, 0
    missing = publication.needed - len(votes)
    return (SHORT, missing) if missing > 0 else (AGREE, 0)


def was_asked_by_person(entries: Sequence[Entry], name: str) -> bool:
    """Tell whether the last message of a name came from somebody, and not from another case."""
    for entry in reversed(entries):
        if isinstance(entry.command, DeliverMessage) and entry.command.name == name:
            return entry.by is not None
    return False


def _vote(command: Complete) -> list[Vote]:
    answers = command.answers
    if command.by is None:
        return []
    vote = Vote(
        by=command.by,
        opinion=str(answers.get("y_kien")),
        reason=str(answers.get("ly_do") or ""),
        decision=(
            str(answers.get("so_quyet_dinh") or ""),
            str(answers.get("ngay_quyet_dinh") or ""),
        ),
    )
    return [vote]
