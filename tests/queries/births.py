"""A birth registration as tests file it and move it on."""

from typing import Any

from engine.actions.complete_task import complete_task
from engine.actions.settle_job import settle_job
from engine.actions.start_case import start_case
from engine.context import Context
from engine.records.cases import Case
from engine.records.filings import Filing
from engine.records.people import Person
from engine.store.jobs import claim_due
from tests.make import citizen, task_at

KEY = "dang-ky-khai-sinh"
DIGITS = "0123"
REASON = "Trẻ đã được đăng ký khai sinh ở xã khác."


def birth_answers(**more: Any) -> dict[str, Any]:
    """Return answers to the filing form that are in order."""
    return {
        **citizen(),
        "dia_chi": "Thôn Mẫu, xã An Bình",
        "quan_he": "me",
        "ho_ten_tre": "Nguyễn An",
        "ngay_sinh_tre": "2026-11-20",
        "gioi_tinh_tre": "nu",
        "noi_sinh": "Trạm y tế xã",
        "dan_toc": "Kinh",
        "que_quan": "Tỉnh Mẫu",
        "ho_ten_me": "Dora Nguyễn",
        "so_dinh_danh_me": "000000000123",
        "cha_me_ket_hon": "khong",
        "giay_sinh": "giay_chung_sinh",
        "hinh_thuc_nhan": "tai_mot_cua",
        **more,
    }


def file_birth(context: Context, office_id: int, **more: Any) -> Case:
    """Open a case as Dora does online."""
    filing = Filing(procedure_key=KEY, office_id=office_id, answers=birth_answers(**more))
    return start_case(context, filing)


def ask_for_more(context: Context, officer: Person, case: Case) -> Case:
    """Let the desk ask the applicant for what is missing."""
    answers = {"ket_qua_kiem_tra": "thieu", "noi_dung_bo_sung": "Thiếu giấy chứng sinh rõ nét."}
    return complete_task(context, officer, task_at(context, case, "kiem_tra"), answers)


def draft_birth(context: Context, officer: Person, case: Case) -> Case:
    """Let the desk accept, the register answer and the specialist draft; then Dora is asked."""
    answers: dict[str, Any] = {"ket_qua_kiem_tra": "du"}
    complete_task(context, officer, task_at(context, case, "kiem_tra"), answers)
    settle_all(context)
    answers = {"so_dang_ky": "12", "quyen_so": "01", "noi_dung_du_thao": "Họ tên: NGUYỄN AN"}
    complete_task(context, officer, task_at(context, case, "soan_du_thao"), answers)
    settle_all(context)
    return case


def settle_all(context: Context) -> None:
    """Report every job as done, with nothing found in any register."""
    with context.database.begin() as db:
        waiting = claim_due(db, context.clock.now(), "test", 20, 60)
    for job in waiting:
        if job.settles:
            settle_job(context, job, None)


def refuse_birth(context: Context, officer: Person, head: Person, case: Case) -> Case:
    """Let the desk propose and the head confirm a refusal."""
    answers = {"ket_qua_kiem_tra": "tu_choi", "ly_do_tu_choi": REASON}
    complete_task(context, officer, task_at(context, case, "kiem_tra"), answers)
    answers = {"quyet_dinh_tiep_nhan": "tu_choi", "ly_do_tra_nguoi_dan": REASON}
    return complete_task(context, head, task_at(context, case, "xac_nhan_tu_choi"), answers)
