"""Reading signatures back from a file."""

from datetime import datetime
from typing import Any

from asn1crypto import algos, cms, core, x509
from asn1crypto.parser import peek
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from engine.errors import Words
from engine.records.signing import Signature
from engine.refusals import PdfUnsignable
from engine.signatures.apart import apart
from engine.signatures.opening import BROKEN, DAMAGED, open_pdf
from engine.signatures.sealing import Trust

ALTERED = Words(
    vi="tệp đã bị sửa sau khi ký, chữ ký trước không còn giá trị.",
    en="it was altered after it was signed: an earlier signature no longer holds.",
)
VERSION = core.Integer(1).dump()
OCTETS, SEQUENCE, SET, TAGGED, UNSIGNED = 0x04, 0x30, 0x31, 0xA0, 0xA1


def read(content: bytes, trust: Trust) -> tuple[Signature, ...]:
    """Return the signatures of a file, the oldest first; raise PdfUnsignable."""
    reader = open_pdf(content)
    return tuple(_read(one, trust) for one in reader.embedded_signatures)


def count_pages(content: bytes) -> int:
    """Return how many pages a file has; raise PdfUnsignable."""
    try:
        return int(open_pdf(content).root["/Pages"]["/Count"])
    except BROKEN as error:
        raise PdfUnsignable(reason=DAMAGED) from error


def holds_last(content: bytes) -> bool:
    """Tell whether the last signature of a file holds, and its time stamp with it."""
    last = open_pdf(content).embedded_signatures[-1]
    status = _status(last, Trust(roots=()))
    return _holds(last, status) and status is not None and status.timestamp_validity is not None


def require_intact(reader: PdfFileReader) -> int:
    """Return how many signatures a file has; raise PdfUnsignable where one no longer holds."""
    for one in reader.embedded_signatures:
        if not _holds(one, _status(one, Trust(roots=()))):
            raise PdfUnsignable(reason=ALTERED)
    return len(reader.embedded_signatures)


def _read(one: EmbeddedPdfSignature, trust: Trust) -> Signature:
    status = _status(one, trust)
    try:
        certificate, at = one.signer_cert, one.self_reported_timestamp
        subject, serial = certificate.subject.native, f"{certificate.serial_number:x}"
        issuer = certificate.issuer.native.get("common_name", "")
        field, reason = one.field_name, str(one.sig_object.get("/Reason", ""))
    except BROKEN as error:
        raise PdfUnsignable(reason=DAMAGED) from error
    stamp = status.timestamp_validity if status else None
    sure = stamp.timestamp if stamp is not None and stamp.trusted else None
    counted = _counted(trust.revoked.get(serial), sure or at)
    return Signature(
        field=field,
        name=subject.get("common_name", ""),
        office=subject.get("organization_name", ""),
        serial=serial,
        issuer=issuer,
        signed_at=at,
        reason=reason,
        intact=_holds(one, status),
        trusted=bool(status and status.trusted) and counted,
        whole=status is not None and status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        stamped_at=stamp.timestamp if stamp is not None else None,
        stamp_trusted=sure is not None,
    )


def _counted(revoked: datetime | None, at: datetime | None) -> bool:
    """Tell whether a certificate counted at the time of a signature: revoked later, or never."""
    return revoked is None or (at is not None and at < revoked)


def _status(one: EmbeddedPdfSignature, trust: Trust) -> PdfSignatureStatus | None:
    """Return what pyHanko finds; None for a signature that cannot be read at all."""
    try:
        signers, clocks = (_under(roots, one) for roots in (trust.roots, trust.clocks))
        return apart(lambda: validate_pdf_signature(one, signers, clocks))
    except (SignatureValidationError, *BROKEN):
        return None


def _under(roots: tuple[bytes, ...], one: EmbeddedPdfSignature) -> ValidationContext:
    """Return trust in these authorities at the time of a signature."""
    return ValidationContext(
        trust_roots=[x509.Certificate.load(root) for root in roots],
        moment=one.self_reported_timestamp,
        allow_fetching=False,
        revocation_mode="soft-fail",
    )


