"""Time stamps: what an authority says of when a signature was there, and what is made of it."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from engine.errors import SettingRefused
from engine.outside.http import HttpOutside
from engine.refusals import TimeStampRefused
from engine.signatures.sealing import Sealing, Trust, read_signatures, sign_pdf
from engine.signatures.stamping import TimeAuthority, read_time_authority, stamper_of
from tests.engine.signatures.signing import NOW, Bureau, letter
from tests.engine.signatures.stamping import URL, TimeOffice, authority

LATER = NOW + timedelta(minutes=3)
HERE = TimeAuthority(url=URL, roots=(authority()[0],))


def signed(bureau: Bureau, office: TimeOffice, content: bytes | None = None) -> bytes:
    """Return a letter that the leader signed, with a stamp of the office."""
    sealing = Sealing(role="leader", certificate=bureau.leader, reason="Ký", place="-", at=NOW)
    return sign_pdf(content or letter(), sealing, bureau.keys, stamper=stamper_of(HERE, office))


def test_a_stamp_says_when_the_signature_was_there(bureau: Bureau) -> None:
    content = signed(bureau, office := TimeOffice(at=LATER))
    trust = replace(bureau.trust, clocks=HERE.roots)
    (found,) = read_signatures(content, trust)
    assert (found.intact, found.trusted, found.whole) == (True, True, True)
    assert (found.signed_at, found.stamped_at, found.stamp_trusted) == (NOW, LATER, True)
    assert [one.url for one in office.asked] == [URL]


def test_a_second_signature_keeps_the_stamp_of_the_first(bureau: Bureau) -> None:
    content = bureau.sign(signed(bureau, TimeOffice()), "seal")
    first, second = read_signatures(content, bureau.trust)
    assert (first.intact, first.stamped_at) == (True, NOW)
    assert (second.intact, second.stamped_at) == (True, None)


def test_a_stamp_of_a_stranger_is_told_apart(bureau: Bureau) -> None:
    (found,) = bureau.read(signed(bureau, TimeOffice()))
    assert (found.intact, found.stamp_trusted) == (True, False)


@pytest.mark.parametrize(("stamped", "trusted"), [(NOW, True), (NOW + timedelta(hours=3), False)])
def test_a_revoked_certificate_counts_by_the_stamp_and_not_by_its_own_clock(
    bureau: Bureau, stamped: datetime, trusted: bool
) -> None:
    content = signed(bureau, TimeOffice(at=stamped))
    revoked = {bureau.leader.serial: NOW + timedelta(hours=1)}
    trust = Trust(roots=bureau.trust.roots, clocks=HERE.roots, revoked=revoked)
    assert [one.trusted for one in read_signatures(content, trust)] == [trusted]


def test_a_changed_stamp_is_found(bureau: Bureau) -> None:
    content = signed(bureau, TimeOffice())
    day = NOW.strftime("%Y%m%d%H%M%SZ").encode().hex().upper().encode()
    other = LATER.strftime("%Y%m%d%H%M%SZ").encode().hex().upper().encode()
    assert content.count(day) == 1
    (found,) = bureau.read(content.replace(day, other))
    assert not found.intact


def test_the_stamp_of_another_signature_is_not_taken(bureau: Bureau) -> None:
    office = TimeOffice()
    signed(bureau, office)
    office.body = office.stamp(office.asked[0].body or b"")
    with pytest.raises(TimeStampRefused):
        signed(bureau, office)


@pytest.mark.parametrize("body", [b"", b"x", b"<html>", b"\x30\x03\x02\x01\x02"])
def test_what_is_no_stamp_is_refused_in_a_sentence(bureau: Bureau, body: bytes) -> None:
    with pytest.raises(TimeStampRefused, match="Try again later"):
        signed(bureau, TimeOffice(body=body))


def test_an_authority_that_fails_and_one_not_on_the_list_are_told(bureau: Bureau) -> None:
    with pytest.raises(TimeStampRefused, match="503"):
        signed(bureau, TimeOffice(status=503))
    with pytest.raises(TimeStampRefused, match="MOTCUA_HTTP_HOSTS"):
        stamper_of(HERE, HttpOutside())(b"")


def test_the_file_names_address_and_roots(tmp_path: Path) -> None:
    pem = x509.load_der_x509_certificate(authority()[0]).public_bytes(Encoding.PEM)
    (tmp_path / "roots.pem").write_bytes(pem)
    path = tmp_path / "tsa.toml"
    path.write_text(f'url = "{URL}"\nroots = "roots.pem"\nrequired = false\n', encoding="utf-8")
    assert read_time_authority(path) == replace(HERE, required=False)
    assert read_time_authority(None) is None


@pytest.mark.parametrize("text", ["", "url = 1", 'url = "u"\nroots = "no.pem"', "x"])
def test_a_file_with_a_fault_is_refused_naming_it(tmp_path: Path, text: str) -> None:
    path = tmp_path / "tsa.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingRefused, match="MOTCUA_TIME_STAMPS"):
        read_time_authority(path)
