"""Signatures on PDF: they stand beside each other, and whatever is changed is found."""

import asyncio
import random
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from engine.errors import NotFound
from engine.records.signing import Role
from engine.refusals import KeyUnusable, PdfUnsignable
from engine.signatures.apart import apart
from engine.signatures.keys import FolderKeys
from engine.signatures.sealing import Appearance, Trust, read_signatures
from tests.engine.signatures.signing import NOW, STAMP, Bureau, letter, open_bureau

ROLES: tuple[Role, ...] = ("officer", "leader", "seal")


def test_three_signatures_stand_in_one_file_and_all_hold(bureau: Bureau) -> None:
    content = letter()
    for role in ROLES:
        content = bureau.sign(content, role)
    found = bureau.read(content)
    assert [(one.role, one.counts, one.whole) for one in found] == [
        ("officer", True, False),
        ("leader", True, False),
        ("seal", True, True),
    ]


def test_a_signature_tells_who_when_and_why(bureau: Bureau) -> None:
    (found,) = bureau.read(bureau.sign(letter()))
    assert (found.name, found.office, found.signed_at) == ("Đỗ Thanh Tâm", "UBND", NOW)
    assert (found.reason, found.serial) == ("Ký", bureau.leader.serial)


def test_it_signs_where_an_event_loop_runs_already(bureau: Bureau) -> None:
    async def within() -> bytes:
        return bureau.sign(letter())

    # Apart: a browser test before this one leaves a loop that runs.
    (found,) = bureau.read(apart(lambda: asyncio.run(within())))
    assert found.name == "Đỗ Thanh Tâm"


def test_a_file_is_only_appended_to(bureau: Bureau) -> None:
    signed = bureau.sign(letter())
    assert signed.startswith(letter())


def test_the_picture_stands_on_the_page(bureau: Bureau) -> None:
    picture = Appearance(picture=letter(STAMP), size=(128.0, 46.0))
    signed = bureau.sign(letter(), appearance=picture)
    page = PdfFileReader(BytesIO(signed)).root["/Pages"]["/Kids"][0]
    left, low, right, high = (int(one) for one in page["/Annots"][0]["/Rect"])
    assert (right - left, high - low) == (128, 46)
    assert bureau.read(signed)[0].counts


def test_it_is_pades_as_another_reader_sees_it(bureau: Bureau) -> None:
    one = PdfFileReader(BytesIO(bureau.sign(letter()))).embedded_signatures[0]
    root = x509.Certificate.load(bureau.authority.content)
    context = ValidationContext(trust_roots=[root], moment=NOW, allow_fetching=False)
    status = apart(lambda: validate_pdf_signature(one, context))
    assert (status.bottom_line, status.coverage) == (True, SignatureCoverageLevel.ENTIRE_FILE)
    assert one.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"


def test_every_byte_that_is_changed_is_found(bureau: Bureau) -> None:
    signed = bureau.sign(letter())
    drawn = random.Random(7)  # noqa: S311 - no secret
    begin = signed.rindex(b"/Contents <")
    places = [drawn.randrange(len(signed)) for _ in range(120)]
    places += [drawn.randrange(begin, begin + 2_400) for _ in range(120)]
    missed = []
    for place in places:
        altered = bytearray(signed)
        altered[place] ^= 1 << drawn.randrange(7)
        try:
            found = bureau.read(bytes(altered))
        except PdfUnsignable:
            continue
        if [one for one in found if one.counts and one.whole]:
            missed.append((place, signed[place], altered[place]))
    assert missed == []


@pytest.mark.parametrize("tail", [b" ", b"\n%%EOF\n", b"%PDF-1.7"], ids=["blank", "end", "other"])
def test_what_is_appended_without_a_signature_is_found(bureau: Bureau, tail: bytes) -> None:
    try:
        found = bureau.read(bureau.sign(letter()) + tail)
    except PdfUnsignable:
        return
    assert not any(one.counts and one.whole for one in found)


def test_an_altered_file_is_not_signed_again(bureau: Bureau) -> None:
    signed = bytearray(bureau.sign(letter()))
    place = signed.index(b"/MediaBox")
    signed[place + 12 : place + 13] = b"1"
    with pytest.raises(PdfUnsignable) as caught:
        bureau.sign(bytes(signed), "seal")
    assert "đã bị sửa sau khi ký" in caught.value.text("vi")


def test_another_authority_is_not_trusted(bureau: Bureau, tmp_path: Path) -> None:
    other = open_bureau(tmp_path)
    (found,) = read_signatures(bureau.sign(letter()), other.trust)
    assert (found.intact, found.trusted) == (True, False)


@pytest.mark.parametrize(("hours", "trusted"), [(-1, False), (1, True)], ids=["before", "after"])
def test_a_revoked_certificate_counts_for_what_was_signed_before(
    bureau: Bureau, hours: int, trusted: bool
) -> None:
    since = NOW.replace(hour=NOW.hour + hours)
    trust = Trust(roots=bureau.trust.roots, revoked={bureau.leader.serial: since})
    (found,) = read_signatures(bureau.sign(letter()), trust)
    assert found.trusted is trusted


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "không phải tệp PDF"),
        (b"GIF89a", "không phải tệp PDF"),
        (b"%PDF-1.7\n", "bị hỏng"),
        (b"%PDF-1.7\n" + b"9" * 5_000 + b"\nstartxref\n7\n%%EOF", "bị hỏng"),
        (b"%PDF-" + b"0" * 50_000_000, "lớn hơn 20 MB"),
    ],
    ids=["empty", "gif", "head", "figures", "50 MB"],
)
def test_what_is_no_letter_is_refused_in_a_sentence(
    bureau: Bureau, content: bytes, words: str
) -> None:
    for act in (bureau.sign, bureau.read):
        with pytest.raises(PdfUnsignable) as caught:
            act(content)
        assert words in caught.value.text("vi")


def test_an_encrypted_file_is_refused(bureau: Bureau) -> None:
    encrypted = letter().replace(b"trailer\n<<", b"trailer\n<</Encrypt 1 0 R ", 1)
    with pytest.raises(PdfUnsignable):
        bureau.sign(encrypted)


def test_random_damage_ends_in_a_sentence(bureau: Bureau) -> None:
    drawn = random.Random(11)  # noqa: S311 - no secret
    signed = bureau.sign(letter())
    for _ in range(60):
        damaged = bytearray(signed)
        for _ in range(drawn.randrange(1, 40)):
            damaged[drawn.randrange(5, len(damaged))] = drawn.randrange(256)
        with suppress(PdfUnsignable):
            bureau.read(bytes(damaged))


def test_keys_are_encrypted_and_open_with_their_secret_only(bureau: Bureau, tmp_path: Path) -> None:
    FolderKeys(tmp_path, "đúng").make("tam")
    content = (tmp_path / "tam.pem").read_bytes()
    assert b"ENCRYPTED PRIVATE KEY" in content
    assert (tmp_path / "tam.pem").stat().st_mode & 0o077 == 0
    with pytest.raises(KeyUnusable):
        FolderKeys(tmp_path, "sai").sign("tam", b"x")


@pytest.mark.parametrize("key", ["../tam", "", "a/b", "nobody"])
def test_no_name_of_a_key_leads_out_of_the_folder(bureau: Bureau, key: str) -> None:
    with pytest.raises(NotFound):
        replace(bureau, leader=replace(bureau.leader, key=key)).sign(letter())
