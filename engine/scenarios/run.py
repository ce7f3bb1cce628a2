"""Running a scenario against a procedure, in memory, with a clock of its own."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from engine.calendars.calendar import WorkCalendar
from engine.clock import FixedClock
from engine.errors import MotcuaError, Words
from engine.expressions.sandbox import ScriptRunner
from engine.forms.derive import Signing
from engine.forms.validate import clean
from engine.procedures.asking import asked_form
from engine.procedures.procedure import Procedure
from engine.records.commands import (
    Amend,
    Complete,
    DeliverMessage,
    Retry,
    SettleJob,
    Skip,
    Start,
)
from engine.records.forms import Choice, Form
from engine.records.people import APPLICANT
from engine.records.scenarios import MENDS, Move, Scenario, ScenarioResult
from engine.records.values import Answers, Json
from engine.runtime.peek import peek
from engine.runtime.version import Compiled, compile_version
from engine.scenarios.deciding import DECIDED, decide
from engine.scenarios.expectations import (
    check_clock,
    check_day,
    check_end,
    check_letters,
    check_refused,
)
from engine.scenarios.family import Family
from engine.scenarios.targets import find_target
from engine.scenarios.trial import Astray, Trial

OFFICE, CODE = "H99.1", "H99.1-{day:%y%m%d}-0001"


def run_scenario(
    procedure: Procedure,
    scenario: Scenario,
    calendar: WorkCalendar,
    scripts: ScriptRunner,
    others: Iterable[Procedure] = (),
) -> ScenarioResult:
    """Return how the case went and what was otherwise than expected.

    others   further procedures at hand: what the case calls, or begins by messages and signals, is
             played too; a call of any other the scenario answers with `settle`
    The first move that cannot be made ends the run; expectations that fail are all told.
    """
    version = compile_version(procedure, scripts)
    around = {one.key: compile_version(one, scripts) for one in others}
    return play_scenario(version, scenario, calendar, around)


def play_scenario(
    version: Compiled, scenario: Scenario, calendar: WorkCalendar, around: Mapping[str, Compiled]
) -> ScenarioResult:
    """Return how the case went on a version that is compiled already; see `run_scenario`."""
    player = Player(version, scenario, calendar, around)
    faults: list[Words] = []
    failed: int | None = None
    try:
        player.start()
        for number, move in enumerate(scenario.moves, 1):
            faults += _numbered(number, move, player.make(move))
            failed = number if faults and failed is None else failed
        faults += check_end(scenario.expected, player.trial)
    except Astray as stray:
        faults += _numbered(player.made + 1, player.current, [stray.words])
    except MotcuaError as error:
        words = Words(vi=error.text("vi"), en=error.text("en"))
        faults += _numbered(player.made + 1, player.current, [words])
    if faults and failed is None:
        whole = player.made == len(scenario.moves)
        failed = player.made + (player.current is not None and not whole)
    return ScenarioResult(
        scenario=scenario,
        faults=tuple(faults),
        path=tuple(player.trial.path),
        flows=frozenset(player.trial.flows),
        statuses=tuple(player.trial.statuses),
        failed_move=failed,
    )


class Player:
    """Makes the moves of a scenario, one person for each post of each office.

    made      moves made so far
    current   the move being made; None while the case is opened
    is_patient   whether an element may come to a stand without ending the run
    """

    is_patient = False

    def __init__(
        self,
        version: Compiled,
        scenario: Scenario,
        calendar: WorkCalendar,
        around: Mapping[str, Compiled],
    ) -> None:
        self.scenario = scenario
        self.trial = Trial(version, calendar, FixedClock(scenario.start_at))
        self.family = Family(self.trial, around)
        self.people: dict[tuple[str, str], int] = {}
        self.made = 0
        self.current: Move | None = None

    def start(self) -> None:
        """File the case, or begin it by its event."""
        scenario, procedure = self.scenario, self.trial.version.procedure
        begins = procedure.diagram.process.nodes.get(scenario.begins or "")
        answers = scenario.answers
        if begins is None:
            form = procedure.forms[procedure.card.filing_form]
            answers = self._cleaned(form, scenario.answers, {})
        day = scenario.start_at.astimezone(self.trial.calendar.tz).date()
        offices = {"case": OFFICE, **scenario.offices}
        dossier: dict[str, Json] = {
            "code": CODE.format(day=day),
            "channel": (begins and begins.event_kind()) or scenario.channel,
            "office": offices["case"],
            "received_at": scenario.start_at.isoformat(),
            "applicant": {
                "name": answers.get("ho_ten"),
                "phone": answers.get("so_dien_thoai"),
                "email": answers.get("email"),
                "number": answers.get("so_dinh_danh"),
            },
        }
        by = self.person("desk", OFFICE) if scenario.channel == "direct" else None
        command = Start(answers=answers, dossier=dossier, offices=offices, by=by)
        if scenario.begins is not None:
            process = begins.parent if begins else None
            dossier["caller"] = None
            command = replace(command, at=scenario.begins, process=process, by=None)
        self.trial.carry_out(command)
        _require_moving(self, scenario.moves)

    def make(self, move: Move) -> list[Words]:
        """Make a move and return what was not as expected.

        Raises   Astray when it cannot be made
        """
        self.current = move
        to_come = self.scenario.moves[self.made :]
        before = {id(one): len(one.letters) for one in self.family.trials}
        if move.at is not None:
            self.family.move_to(move.at)
            _require_moving(self, to_come)
        due, refused = self._try(move)
        _require_moving(self, to_come[1:])
        self.made += 1
        faults = check_refused(move.refused, refused) + check_clock(move, self.trial)
        faults += check_day(move.due, due, self.trial.calendar.tz)
        return faults + check_letters(move.letters, _written_since(self.family.trials, before))

    def _try(self, move: Move) -> tuple[datetime | None, str | None]:
        """Make a move, or return the code of the error by which it is refused as it expects."""
        try:
            return self._act(move), None
        except MotcuaError as error:
            if error.code != move.refused:
                raise
            return None, error.code

    def _act(self, move: Move) -> datetime | None:
        if move.act == "complete":
            return self._complete(move)
        if move.act == "wait":
            return self._wait(move)
        if move.act in DECIDED:
            decide(self.family.trials, move, self.person)
            return None
        if move.act in MENDS:
            _mend(self, move)
            return None
        {"message": self._deliver, "signal": self._tell, "settle": self._settle}[move.act](move)
        return None

    def _complete(self, move: Move) -> datetime | None:
        trial, task = find_target(move, self.family.trials, lambda one: one.tasks)
        names = _names(trial, task.token)
        form = asked_form(trial.version.procedure, task.element, task.form, names)
        signer = "" if task.post == APPLICANT else f"{task.post} {task.office}"
        answers = self._cleaned(form, move.answers, names, signer)
        by = None if task.post == APPLICANT else self.person(task.post, task.office)
        if by in task.forbidden:
            raise Astray(
                f"“{task.element}” không được do chính người đã làm bước trước hoàn thành",
                f"“{task.element}” may not be completed by the person of the earlier step",
            )
        trial.carry_out(Complete(token=task.token, answers=answers, by=by))
        return task.due_at

    def _deliver(self, move: Move) -> None:
        trial, awaited = find_target(move, self.family.trials, lambda one: one.awaited)
        form, payload = _form(trial, awaited.form), move.answers
        if form is not None:
            payload = self._cleaned(form, move.answers, _names(trial, awaited.token))
        trial.carry_out(DeliverMessage(token=awaited.token, name=awaited.name, payload=payload))

    def _tell(self, move: Move) -> None:
        if not self.family.tell(str(move.target), move.answers, None):
            raise Astray(
                f"không hồ sơ nào chờ tín hiệu “{move.target}”",
                f"no case waits for the signal “{move.target}”",
            )

    def _settle(self, move: Move) -> None:
        trial, job = find_target(move, self.family.trials, lambda one: one.jobs)
        trial.carry_out(
            SettleJob(
                token=job.token, result=move.result, error=move.error, error_code=move.error_code
            )
        )

    def _wait(self, move: Move) -> datetime | None:
        if move.target is None:
            return None
        _trial, timer = find_target(move, self.family.trials, lambda one: one.timers)
        self.family.move_to(max(self.family.clock.now(), timer.due_at))
        return timer.due_at

    def _cleaned(
        self, form: Form | None, answers: Answers, names: Mapping[str, Json], signer: str = ""
    ) -> Answers:
        if form is None:
            return {}
        offered = {
            source: tuple(Choice(value=one, label_vi=one, label_en=one) for one in values)
            for source, values in self.scenario.choices.items()
        }
        unknown = ", ".join(sorted(set(answers) - {one.key for one in form.fields}))
        if unknown:
            raise Astray(
                f"biểu mẫu {form.form_id} không hỏi: {unknown}",
                f"the form {form.form_id} does not ask for: {unknown}",
            )
        signing = Signing(name=signer, at=self.family.clock.now())
        cleaned = clean(form, answers, names, offered, signing)
        if cleaned.faults:
            raise Astray(
                "; ".join(f"{one.key}: {one.vi}" for one in cleaned.faults),
                "; ".join(f"{one.key}: {one.en}" for one in cleaned.faults),
            )
        return cleaned.answers  # type: ignore[return-value]  # as in actions: typed by the form

    def person(self, post: str, office: str | None) -> int:
        """Return the invented person of a post; without an office, of that of the case."""
        office = office or OFFICE
        return self.people.setdefault((post, office), len(self.people) + 1)


def _mend(player: Player, move: Move) -> None:
    trial, stopped = find_target(move, player.family.trials, lambda one: one.incidents)
    token, by = stopped.token, player.person("administrator", OFFICE)
    command: Retry | Amend | Skip = Retry(token=token, by=by, reason="–")
    if move.act == "amend":
        command = Amend(token=token, names=move.answers, by=by, reason="–")
    elif move.act == "skip":
        command = Skip(token=token, by=by, reason="–")
    trial.carry_out(command)


def _require_moving(player: Player, to_come: Iterable[Move]) -> None:
    """Raise Astray where a case has come to a stand and nothing to come mends it."""
    if not (player.is_patient or any(move.act in MENDS for move in to_come)):
        for trial in player.family.trials:
            trial.require_moving()


def _written_since(trials: Iterable[Trial], before: Mapping[int, int]) -> list[str]:
    """Return the letters written since, each after the procedure where it is another."""
    return [
        trial.prefix + letter.name
        for trial in trials
        for letter in trial.letters[before.get(id(trial), 0) :]
    ]


def _form(trial: Trial, name: str | None) -> Form | None:
    return trial.version.procedure.forms.get(name) if name else None


def _names(trial: Trial, token: int) -> Mapping[str, Json]:
    return peek(trial.state or b"").names_at(token)


def _numbered(number: int, move: Move | None, faults: Iterable[Words]) -> list[Words]:
    """Return faults with the number of their move and what it is about before them."""
    if move is None:
        place = Words(vi="Nộp hồ sơ", en="Filing")
    else:
        about = f"{number} ({move.act} {move.target or ''}".rstrip() + ")"
        place = Words(vi=f"Bước {about}", en=f"Step {about}")
    return [Words(vi=f"{place.vi}: {one.vi}", en=f"{place.en}: {one.en}") for one in faults]
