"""A certificate authority of the sample office: its certificates prove nothing outside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from engine.records.signing import Certificate
from engine.signatures.keys import FolderKeys

AUTHORITY_KEY: Final = "authority"
AUTHORITY_NAME: Final = "Motcua – CA thử nghiệm, không có giá trị pháp lý"
COUNTRY: Final = "VN"
AUTHORITY_DAYS: Final = 3650
# Certificates of the Government's authority count five years at most: Decree 23/2025/NĐ-CP.
DAYS: Final = 1095
USES: Final[Mapping[str, bool]] = dict.fromkeys(
    (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    ),
    False,
)


@dataclass(frozen=True, kw_only=True)
class Subject:
    """Whom a certificate is for; see `records.signing.Certificate`."""

    key: str
    person_id: int | None
    office_id: int
    name: str
    office: str


class Authority:
    """Issues certificates; its own key lies beside those that it vouches for."""

    def __init__(self, keys: FolderKeys, content: bytes) -> None:
        self._keys = keys
        self.content = content
        self._own = x509.load_der_x509_certificate(content)

    def issue(self, subject: Subject, now: datetime, days: int = DAYS) -> Certificate:
        """Make a key for somebody and return the certificate for it, valid from now on."""
        public = self._keys.make(subject.key)
        name = _named(subject.name, subject.office)
        until = now + timedelta(days=days)
        built = _draft(name, self._own.subject, public, now, until)
        built = built.add_extension(x509.BasicConstraints(ca=False, path_length=None), True)
        uses = {**USES, "digital_signature": True, "content_commitment": True}
        made = _sealed(built.add_extension(x509.KeyUsage(**uses), True), self._keys)
        return Certificate(
            key=subject.key,
            person_id=subject.person_id,
            office_id=subject.office_id,
            name=subject.name,
            office=subject.office,
            serial=f"{made.serial_number:x}",
            issuer=AUTHORITY_NAME,
            content=made.public_bytes(Encoding.DER),
            chain=(self.content,),
            valid_from=now,
            valid_until=until,
        )


def found_authority(keys: FolderKeys, now: datetime) -> Authority:
    """Make an authority with a key of its own and return it."""
    public = keys.make(AUTHORITY_KEY)
    name = _named(AUTHORITY_NAME, "Motcua")
    built = _draft(name, name, public, now, now + timedelta(days=AUTHORITY_DAYS))
    built = built.add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
    uses = {**USES, "key_cert_sign": True, "crl_sign": True}
    made = _sealed(built.add_extension(x509.KeyUsage(**uses), True), keys)
    return Authority(keys, made.public_bytes(Encoding.DER))


def _named(name: str, office: str) -> x509.Name:
    parts = ((NameOID.COUNTRY_NAME, COUNTRY), (NameOID.ORGANIZATION_NAME, office))
    return x509.Name(
        [
            x509.NameAttribute(kind, text[:64])
            for kind, text in (*parts, (NameOID.COMMON_NAME, name))
        ]
    )


def _draft(
    subject: x509.Name,
    issuer: x509.Name,
    public: ec.EllipticCurvePublicKey,
    start: datetime,
    end: datetime,
) -> x509.CertificateBuilder:
    return x509.CertificateBuilder(
        subject_name=subject,
        issuer_name=issuer,
        public_key=public,
        serial_number=x509.random_serial_number(),
        not_valid_before=start.replace(microsecond=0),
        not_valid_after=end.replace(microsecond=0),
    ).add_extension(x509.SubjectKeyIdentifier.from_public_key(public), False)


def _sealed(built: x509.CertificateBuilder, keys: FolderKeys) -> x509.Certificate:
    return built.sign(keys.private(AUTHORITY_KEY), hashes.SHA256())
