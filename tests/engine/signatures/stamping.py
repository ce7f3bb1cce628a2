"""An authority for time stamps that answers on the spot, as one outside would."""

from asyncio import run
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache

from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from engine.outside.http import Reply, Request
from engine.signatures.apart import apart
from tests.engine.signatures.signing import NOW

URL = "https://tsa.example.vn/stamps"


@cache
def authority() -> tuple[bytes, bytes]:
    """Return certificate and key (DER) of an authority for time stamps."""
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "TSA thử nghiệm")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - timedelta(days=1))
        .not_valid_after(NOW + timedelta(days=365))
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(private, hashes.SHA256())
    )
    coding, plain = serialization.Encoding.DER, serialization.NoEncryption()
    key = private.private_bytes(coding, serialization.PrivateFormat.PKCS8, plain)
    return made.public_bytes(coding), key


@dataclass
class TimeOffice:
    """The authority behind a call: it stamps, or answers what it is told to."""

    at: datetime = NOW
    status: int = 200
    body: bytes | None = None
    asked: list[Request] = field(default_factory=list)

    def call(self, request: Request) -> Reply:
        """Answer a request for a stamp."""
        self.asked.append(request)
        body = self.body if self.body is not None else self.stamp(request.body or b"")
        return Reply(status=self.status, headers={}, body=body)

    def stamp(self, query: bytes) -> bytes:
        """Return the reply to a request, a stamp of `at`."""
        certificate, key = authority()
        made = DummyTimeStamper(
            asn1.Certificate.load(certificate),
            keys.PrivateKeyInfo.load(key),
            fixed_dt=self.at.astimezone(UTC),
        )
        asked = tsp.TimeStampReq.load(query)
        answer: bytes = apart(lambda: run(made.async_request_tsa_response(asked))).dump()
        return answer
