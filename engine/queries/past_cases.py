"""The last finished cases of a procedure, run again on a draft."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from engine.context import Context
from engine.diagrams.model import Process
from engine.queries.case_rights import may_open
from engine.queries.drafts import DraftPage
from engine.queries.elements import element_name
from engine.queries.trials import Bench, get_bench
from engine.records.cards import Text
from engine.records.cases import Case, Entry
from engine.records.forms import Form
from engine.records.people import Person
from engine.records.versions import Version
from engine.scenarios.answered import read_past
from engine.scenarios.ready import Folder
from engine.scenarios.verdict import CAME, Came, Verdict, judge
from engine.store.database import Db
from engine.store.past import count_finished, list_finished
from engine.store.versions import list_versions

MOST_CASES = 200
USUAL_CASES = 50


@dataclass(frozen=True, kw_only=True)
class PastLine:
    """One case with what came of it.

    may_open   whether the reader may open the case itself
    verdict    None where part of its log was erased as the law asks
    """

    code: str
    may_open: bool
    verdict: Verdict | None


@dataclass(frozen=True, kw_only=True)
class PastGroup:
    """Cases of which the same came, for the same reasons."""

    came: Came
    verdict: Verdict
    lines: tuple[PastLine, ...]


@dataclass(frozen=True, kw_only=True)
class PastRun:
    """Finished cases on a draft.

    version   on which they ran: the live one, or the newest on which any has ended; None for none
    finished  how many cases of it have ended
    lines     those that were run again, in the order of their ends, the last first
    """

    bench: Bench
    version: Version | None
    finished: int
    lines: tuple[PastLine, ...]
    old: Process | None = field(repr=False)

    @property
    def groups(self) -> tuple[PastGroup, ...]:
        """The cases by what came of them and why, what needs a look first."""
        found: dict[tuple[object, ...], list[PastLine]] = {}
        for line in self.lines:
            if line.verdict is not None:
                found.setdefault(_sort_of(line.verdict), []).append(line)
        groups = [_group(lines) for lines in found.values()]
        return tuple(sorted(groups, key=lambda one: (CAME.index(one.came), -len(one.lines))))

    @property
    def erased(self) -> int:
        """How many could not be run because part of their log was erased."""
        return sum(line.verdict is None for line in self.lines)

    def number(self, came: Came) -> int:
        """Return of how many cases this came."""
        return sum(one.verdict is not None and one.verdict.came == came for one in self.lines)

    def old_name(self, element: str) -> Text:
        """Return what an element of that version is called."""
        return element_name(self.old, element) if self.old else Text(vi=element, en=element)

    def form_of(self, form_id: str | None) -> Form | None:
        """Return a form of the draft."""
        procedure = self.bench.procedure
        return procedure.forms.get(form_id or "") if procedure else None

    def days(self) -> tuple[float, float] | None:
        """Return the mean working days then and now, of the cases that end both ways."""
        pairs = [
            (line.verdict.took, line.verdict.would)
            for line in self.lines
            if line.verdict and line.verdict.took is not None and line.verdict.would is not None
        ]
        if not pairs:
            return None
        day = self.bench.calendar.day_length
        took = sum(one[0] / day for one in pairs) / len(pairs)
        return took, sum(one[1] / day for one in pairs) / len(pairs)


def run_past(context: Context, person: Person, draft_id: int, most: int = USUAL_CASES) -> PastRun:
    """Run finished cases of the newest version that has any on a draft; raise NotFound.

    most    how many are run of those that ended last; what was run before is remembered
    """
    bench = get_bench(context, person, draft_id)
    with context.database.read() as db:
        version = _version_with_past(db, bench.page)
        if version is None or bench.version is None:
            return PastRun(bench=bench, version=version, finished=0, lines=(), old=None)
        ready = context.versions.get(db, version.version_id)
        finished = count_finished(db, version.version_id)
        cases = list_finished(db, version.version_id, min(most, MOST_CASES))
    old = ready.compiled.procedure.diagram.process
    return PastRun(
        bench=bench,
        version=version,
        finished=finished,
        lines=tuple(_lines(bench, old, person, cases)),
        old=old,
    )


def _version_with_past(db: Db, page: DraftPage) -> Version | None:
    """Return the version whose cases are run: after a release the new one has none yet."""
    earlier = list_versions(db, page.draft.procedure_key)
    known = [one for one in (page.live, page.base, *earlier) if one is not None]
    ended = (one for one in known if count_finished(db, one.version_id))
    return next(ended, known[0] if known else None)


def _lines(
    bench: Bench,
    old: Process,
    person: Person,
    cases: Iterable[tuple[Case, tuple[Entry, ...]]],
) -> Iterable[PastLine]:
    if bench.version is None:
        return
    for case, entries in cases:
        asked = _Asked(folder=bench.folder, head=case.head, entries=entries, old=old, bench=bench)
        yield PastLine(
            code=case.code,
            may_open=may_open(person, case, (), entries, bench.directory),
            verdict=_verdict(asked),
        )


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """A case on a draft; the same log on the same folder always comes to the same."""

    folder: Folder
    head: bytes
    entries: tuple[Entry, ...] = field(compare=False, repr=False)
    old: Process = field(compare=False, repr=False)
    bench: Bench = field(compare=False, repr=False)


@lru_cache(maxsize=1_000)
def _verdict(asked: _Asked) -> Verdict | None:
    """Return what comes of a case; None where part of its log was erased."""
    version, past = asked.bench.version, read_past(asked.entries)
    if version is None or past is None:
        return None
    return judge(asked.old, version, past, asked.bench.calendar)


def _sort_of(one: Verdict) -> tuple[object, ...]:
    """Return what cases of one group have in common."""
    lacks = tuple(
        (lack.element, lack.form_id, tuple(fault.key for fault in lack.faults))
        for lack in one.lacks
    )
    stuck = one.stuck.vi if one.stuck and one.came == "stuck" else None
    if one.came == "same":
        return (one.came,)
    if one.came == "lacked":
        return one.came, lacks
    return one.came, stuck, one.after, one.left_out, one.added, one.endings


def _group(lines: list[PastLine]) -> PastGroup:
    first = next(line.verdict for line in lines if line.verdict is not None)
    return PastGroup(came=first.came, verdict=first, lines=tuple(lines))
