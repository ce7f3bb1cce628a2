"""Dossiers of the sample that owe a fee: one waits, others are paid, one is lied about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from engine.actions.collect_fee import collect_cash
from engine.actions.complete_task import complete_task
from engine.actions.simulate_payment import FORGE, LATE, PAY, TWICE, WRONG, simulate_payment
from engine.actions.start_case import start_case
from engine.context import Context
from engine.jobs.worker import run_due
from engine.mail import MemoryMail
from engine.payments.simulator import SIMULATOR
from engine.records.cases import Case
from engine.records.fees import OPEN, Order
from engine.records.filings import Filing
from engine.records.people import Person
from engine.sample.names import Citizen, make_citizen
from engine.sample.offices import COMMUNE_NAMES, COMMUNES
from engine.store.fee_orders import list_orders
from engine.store.people import list_people
from engine.store.releases import list_in_force
from engine.store.tasks import list_case_tasks

PROCEDURE = "dang-ky-ho-kinh-doanh"
CHECK, ACCEPTED = "kiem_tra", {"ket_qua_kiem_tra": "du"}
DESK = "lan.motcua"
FIRST_CITIZEN = 990


@dataclass(frozen=True, kw_only=True)
class FeeStory:
    """A dossier that owes a fee: what trade it is for, and what becomes of the fee.

    acts   of the bank, in their order
    cash   the desk takes the money
    """

    trade: str
    acts: tuple[str, ...] = ()
    cash: bool = False


STORIES = (
    FeeStory(trade="Bán lẻ tạp hóa"),
    FeeStory(trade="Sửa chữa xe máy", acts=(PAY,)),
    FeeStory(trade="Quán ăn sáng", cash=True),
    FeeStory(trade="May đo quần áo", acts=(TWICE,)),
    FeeStory(trade="Cắt tóc", acts=(FORGE, FORGE, WRONG, LATE)),
)


def show_fees(context: Context) -> None:
    """File the dossiers, accept them, and let their fees be settled; twice is as once.

    Nothing where the procedure is not published, or no bank is simulated.
    """
    quiet = replace(context, mail=MemoryMail(context.clock), wake=lambda _db: None)
    with quiet.database.read() as db:
        keys = {one.procedure_key for one in list_in_force(db, quiet.clock.now())}
        desk = next((one for one in list_people(db) if one.login == DESK), None)
    if PROCEDURE not in keys or SIMULATOR not in quiet.payments or desk is None:
        return
    for number, story in enumerate(STORIES):
        case = _filed(quiet, number, story, desk)
        _accept(quiet, desk, case)
        while run_due(quiet):
            pass
        order = _open_order(quiet, case)
        if order is not None:
            _settle(quiet, desk, order, story)


def _filed(context: Context, number: int, story: FeeStory, desk: Person) -> Case:
    citizen = make_citizen(FIRST_CITIZEN + number, COMMUNE_NAMES[0][0])
    with context.database.read() as db:
        office = context.offices.get(db).by_code[COMMUNES[0]]
    filing = Filing(
        procedure_key=PROCEDURE,
        office_id=office.office_id,
        answers=_answers(citizen, story.trade),
        # Filed online it costs nothing.
        channel="direct",
        by=desk.person_id,
        request_key=f"sample-fees-{number}",
    )
    return start_case(context, filing)


def _answers(citizen: Citizen, trade: str) -> Mapping[str, object]:
    return {
        "ho_ten": citizen.name,
        "so_dinh_danh": citizen.number,
        "so_dien_thoai": citizen.phone,
        "email": citizen.email,
        "dia_chi": citizen.address,
        "nguoi_nop": "chu_ho",
        "ten_ho": f"Hộ kinh doanh {citizen.name}",
        "dia_diem": citizen.address,
        "nganh_nghe": trade,
        "von": 50_000_000,
        "lao_dong": 2,
        "chu_the": "ca_nhan",
        "hinh_thuc_nhan": "dien_tu",
    }


def _accept(context: Context, desk: Person, case: Case) -> None:
    with context.database.read() as db:
        tasks = [one for one in list_case_tasks(db, case.case_id) if one.element == CHECK]
    for task in tasks:
        complete_task(context, desk, (case.case_id, task.token), ACCEPTED)


def _open_order(context: Context, case: Case) -> Order | None:
    with context.database.read() as db:
        orders: Sequence[Order] = list_orders(db, case.case_id)
    return next((one for one in orders if one.state == OPEN), None)


def _settle(context: Context, desk: Person, order: Order, story: FeeStory) -> None:
    for act in story.acts:
        simulate_payment(context, order.reference, act)
    if story.cash:
        collect_cash(context, desk, order.order_id)
