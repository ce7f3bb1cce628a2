"""Signed letters stay readable aloud: each signature field has its place in the structure."""

from io import BytesIO
from typing import Any

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from engine.letters.stamp import SIZES, Stamp, draw_stamp
from engine.records.signing import Role
from engine.signatures.sealing import Appearance
from tests.engine.signatures.signing import NOW, STAMP, Bureau, letter

SEAL: tuple[tuple[Role, tuple[float, float]], ...] = (("seal", (92.0, 46.0)),)


def picture(ahead: tuple[tuple[Role, tuple[float, float]], ...] = SEAL) -> Appearance:
    return Appearance(picture=letter(STAMP), size=(128.0, 46.0), ahead=ahead)


def root_of(content: bytes) -> Any:
    return PdfFileReader(BytesIO(content)).root


def fields(content: bytes) -> list[Any]:
    return [one.get_object() for one in list(root_of(content)["/AcroForm"]["/Fields"])]


def both_signed(bureau: Bureau) -> bytes:
    return bureau.sign(bureau.sign(letter(), "leader", picture()), "seal", picture(()))


def test_each_field_is_held_by_a_form_element_that_its_index_leads_to(bureau: Bureau) -> None:
    root = root_of(both_signed(bureau))
    tree = root["/StructTreeRoot"]
    index, document = tree["/ParentTree"]["/Nums"], tree["/K"][0]
    for at, field in enumerate(fields(both_signed(bureau)), 1):
        assert (int(field["/StructParent"]), int(index[2 * at])) == (at, at)
        element = index[2 * at + 1]
        assert (element["/S"], element["/K"]["/Type"]) == ("/Form", "/OBJR")
        assert element["/K"].raw_get("/Obj") == root["/AcroForm"]["/Fields"].raw_get(at - 1)
        assert element.raw_get("/P") == tree["/K"].raw_get(0)
        assert index.raw_get(2 * at + 1) in list(document["/K"])
    assert int(tree["/ParentTreeNextKey"]) == 3


def test_fields_have_words_and_the_page_the_order_of_its_structure(bureau: Bureau) -> None:
    signed = both_signed(bureau)
    assert [one["/TU"] for one in fields(signed)] == [
        "Chữ ký số: Người ký ban hành",
        "Chữ ký số: Dấu cơ quan",
    ]
    assert root_of(signed)["/Pages"]["/Kids"][0]["/Tabs"] == "/S"


def test_the_second_signature_fills_the_field_made_with_the_first(bureau: Bureau) -> None:
    once = bureau.sign(letter(), "leader", picture())
    assert [(one["/T"], "/V" in one) for one in fields(once)] == [
        ("leader-1", True),
        ("seal-2", False),
    ]
    twice = bureau.sign(once, "seal", picture(()))
    assert twice.startswith(once)
    assert [(one["/T"], "/V" in one) for one in fields(twice)] == [
        ("leader-1", True),
        ("seal-2", True),
    ]
    assert [(one.role, one.counts) for one in bureau.read(twice)] == [
        ("leader", True),
        ("seal", True),
    ]


def test_a_step_signed_on_paper_leaves_its_field_empty(bureau: Bureau) -> None:
    ahead: tuple[tuple[Role, tuple[float, float]], ...] = (("leader", (128.0, 46.0)), *SEAL)
    once = bureau.sign(letter(), "officer", picture(ahead))
    sealed = bureau.sign(once, "seal", picture(()))
    assert [(one["/T"], "/V" in one) for one in fields(sealed)] == [
        ("officer-1", True),
        ("leader-2", False),
        ("seal-3", True),
    ]
    assert all(one.counts for one in bureau.read(sealed))


def test_a_file_signed_before_takes_another_signature_and_the_first_holds(bureau: Bureau) -> None:
    once = bureau.sign(letter(), "leader", picture(()))
    twice = bureau.sign(once, "seal", picture(()))
    assert [one["/T"] for one in fields(twice)] == ["leader-1", "seal-2"]
    assert all(one.counts for one in bureau.read(twice))


@pytest.mark.parametrize("ahead", [(), SEAL], ids=["one", "two"])
def test_what_is_appended_begins_on_a_line_of_its_own(
    bureau: Bureau, ahead: tuple[tuple[Role, tuple[float, float]], ...]
) -> None:
    assert not letter().endswith(b"\n")
    signed = bureau.sign(letter(), "leader", picture(ahead))
    assert signed[len(letter()) :].startswith(b"\n")


def test_a_file_without_a_structure_is_signed_without_one(bureau: Bureau) -> None:
    bare = without_tags()
    assert "/StructTreeRoot" not in root_of(bare)
    signed = bureau.sign(bare, "leader", picture())
    assert "/StructTreeRoot" not in root_of(signed)
    assert bureau.read(bureau.sign(signed, "seal", picture(())))[0].counts


def without_tags() -> bytes:
    """Return a PDF that tells no structure, as programs outside make them."""
    return letter().replace(b"/StructTreeRoot", b"/XtructTreeRoot")


def test_the_picture_of_a_signature_marks_nothing_within_its_field(bureau: Bureau) -> None:
    stamp = Stamp(role="leader", name="Đỗ Thanh Tâm", office="UBND Phường Mẫu An", at=NOW)
    shown = Appearance(picture=draw_stamp(stamp), size=SIZES["leader"])
    signed = bureau.sign(letter(), "leader", shown)
    (field,) = fields(signed)
    drawn = field["/AP"]["/N"]["/Resources"]["/XObject"]["/Stamp"]
    assert b"Tj" in drawn.data or b"TJ" in drawn.data
    assert not [one for one in (b"MCID", b"Artifact") if one in drawn.data]
