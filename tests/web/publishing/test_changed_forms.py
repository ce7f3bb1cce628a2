"""A form that changes while somebody fills it in: nothing is lost, and it is said."""

from engine.actions.publish_procedure import publish_procedure
from engine.procedures.reader import read_folder
from engine.store.cases import find_case_by_code
from tests.make import PROCEDURES, TEST_PROCEDURES
from tests.pages import Pages
from tests.queries.births import KEY
from tests.web.casework import SMALL, Casework
from tests.web.citizen import FORM, REVIEW, Portal, typed, upload
from tests.web.test_receive_page import DORA


def ask_anew(portal: Portal, *, form: bool) -> None:
    """Put another version into force, with another filing form or another card."""
    files = dict(read_folder(PROCEDURES / KEY))
    path = "forms/to-khai.form" if form else "procedure.toml"
    before = files[path].decode()
    after = before.replace("Họ, chữ đệm, tên", "Họ và tên") if form else f"{before}\n# khác\n"
    assert after != before
    portal.move(minutes=5)
    publish_procedure(portal.context, KEY, {**files, path: after.encode()})


def test_a_citizen_is_told_that_the_form_changed_and_sends_it_once_read(
    portal: Portal, dora: Pages
) -> None:
    dora.post(FORM, **typed(tep_giay_sinh=upload()))
    ask_anew(portal, form=True)
    assert dora.post(REVIEW).response.location == f"{FORM}?check=1"
    page = dora.get(FORM)
    assert "Biểu mẫu đã đổi từ 23/11/2026 09:05" in page.words
    assert page.field("ho_ten") == typed()["ho_ten"]
    dora.post(FORM, **typed(tep_giay_sinh=upload()))
    assert dora.post(REVIEW).response.location == "/receipt"


def test_a_version_with_the_same_form_disturbs_nobody(portal: Portal, dora: Pages) -> None:
    dora.post(FORM, **typed(tep_giay_sinh=upload()))
    ask_anew(portal, form=False)
    assert dora.post(REVIEW).response.location == "/receipt"
    with portal.context.database.read() as db:
        case = find_case_by_code(db, "H99.1-261123-0001")
        assert case is not None
        assert portal.context.versions.get(db, case.version_id).version.number == 2


def test_the_desk_is_told_that_the_form_changed(casework: Casework) -> None:
    alice, path = casework.browser("alice"), f"/receive/{SMALL}"
    version = alice.get(path).field("version")
    files = dict(read_folder(TEST_PROCEDURES / SMALL))
    form = files["forms/nop.form"].decode().replace("Họ tên", "Họ và tên")
    publish_procedure(casework.context, SMALL, {**files, "forms/nop.form": form.encode()})
    office = str(casework.cast.office_id)
    page = alice.post(path, 409, **{**DORA, "deciding-office": office, "version": version})
    assert "Biểu mẫu vừa thay đổi" in page.words
    assert page.field("ho_ten") == "Dora Nguyễn"
