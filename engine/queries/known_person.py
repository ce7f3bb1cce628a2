"""What the offices know of a person already: earlier dossiers, and answers that need not be asked.

Source  NĐ 118/2025/NĐ-CP, Art. 27; NĐ 45/2020/NĐ-CP: what is already known is not asked again
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from engine.context import Context
from engine.queries.case_rights import may_open
from engine.records.cards import Text
from engine.records.cases import Case, Entry
from engine.records.commands import Start
from engine.records.forms import Field, Form, Section
from engine.records.people import Person
from engine.records.values import Answers
from engine.store.database import Db
from engine.store.earlier_cases import list_earlier_cases
from engine.store.log import read_log
from engine.store.papers import list_earlier
from engine.store.tasks import list_case_tasks

# The keys by which every filing form names its applicant. The telephone is not among them: with the
# code of a dossier its last digits open the dossier, so whoever has come says it themselves.
AGREED = frozenset(("ho_ten", "email", "so_dinh_danh"))
PREFILLED = frozenset(("text", "email", "personal", "date", "select"))
PHONE, PHONES = "so_dien_thoai", "tel"
RECENT = 3


@dataclass(frozen=True, kw_only=True)
class KnownFact:
    """An answer that is known from an earlier dossier; `code` where the officer may open it."""

    key: str
    label: Text
    value: str
    code: str | None
    at: datetime


@dataclass(frozen=True, kw_only=True)
class EarlierCase:
    """A dossier of the same person: what it was, not what is in it.

    code   where the officer may open it; a code is half of the applicant's key
    """

    case_id: int
    code: str | None
    procedure: Text
    at: datetime


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
    fill in by themselves (`autocomplete`), never a telephone. An administrator holds no desk and is
    told nothing. Look-ups are counted and noted by their caller (engine.actions.look_up).
    """
    wanted = "".join(number.split())
    if not (wanted.isdecimal() and person.has_post("desk")):
        return KnownPerson(number=wanted)
    today = context.clock.now().astimezone(context.calendars.current.tz).date()
    with context.database.read() as db:
        cases: list[EarlierCase] = []
        facts: dict[str, KnownFact] = {}
        for one in list_earlier_cases(db, wanted):
            entries = read_log(db, one.case_id)
            code = one.code if _is_open(context, db, person, one, entries) else None
            cases.append(
                EarlierCase(
                    case_id=one.case_id,
                    code=code,
                    procedure=_title(context, db, one),
                    at=one.opened_at,
                )
            )
            if len(cases) <= RECENT:
                for fact in _facts(entries, form, code, one.opened_at):
                    facts.setdefault(fact.key, fact)
        return KnownPerson(
            number=wanted,
            cases=tuple(cases),
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
        of = f" {fact.code}" if fact.code else ""
        vi = f"Đã biết từ hồ sơ{of} ngày {fact.at:%d/%m/%Y}; hãy hỏi lại nếu đã đổi."
        en = f"Known from dossier{of} of {fact.at:%d/%m/%Y}; ask whether it still holds."
        return replace(one, help_vi=vi, help_en=en)

    def section(one: Section) -> Section:
        return replace(one, fields=tuple(marked(each) for each in one.fields))

    return replace(form, sections=tuple(section(one) for one in form.sections))


def _is_open(
    context: Context, db: Db, person: Person, case: Case, entries: tuple[Entry, ...]
) -> bool:
    tasks = list_case_tasks(db, case.case_id)
    return may_open(person, case, tasks, entries, context.offices.get(db))


def _facts(
    entries: tuple[Entry, ...], form: Form, code: str | None, at: datetime
) -> Iterator[KnownFact]:
    (first, *_rest) = entries
    given: Answers = first.command.answers if isinstance(first.command, Start) else {}
    for one in form.fields:
        value = given.get(one.key)
        if _is_of_person(one) and isinstance(value, str) and value:
            label = Text(vi=one.label_vi, en=one.label_en)
            yield KnownFact(key=one.key, label=label, value=value, code=code, at=at)


def _is_of_person(one: Field) -> bool:
    """Tell whether a field is about the person who files, and is no telephone."""
    if one.kind not in PREFILLED or one.key == PHONE or one.autocomplete.startswith(PHONES):
        return False
    return one.key in AGREED or one.autocomplete not in ("", "off")


def _title(context: Context, db: Db, case: Case) -> Text:
    return context.versions.get(db, case.version_id).compiled.procedure.card.title
