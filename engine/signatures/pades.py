"""Making a signature: PAdES B-B by pyHanko, the key held by whoever holds it."""

from asyncio import to_thread
from datetime import datetime
from io import BytesIO
from typing import Any

from asn1crypto import x509
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError as PdfSigningError
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner, PdfSigningSession
from pyhanko.stamp.static import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from engine.records.signing import ROLE_WORDS
from engine.refusals import PdfUnsignable
from engine.signatures.apart import apart
from engine.signatures.keys import KeyHolder
from engine.signatures.opening import BROKEN, DAMAGED, open_pdf
from engine.signatures.places import place_of
from engine.signatures.reading import require_intact
from engine.signatures.sealing import Appearance, Sealing

# A signature of a P-256 or RSA key of up to 4096 bits takes at most so much.
_LONGEST_SIGNATURE = 512


def sign(content: bytes, sealing: Sealing, keys: KeyHolder, appearance: Appearance | None) -> bytes:
    """Return the signed file; see engine/signatures/sealing.py."""
    reader = open_pdf(content)
    number = require_intact(reader) + 1
    try:
        spec, style = _field(reader, sealing, appearance, number)
        signing = _Signing(sealing, keys, spec, style)
        made = apart(lambda: signing.sign_pdf(_writer(content)))
    except (PdfSigningError, *BROKEN) as error:
        raise PdfUnsignable(reason=DAMAGED) from error
    return bytes(made.getvalue())


def _writer(content: bytes) -> IncrementalPdfFileWriter:
    return IncrementalPdfFileWriter(BytesIO(content))


def _field(
    reader: PdfFileReader, sealing: Sealing, appearance: Appearance | None, number: int
) -> tuple[SigFieldSpec, StaticStampStyle | None]:
    name, words = f"{sealing.role}-{number}", ROLE_WORDS[sealing.role].vi
    if appearance is None:
        return SigFieldSpec(name, readable_field_name=words), None
    place = place_of(reader, sealing.role, number, appearance)
    spec = SigFieldSpec(name, on_page=place.page, box=place.box, readable_field_name=words)
    style = StaticStampStyle(
        background=_Picture(appearance.picture),
        background_layout=SimpleBoxLayoutRule(
            x_align=AxisAlignment.ALIGN_MID, y_align=AxisAlignment.ALIGN_MID
        ),
        border_width=0,
    )
    return spec, style


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


class _Signing(PdfSigner):
    """One signature at the time of our clock."""

    def __init__(
        self,
        sealing: Sealing,
        keys: KeyHolder,
        spec: SigFieldSpec,
        style: StaticStampStyle | None,
    ) -> None:
        self._at: datetime = sealing.at
        super().__init__(
            PdfSignatureMetadata(
                field_name=spec.sig_field_name,
                md_algorithm="sha256",
                subfilter=SigSeedSubFilter.PADES,
                name=sealing.certificate.name,
                reason=sealing.reason,
                location=sealing.place,
            ),
            signer=_Holder(sealing, keys),
            new_field_spec=spec,
            stamp_style=style,
        )

    def init_signing_session(self, *given: Any, **more: Any) -> PdfSigningSession:
        """Return the session, set to our time."""
        session = super().init_signing_session(*given, **more)
        session.system_time = self._at
        return session
