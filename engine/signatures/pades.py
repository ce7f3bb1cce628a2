"""Making a signature: PAdES by pyHanko, B-B or B-T, the key held by whoever holds it."""

from asyncio import to_thread
from datetime import datetime
from io import BytesIO
from typing import Any

from asn1crypto import cms, tsp, x509
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError as PdfSigningError
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner, PdfSigningSession
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.stamp.static import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from engine.errors import Words
from engine.records.signing import ROLE_WORDS, Role
from engine.refusals import PdfUnsignable, TimeStampRefused
from engine.signatures.apart import apart
from engine.signatures.keys import KeyHolder
from engine.signatures.opening import BROKEN, DAMAGED, open_pdf
from engine.signatures.places import Place, place_of
from engine.signatures.reading import holds_last, require_intact
from engine.signatures.sealing import Appearance, Sealing
from engine.signatures.stamping import Stamper
from engine.signatures.tagging import add_fields, empty_field

# A signature of a P-256 or RSA key of up to 4096 bits takes at most so much.
_LONGEST_SIGNATURE = 512
# Room for a signature with its stamp, in hexadecimal digits: stamps bring their certificates along.
_STAMPED_SIZE = 32_768
# What readers say of the field.
WORDS = "Chữ ký số: {role}"
NO_STAMP = Words(
    vi="dấu thời gian nhận được không đúng", en="the time stamp that came does not hold"
)


def sign(
    content: bytes,
    sealing: Sealing,
    helped: tuple[KeyHolder, Stamper | None],
    appearance: Appearance | None,
) -> bytes:
    """Return the signed file; see engine/signatures/sealing.py.

    helped   who holds the key, and who asks for the time stamp
    """
    reader = open_pdf(content)
    number = require_intact(reader) + 1
    try:
        writer = _writer(content)
        name = _field(writer, sealing, appearance, number)
        signing = _Signing(sealing, helped, name, _style(appearance))
        room = _STAMPED_SIZE if helped[1] else None
        made = apart(lambda: signing.sign_pdf(writer, bytes_reserved=room)).getvalue()
        if helped[1] is not None and not holds_last(made):
            raise TimeStampRefused(reason=NO_STAMP)
    except (PdfSigningError, *BROKEN) as error:
        raise PdfUnsignable(reason=DAMAGED) from error
    return bytes(made)


def _writer(content: bytes) -> IncrementalPdfFileWriter:
    """Return what appends to a file; objects begin on a line of their own (ISO 19005-2, 6.1.9)."""
    return IncrementalPdfFileWriter(
        BytesIO(content if content.endswith(b"\n") else content + b"\n")
    )


def _field(
    writer: IncrementalPdfFileWriter,
    sealing: Sealing,
    appearance: Appearance | None,
    number: int,
) -> str:
    """Return the name of the field to sign: one that waits for this role, else a new one.

    With the first signature of a file the fields of those that follow are made as well.
    """
    waiting = empty_field(writer, sealing.role)
    if waiting is not None:
        return waiting
    if appearance is None:
        wanted = [_spec(sealing.role, number, None)]
    else:
        rest = appearance.ahead if number == 1 else ()
        own = ((sealing.role, appearance.size), *rest)
        wanted = [
            _spec(role, at, place_of(writer.prev, role, at, size))
            for at, (role, size) in enumerate(own, number)
        ]
    add_fields(writer, wanted, is_signed=number > 1)
    return str(wanted[0].sig_field_name)


def _spec(role: Role, number: int, place: Place | None) -> SigFieldSpec:
    words = WORDS.format(role=ROLE_WORDS[role].vi)
    name = f"{role}-{number}"
    if place is None:
        return SigFieldSpec(name, readable_field_name=words)
    return SigFieldSpec(name, on_page=place.page, box=place.box, readable_field_name=words)


def _style(appearance: Appearance | None) -> StaticStampStyle | None:
    if appearance is None:
        return None
    return StaticStampStyle(
        background=_Picture(appearance.picture),
        background_layout=SimpleBoxLayoutRule(
            x_align=AxisAlignment.ALIGN_MID, y_align=AxisAlignment.ALIGN_MID
        ),
        border_width=0,
    )


class _Picture(PdfContent):
    """The first page of a PDF that is at hand, as content of another."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self._content = content

    def render(self) -> bytes:
        """Return the operators that draw it, and note its size."""
        writer: BasePdfFileWriter = self._ensure_writer
        drawn = writer.import_page_as_xobject(PdfFileReader(BytesIO(self._content)))
        self.resources.xobject["/Stamp"] = drawn
        left, low, right, high = drawn.get_object()["/BBox"]
        self.box = BoxConstraints(width=abs(right - left), height=abs(high - low))
        return b"/Stamp Do"


class _Holder(Signer):
    """PyHanko's signer over a key that somebody else holds."""

    def __init__(self, sealing: Sealing, keys: KeyHolder) -> None:
        certificate = sealing.certificate
        chain = SimpleCertificateStore()
        chain.register_multiple(x509.Certificate.load(one) for one in certificate.chain)
        super().__init__(
            signing_cert=x509.Certificate.load(certificate.content),
            cert_registry=chain,
            embed_roots=False,
        )
        self._keys, self._key = keys, certificate.key

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        """Return the raw signature; room for the largest one where it is only measured."""
        if dry_run:
            return bytes(_LONGEST_SIGNATURE)
        return await to_thread(self._keys.sign, self._key, data)


class _Stamps(TimeStamper):
    """PyHanko's client of an authority for time stamps, over our own way outside."""

    def __init__(self, stamper: Stamper) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._stamper = stamper

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        """Return a stamp; raise TimeStampRefused for what is none."""
        try:
            return await super().async_timestamp(message_digest, md_algorithm)
        except (TimestampRequestError, *BROKEN) as error:
            raise TimeStampRefused(reason=NO_STAMP) from error

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """Return the reply to a request; raise TimeStampRefused."""
        reply = await to_thread(self._stamper, req.dump())
        return tsp.TimeStampResp.load(reply, strict=True)


class _Signing(PdfSigner):
    """One signature at the time of our clock."""

    def __init__(
        self,
        sealing: Sealing,
        helped: tuple[KeyHolder, Stamper | None],
        field: str,
        style: StaticStampStyle | None,
    ) -> None:
        self._at: datetime = sealing.at
        super().__init__(
            PdfSignatureMetadata(
                field_name=field,
                md_algorithm="sha256",
                subfilter=SigSeedSubFilter.PADES,
                name=sealing.certificate.name,
                reason=sealing.reason,
                location=sealing.place,
            ),
            signer=_Holder(sealing, helped[0]),
            timestamper=_Stamps(helped[1]) if helped[1] else None,
            stamp_style=style,
        )

    def init_signing_session(self, *given: Any, **more: Any) -> PdfSigningSession:
        """Return the session, set to our time."""
        session = super().init_signing_session(*given, **more)
        session.system_time = self._at
        return session
