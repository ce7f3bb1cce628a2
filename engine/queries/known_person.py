"""What the offices know of a person already: earlier dossiers, and answers that need not be asked.

Source  NĐ 118/2025/NĐ-CP, Art. 27; NĐ 45/2020/NĐ-CP: what is already known is not asked again
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from engine.context import Context
from engine.records.cards import Text
from engine.records.cases import Case
from engine.records.commands import Start
from engine.records.forms import Field, Form, Section
from engine.records.people import Person
from engine.records.values import Answers
from engine.store.database import Db
from engine.store.earlier_cases import list_earlier_cases
from engine.store.log import read_log
from engine.store.papers import list_earlier

# The keys by which every filing form names its applicant.
AGREED = frozenset(("ho_ten", "so_dien_thoai", "email", "so_dinh_danh"))
PREFILLED = frozenset(("text", "email", "phone", "personal", "date", "select"))
LOOK_UP = "look-up"


@dataclass(frozen=True, kw_only=True)
class KnownFact:
    """An answer that is known from an earlier dossier."""

    key: str
    label: Text
    value: str
    code: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class EarlierCase:
    """A dossier of the same person: what it was, not what is in it."""

    case: Case
    procedure: Text
    office: Text


@dataclass(frozen=True, kw_only=True)
class KnownPerson:
    """What is known under a personal number.

    papers  how many digitised papers of theirs are still valid
    """

    number: str
    cases: tuple[EarlierCase, ...] = ()
    facts: tuple[KnownFact, ...] = ()
    papers: int = 0

    @property
    def answers(self) -> Mapping[str, str]:
        """The facts as answers of the form."""
        return {one.key: one.value for one in self.facts}


def look_up_person(context: Context, person: Person, number: str, form: Form) -> KnownPerson:
    """Return what is known of the person with this number, for this form.

    Only what is said of the person who files is offered: the agreed keys, and fields that browsers
    fill in by themselves (`autocomplete`). An administrator holds no desk and is told nothing.
    """
    wanted = "".join(number.split())
    if not (wanted.isdecimal() and person.has_post("desk")):
        return KnownPerson(number=wanted)
    today = context.clock.now().astimezone(context.calendars.current.tz).date()
    with context.database.read() as db:
        cases = list_earlier_cases(db, wanted)
        facts: dict[str, KnownFact] = {}
        for one in cases[:3]:
            for fact in _facts(db, one, form):
                facts.setdefault(fact.key, fact)
        directory = context.offices.get(db)
        return KnownPerson(
            number=wanted,
            cases=tuple(
                EarlierCase(
                    case=one,
                    procedure=_title(context, db, one),
                    office=Text(
                        vi=directory.by_id[one.office_id].name_vi,
                        en=directory.by_id[one.office_id].name_en,
                    ),
                )
                for one in cases
            ),
            facts=tuple(facts.values()),
            papers=len(list_earlier(db, wanted, today)),
        )


def mark_known(form: Form, known: KnownPerson) -> Form:
    """Return the form with a line under each field that says where its answer came from."""
    facts = {one.key: one for one in known.facts}

    def marked(one: Field) -> Field:
        fact = facts.get(one.key)
        if fact is None:
            return one
        vi = f"Đã biết từ hồ sơ {fact.code} ngày {fact.at:%d/%m/%Y}; hãy hỏi lại nếu đã đổi."
        en = f"Known from dossier {fact.code} of {fact.at:%d/%m/%Y}; ask whether it still holds."
        return replace(one, help_vi=vi, help_en=en)

    def section(one: Section) -> Section:
        return replace(one, fields=tuple(marked(each) for each in one.fields))

    return replace(form, sections=tuple(section(one) for one in form.sections))


def _facts(db: Db, case: Case, form: Form) -> Iterator[KnownFact]:
    (first, *_rest) = read_log(db, case.case_id)
    given: Answers = first.command.answers if isinstance(first.command, Start) else {}
    for one in form.fields:
        value = given.get(one.key)
        of_person = one.key in AGREED or one.autocomplete not in ("", "off")
        if of_person and one.kind in PREFILLED and isinstance(value, str) and value:
            label = Text(vi=one.label_vi, en=one.label_en)
            yield KnownFact(
                key=one.key, label=label, value=value, code=case.code, at=case.opened_at
            )


def _title(context: Context, db: Db, case: Case) -> Text:
    return context.versions.get(db, case.version_id).compiled.procedure.card.title
