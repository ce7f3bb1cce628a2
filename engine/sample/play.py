"""The play: what happens to the sample cases, in the order of time.

What happens next to a case follows from its open tasks, messages and timers, and from random
numbers made of the plan and the token. So a play that was broken off goes on where it stopped.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random
from types import MappingProxyType

from engine.records.cases import Case, Task
from engine.records.fees import Order
from engine.records.outcomes import RUNNING, Subscription
from engine.records.people import APPLICANT
from engine.sample import acts, paying
from engine.sample.agenda import Agenda
from engine.sample.mailroom import finish_letters
from engine.sample.pace import days_before, done_at
from engine.sample.plans import Plan
from engine.sample.stage import Stage
from engine.store import jobs, timers
from engine.store.cases import get_case
from engine.store.log import find_request, read_log
from engine.store.subscriptions import list_case_subscriptions
from engine.store.tasks import list_case_tasks

CLAIMS = 0.4
# Share of the tasks of the last two working days that are left for whoever looks at the sample.
LEFT: Mapping[str, float] = MappingProxyType(
    {"desk": 0.15, "specialist": 0.2, "head": 0.9, "leader": 0.6, "clerk": 0.7}
)
LATELY_DAYS = 2
# Letters of so many last working days wait for whoever signs them.
UNSIGNED_DAYS = 4
WORKER_DELAY = timedelta(seconds=2)
Act = Callable[[Case], None]


class Play:
    """A play and its queue of acts. `filed` counts the cases that are there."""

    def __init__(self, stage: Stage, plans: Sequence[Plan], until: datetime) -> None:
        self._stage = stage
        self._plans = plans
        self._until = until
        self._lately = days_before(until, LATELY_DAYS, stage.context.calendars.current)
        self._unsigned = days_before(until, UNSIGNED_DAYS, stage.context.calendars.current)
        self._agenda: Agenda[tuple[Plan, Act | None]] = Agenda()
        self._queued: set[tuple[int, str, int]] = set()
        self._cases: dict[int, Case] = {}

    @property
    def filed(self) -> int:
        """How many cases have been filed."""
        return len(self._cases)

    def run(self) -> Iterator[int]:
        """Carry out all that happens before the end; after each act yield how many are filed."""
        self._take_up()
        for plan in self._plans:
            if plan.number not in self._cases:
                self._push(plan.filed_at, plan, None)
        while self._agenda:
            at, (plan, act) = self._agenda.take()
            self._stage.clock.move_to(max(at, self._stage.clock.now()))
            if act is None:
                self._cases[plan.number] = acts.file_case(self._stage, plan)
            else:
                act(self._cases[plan.number])
            self._go_on(plan)
            yield self.filed

    def _take_up(self) -> None:
        """Go on with the cases that an earlier play, broken off, has filed."""
        latest = self._stage.clock.now()
        with self._stage.context.database.read() as db:
            for plan in self._plans:
                first = find_request(db, plan.request_key)
                if first is not None:
                    case = get_case(db, first.case_id)
                    self._cases[plan.number] = case
                    latest = max(latest, read_log(db, case.case_id, case.seq - 1)[0].at)
        self._stage.clock.move_to(latest)
        for plan in self._plans:
            if plan.number in self._cases:
                self._go_on(plan)

    def _go_on(self, plan: Plan) -> None:
        """Let the worker do what the last step left it, then queue what people and timers do."""
        stage = self._stage
        with stage.context.database.read() as db:
            work_at = jobs.next_due(db)
        while work_at is not None and work_at <= stage.clock.now():
            stage.clock.move(WORKER_DELAY)
            acts.work(stage, plan)
            with stage.context.database.read() as db:
                work_at = jobs.next_due(db)
        with stage.context.database.read() as db:
            case = get_case(db, self._cases[plan.number].case_id)
            self._cases[plan.number] = case
        finish_letters(stage, case, self._unsigned)
        if case.standing.status != RUNNING:
            return
        with stage.context.database.read() as db:
            tasks = list_case_tasks(db, case.case_id)
            messages = list_case_subscriptions(db, case.case_id)
            waits = timers.list_case_timers(db, case.case_id)
        for wait in waits:
            self._once(wait.due_at, plan, ("work", wait.token), lambda _: acts.work(stage, plan))
        for task in tasks:
            self._queue_task(plan, task)
        for one in messages:
            self._queue_answer(plan, one)
        order = paying.open_order(stage, case)
        if order is not None:
            self._queue_fee(plan, order)
        if plan.story.withdraws:
            at = plan.filed_at + timedelta(hours=5 + plan.number % 40)
            self._once(at, plan, ("withdraw", 0), lambda case: acts.withdraw(stage, plan, case))

    def _queue_task(self, plan: Plan, task: Task) -> None:
        rng = acts.chance(plan, -task.token)
        stage, token = self._stage, task.token
        place = (plan.story.procedure, task.element, task.post)
        calendar = stage.context.calendars.current
        end = done_at(task.opened_at, place, plan.slowness, rng, calendar)
        begin = done_at(task.opened_at, place, plan.slowness / 4, rng, calendar)
        if not self._stays(plan, task, rng):
            self._once(
                end, plan, ("do", token), lambda case: acts.do_task(stage, plan, case, token)
            )
        if task.post != APPLICANT and rng.random() < CLAIMS and begin < end:
            self._once(
                begin, plan, ("claim", token), lambda case: acts.claim(stage, plan, case, token)
            )

    def _stays(self, plan: Plan, task: Task, rng: Random) -> bool:
        """Tell whether nobody does a task: so the story has it, or it is left for the visitor."""
        if rng.random() < plan.story.quiet.get(task.element, 0):
            return True
        return task.opened_at > self._lately and rng.random() < LEFT.get(task.post, 0)

    def _queue_answer(self, plan: Plan, asked: Subscription) -> None:
        rng = acts.chance(plan, -asked.token)
        quiet = plan.story.quiet.get(asked.element, 0)
        if asked.audience != APPLICANT or rng.random() < quiet:
            return
        stage = self._stage
        place = (plan.story.procedure, asked.element, APPLICANT)
        calendar = stage.context.calendars.current
        at = done_at(stage.clock.now(), place, 1.0, rng, calendar)
        self._once(
            at, plan, ("answer", asked.token), lambda case: acts.answer(stage, plan, case, asked)
        )

    def _queue_fee(self, plan: Plan, order: Order) -> None:
        rng = acts.chance(plan, -order.order_id)
        if order.created_at > self._lately and rng.random() < paying.LEFT:
            return
        stage, order_id = self._stage, order.order_id
        at = paying.paid_at(stage, plan, order, rng)
        self._once(
            at, plan, ("pay", order_id), lambda case: paying.pay(stage, plan, case, order_id)
        )

    def _once(self, at: datetime, plan: Plan, what: tuple[str, int], act: Act) -> None:
        key = (plan.number, *what)
        if key not in self._queued:
            self._queued.add(key)
            self._push(at, plan, act)

    def _push(self, at: datetime, plan: Plan, act: Act | None) -> None:
        if at < self._until:
            self._agenda.put(at, (plan, act))
