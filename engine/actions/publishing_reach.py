"""For which cases a new version may count first: some offices, or a share of the cases."""

from collections.abc import Mapping

from engine.context import Context
from engine.errors import InputRefused, Words
from engine.procedures.procedure import Procedure
from engine.procedures.reader import read_procedure
from engine.records.publications import WHOLE, Reach
from engine.store.database import Db
from engine.store.releases import general_release


def require_reach(
    context: Context, db: Db, procedure_key: str, files: Mapping[str, bytes], reach: Reach
) -> None:
    """Raise InputRefused for offices that do not exist and shares that cannot be drawn.

    The lot falls when a dossier gets its code, after its form was filled in: so a share of the
    cases needs a filing form that stays as it is.
    """
    if reach.is_whole:
        return
    known = context.offices.get(db).by_code
    missing = [code for code in reach.offices if code not in known]
    if missing:
        raise _refusal(f"there is no office {missing[0]}.", f"không có cơ quan {missing[0]}.")
    if reach.share is not None and not 0 < reach.share < WHOLE:
        raise _refusal(
            "write a share from 1 to 99 per cent, or leave it empty for all cases.",
            "hãy ghi từ 1 đến 99 phần trăm, hoặc bỏ trống để áp dụng cho mọi hồ sơ.",
        )
    current = general_release(db, procedure_key, context.clock.now())
    if current is None or current.version_id is None:
        raise _refusal(
            "nothing is in force yet that the other cases could take; publish it for all.",
            "chưa có phiên bản đang áp dụng cho các hồ sơ còn lại; hãy công bố cho tất cả.",
        )
    if reach.share is not None:
        before = context.versions.get(db, current.version_id).compiled.procedure
        if not have_same_filing(before, read_procedure(procedure_key, files)):
            raise _refusal(
                "the filing form changes, so a share of the cases cannot be drawn after it was "
                "filled in; choose offices instead.",
                "biểu mẫu nộp hồ sơ thay đổi nên không thể chọn theo phần trăm sau khi người dân "
                "đã khai; hãy chọn theo cơ quan.",
            )


def have_same_filing(one: Procedure, other: Procedure) -> bool:
    """Tell whether two versions ask the same when a case is filed."""
    return (
        one.card.office_kind == other.card.office_kind
        and one.forms[one.card.filing_form] == other.forms[other.card.filing_form]
    )


def _refusal(en: str, vi: str) -> InputRefused:
    return InputRefused(reason=Words(en=en, vi=vi))