def _holds(one: EmbeddedPdfSignature, status: PdfSignatureStatus | None) -> bool:
    return (
        status is not None
        and status.intact
        and status.valid
        and status.docmdp_ok is not False
        and status.coverage is not None
        and status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION
        and _is_tight(one)
        and _is_stamped_well(status)
    )


def _is_stamped_well(status: PdfSignatureStatus) -> bool:
    """Tell whether a time stamp is of this very signature; True where there is none."""
    stamp = status.timestamp_validity
    return stamp is None or (stamp.intact and stamp.valid)


def _is_tight(one: EmbeddedPdfSignature) -> bool:
    """Tell whether the only part that is not signed holds the signature and zeros.

    Source   EN 319 142-1, 5.3: the byte range leaves out nothing else.
    """
    try:
        return _is_filled(one)
    except BROKEN:
        return False


def _is_filled(one: EmbeddedPdfSignature) -> bool:
    first, size, second, _ = (int(part) for part in one.byte_range)
    stream = one.reader.stream
    stream.seek(first + size)
    gap: bytes = stream.read(second - first - size)
    held: bytes = one.pkcs7_content
    size = peek(held)
    tight = gap == b"<%s>" % held.hex().upper().encode() and not held[size:].strip(b"\0")
    return tight and _is_plain(held[:size], one.signer_cert.issuer.dump())


def _is_plain(held: bytes, issuer: bytes) -> bool:
    """Tell whether the parts of a signature that it does not cover are as the standard has them.

    Source   RFC 5652, 5.1 and 5.3 (versions, digest algorithms); RFC 5754, 2 (parameters)
    """
    signed = cms.ContentInfo.load(held, strict=True)["content"]
    (signer,) = signed["signer_infos"]
    used = signer["digest_algorithm"].dump()
    kind = {"algorithm": signer["digest_algorithm"]["algorithm"].native}
    known = (kind, {**kind, "parameters": core.Null()})
    return (
        used in [algos.DigestAlgorithm(one).dump() for one in known]
        and signed["digest_algorithms"].dump() == _der(SET, used)
        and signed["version"].dump() == signer["version"].dump() == VERSION
        and signer["sid"].chosen["issuer"].dump() == issuer
        and held == _rebuilt(signed, signer)
    )


def _rebuilt(signed: Any, signer: Any) -> bytes:
    """Return a signature put together anew from its parts, each length as DER has it (X.690)."""
    sid = signer["sid"].chosen
    said = [_der(SEQUENCE, sid["issuer"].dump() + sid["serial_number"].dump())]
    said += [signer[name].dump() for name in ("digest_algorithm", "signed_attrs")]
    said += [signer["signature_algorithm"].dump(), _der(OCTETS, signer["signature"].native)]
    said += [_der(UNSIGNED, one) for one in _stamps(signer)]
    certificates = b"".join(one.chosen.dump() for one in signed["certificates"])
    parts = (
        VERSION,
        signed["digest_algorithms"].dump(),
        _der(SEQUENCE, cms.ContentType("data").dump()),
        _der(TAGGED, certificates),
        _der(SET, _der(SEQUENCE, VERSION + b"".join(said))),
    )
    whole = _der(TAGGED, _der(SEQUENCE, b"".join(parts)))
    return _der(SEQUENCE, cms.ContentType("signed_data").dump() + whole)


def _stamps(signer: Any) -> list[bytes]:
    """Return the attributes beside a signature: one time stamp, or none."""
    beside = signer["unsigned_attrs"]
    if beside.native is None:
        return []
    (stamp,) = beside
    (token,) = stamp["values"]
    kind = cms.CMSAttributeType("signature_time_stamp_token").dump()
    return [_der(SEQUENCE, kind + _der(SET, token.dump()))]


def _der(tag: int, content: bytes) -> bytes:
    """Return a value with its tag and shortest length (X.690, 8.1.3 and 10.1)."""
    size = len(content)
    if size < 0x80:
        return bytes((tag, size)) + content
    told = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(told))) + told + content
