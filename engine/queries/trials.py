"""A draft made ready to be tried: compiled, with the acts of the reader's trial."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from engine.calendars.calendar import WorkCalendar
from engine.context import Context, named_procedures
from engine.procedures.beginnings import is_filed, list_triggers
from engine.procedures.procedure import Procedure
from engine.queries.drafts import DraftPage, get_draft
from engine.queries.elements import element_name
from engine.records.cards import Text
from engine.records.findings import Finding
from engine.records.forms import Choice
from engine.records.people import Person
from engine.records.scenarios import Scenario
from engine.records.starts import Trigger
from engine.records.values import Answers
from engine.runtime.version import Compiled
from engine.scenarios.adapt import Unasked, find_unasked
from engine.scenarios.reader import read_scenario
from engine.scenarios.ready import Folder, folder_of, make_ready
from engine.scenarios.session import Session, play_session
from engine.scenarios.suite import SuiteReport, play_suite, run_alone, scenario_paths
from engine.store.choices import OFFICES, choices_for
from engine.store.directory import Directory
from engine.store.trials import find_trial

# Where the directory has no office of a kind, the trial invents some.
_INVENTED = 2


@dataclass(frozen=True, kw_only=True)
class Bench:
    """A draft on the bench.

    findings   why it cannot run: what refuses publishing; empty when it can
    version    None where it cannot run
    acts       of the reader's trial; None when none is under way
    examples   the draft's scenarios that can be read
    around     the procedures in force that the folder names: their cases are played along
    choices    what the fields of its forms offer, by source: from the directory, else invented
    """

    page: DraftPage
    folder: Folder = field(repr=False)
    findings: tuple[Finding, ...]
    version: Compiled | None
    acts: Scenario | None
    examples: tuple[Scenario, ...]
    around: Mapping[str, Compiled] = field(repr=False)
    choices: Mapping[str, tuple[Choice, ...]]
    calendar: WorkCalendar = field(repr=False)
    directory: Directory = field(repr=False)

    @property
    def procedure(self) -> Procedure | None:
        """The draft as a procedure; None where it cannot run."""
        return self.version.procedure if self.version else None

    def name_of(self, element: str) -> Text:
        """Return what an element of the diagram is called."""
        if self.version is None:
            return Text(vi=element, en=element)
        return element_name(self.version.procedure.diagram.process, element)

    @property
    def is_filed(self) -> bool:
        """Tell whether its cases begin with a filing."""
        return self.version is not None and is_filed(self.version.procedure.diagram.process)

    def triggers(self, at: datetime) -> tuple[Trigger, ...]:
        """Return the events that begin a case of it."""
        if self.version is None:
            return ()
        return list_triggers(self.version.procedure.diagram.process, at, self.calendar)

    def session(self) -> Session | None:
        """Make the acts of the trial; None when there is nothing to make."""
        if self.version is None or self.acts is None:
            return None
        return self.played(self.acts)

    def played(self, acts: Scenario) -> Session:
        """Make other acts than those kept; the draft must be able to run."""
        if self.version is None:
            raise ValueError("the draft cannot run")
        return play_session(self.version, self._offering(acts), self.calendar, self.around)

    def suite(self) -> SuiteReport:
        """Run all scenarios of the draft."""
        if self.version is not None and self.around:
            return play_suite(self.version, self.calendar, self.around)
        return run_alone(self.folder, self.calendar)

    def unasked(self) -> tuple[Unasked, ...]:
        """Return the scenarios that answer what no form asks any more."""
        return find_unasked(self.version.procedure) if self.version else ()

    def example_answers(self, element: str | None) -> Answers:
        """Return what a scenario answers at a task, or in the filing form for None."""
        for one in self.examples:
            if element is None and one.answers:
                return one.answers
            for move in one.moves:
                if element is not None and move.target == element and move.answers:
                    return move.answers
        return {}

    def _offering(self, acts: Scenario) -> Scenario:
        """Return acts with all that may be chosen, and what they have chosen themselves."""
        offered = dict(acts.choices)
        for source, found in self.choices.items():
            values = (*(one.value for one in found), *acts.choices.get(source, ()))
            offered[source] = tuple(dict.fromkeys(values))
        return replace(acts, choices=offered)


def get_bench(context: Context, person: Person, draft_id: int) -> Bench:
    """Return a draft ready to be tried, with the person's trial; raise NotFound."""
    page = get_draft(context, draft_id)
    key, files = page.draft.procedure_key, page.files
    folder = folder_of(key, files, context.scripts)
    ready = make_ready(folder)
    with context.database.read() as db:
        kept = find_trial(db, draft_id, person.person_id)
        directory = context.offices.get(db)
        choices = _choices(ready.version, directory)
        around = named_procedures(context, db, key, files) if ready.version else {}
    read = [read_scenario(files[path], path)[0] for path in scenario_paths(files)]
    return Bench(
        page=page,
        folder=folder,
        findings=ready.findings,
        version=ready.version,
        acts=read_scenario(kept.encode(), "trial.toml")[0] if kept else None,
        examples=tuple(one for one in read if one is not None),
        around=around,
        choices=choices,
        calendar=context.calendars.current,
        directory=directory,
    )


def _choices(version: Compiled | None, directory: Directory) -> dict[str, tuple[Choice, ...]]:
    found: dict[str, tuple[Choice, ...]] = {}
    for form in version.procedure.forms.values() if version else ():
        found |= choices_for(form, directory)
    return {source: offered or _invented(source) for source, offered in found.items()}


def _invented(source: str) -> tuple[Choice, ...]:
    kind = source.removeprefix(OFFICES)
    return tuple(
        Choice(
            value=f"{kind}-{number}",
            label_vi=f"Cơ quan mẫu {number}",
            label_en=f"Sample office {number}",
        )
        for number in range(1, _INVENTED + 1)
    )
