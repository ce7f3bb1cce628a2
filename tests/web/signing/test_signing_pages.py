"""The pages on which letters are signed."""

from io import BytesIO
from zipfile import ZipFile

from engine.actions.sign_letter import sign_letter
from engine.store.readings import list_readings
from tests.make import PASSWORD
from tests.web.signing.conftest import SigningDesk


def test_a_leader_sees_what_waits_and_signs_what_was_chosen(house: SigningDesk) -> None:
    letter, bob = house.letter(), house.browser("bob")
    page = bob.get("/signing")
    assert str(letter.number) in page.words
    mark = f"{letter.letter_id}-0"
    answer = bob.post("/signing", letter=mark, password=PASSWORD)
    assert "Đã ký 1 trên 1" in bob.get(answer.response.location).words
    assert "Không có văn bản chờ ký" in bob.get("/signing").words


def test_all_that_is_shown_is_signed_with_one_button(house: SigningDesk) -> None:
    marks = [f"{house.letter().letter_id}-0" for _ in range(2)]
    bob = house.browser("bob")
    answer = bob.post("/signing", shown=marks, all="1", password=PASSWORD)
    assert "Đã ký 2 trên 2" in bob.get(answer.response.location).words


def test_a_wrong_password_keeps_what_was_chosen(house: SigningDesk) -> None:
    letter, bob = house.letter(), house.browser("bob")
    page = bob.post("/signing", status=403, letter=f"{letter.letter_id}-0", password="khác")
    assert "Mật khẩu không đúng" in page.words
    boxes = [one for one in page.root.iter("input") if one.get("name") == "letter"]
    assert [one.get("checked") is not None for one in boxes] == [True]


def test_a_letter_is_read_page_by_page_before_it_is_signed(house: SigningDesk) -> None:
    letter, bob = house.letter(), house.browser("bob")
    path = f"/signing/letters/{letter.letter_id}"
    assert "Nhập lại mật khẩu" in bob.get(path).words
    picture = bob.get(f"{path}/pages/1").response
    assert (picture.mimetype, picture.data[:4]) == ("image/png", b"\x89PNG")
    bob.get(f"{path}/pages/9", status=404)
    assert bob.get(f"{path}/file").response.data.startswith(b"%PDF-")


def test_a_page_looked_at_is_noted(house: SigningDesk) -> None:
    letter, bob = house.letter(), house.browser("bob")
    bob.get(f"/signing/letters/{letter.letter_id}/pages/1")
    with house.desk.context.database.read() as db:
        purposes = [one.purpose for one in list_readings(db, letter.case_id)]
    assert purposes == ["file"]


def test_what_is_not_ones_own_to_sign_is_not_found(house: SigningDesk) -> None:
    letter = house.letter()
    charlie = house.browser("charlie")
    for part in ("", "/pages/1", "/file"):
        charlie.get(f"/signing/letters/{letter.letter_id}{part}", status=404)


def test_an_order_is_seen_by_who_gave_it(house: SigningDesk) -> None:
    letter, bob = house.letter(), house.browser("bob")
    where = bob.post("/signing", letter=f"{letter.letter_id}-0", password=PASSWORD)
    house.browser("grace").get(where.response.location, status=404)


def test_the_clerk_seals_after_the_leader(house: SigningDesk) -> None:
    letter, grace = house.letter(), house.browser("grace")
    assert "Không có văn bản chờ ký" in grace.get("/signing").words
    sign_letter(house.desk.context, house.desk.leader, letter.letter_id, 0)
    page = grace.get(f"/signing/letters/{letter.letter_id}")
    assert "Bob" in page.words
    assert "Ký: Dấu cơ quan" in page.words


def test_signed_on_paper_is_noted_with_its_reason(house: SigningDesk) -> None:
    letter, bob = house.letter(), house.browser("bob")
    path = f"/signing/letters/{letter.letter_id}"
    bob.post(f"{path}/by-hand", step="0", reason="")
    assert "hãy ghi vì sao" in bob.get(path).words
    bob.post(f"{path}/by-hand", step="0", reason="Máy chủ hỏng", password="khác")
    assert "Ký: Người ký" in bob.get(path).words
    bob.post(f"{path}/by-hand", step="0", reason="Máy chủ hỏng", password=PASSWORD)
    assert "Ký: Dấu cơ quan" in house.browser("grace").get(path).words


def test_an_administrator_revokes_a_certificate_with_a_reason(house: SigningDesk) -> None:
    frank = house.browser("frank")
    page = frank.get("/signing/certificates")
    path = next(
        one.get("action", "")
        for one in page.root.iter("form")
        if "/certificates/" in one.get("action", "")
    )
    frank.post(path, reason="Mất thiết bị")
    assert "Mất thiết bị" in frank.get("/signing/certificates").words
    house.browser("bob").get("/signing/certificates", status=403)


def test_a_file_named_by_hand_is_taken_for_a_number_only(house: SigningDesk) -> None:
    bob = house.browser("bob")
    page = bob.post("/signing", status=422, letter="1-0; drop", password=PASSWORD)
    assert "chọn ít nhất một văn bản" in page.words


def test_a_letter_is_had_as_docx_and_an_edited_one_is_kept_beside_it(house: SigningDesk) -> None:
    letter, alice = house.letter(), house.browser("alice")
    path = f"/signing/letters/{letter.letter_id}"
    content = alice.get(f"{path}/docx").response.data
    with ZipFile(BytesIO(content)) as archive:
        words = archive.read("word/document.xml").decode()
    assert "XIN LỖI" in words.upper()
    bob = house.browser("bob")
    bob.post(f"{path}/versions", file=(BytesIO(content), "sửa & lại.docx"))
    page = bob.get(path)
    assert "Bản sửa 1: sửa & lại.docx" in page.words
    link = next(a.get("href", "") for a in page.root.iter("a") if "/versions/" in a.get("href", ""))
    assert bob.get(link).response.data == content
    assert bob.get(f"{path}/file").response.data.startswith(b"%PDF-")
    for part in (f"{path}/docx", link):
        house.browser("charlie").get(part, status=404)


def test_what_is_no_docx_is_not_kept(house: SigningDesk) -> None:
    letter, bob = house.letter(), house.browser("bob")
    path = f"/signing/letters/{letter.letter_id}"
    for content, name in ((b"PK\x03\x04", "a.docx"), (b"%PDF-1.7", "a.pdf"), (b"", "")):
        bob.post(f"{path}/versions", file=(BytesIO(content), name))
    page = bob.get(path)
    assert "Bản 1" not in page.words
