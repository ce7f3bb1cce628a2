"""Certificates of people and of seals, and the authorities they are trusted from."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, bindparam, insert, select, update

from engine.errors import NotFound, Words
from engine.records.signing import Certificate
from engine.store.signature_tables import certificate, signing_authority
from engine.store.types import AnyRow

WORDS = Words(en="certificate", vi="chứng thư số")
ALL = select(certificate).order_by(certificate.c.office_id, certificate.c.name, certificate.c.id)
BY_ID = ALL.where(certificate.c.id == bindparam("wanted"))
# The newest first: an older one that still counts is used no more.
OF_PERSON = (
    select(certificate)
    .where(certificate.c.person_id == bindparam("of_person"))
    .order_by((certificate.c.office_id == bindparam("in_office")).desc(), certificate.c.id.desc())
)
OF_SEAL = (
    select(certificate)
    .where(certificate.c.person_id.is_(None), certificate.c.office_id == bindparam("of_office"))
    .order_by(certificate.c.id.desc())
)
ROOTS = select(signing_authority.c.content).order_by(signing_authority.c.id)
REVOKED = select(certificate.c.serial, certificate.c.revoked_at).where(
    certificate.c.revoked_at.is_not(None)
)


def insert_certificate(db: Connection, made: Certificate, now: datetime) -> Certificate:
    """Keep a certificate and return it with its id."""
    row = {
        "key": made.key,
        "person_id": made.person_id,
        "office_id": made.office_id,
        "name": made.name,
        "office": made.office,
        "serial": made.serial,
        "issuer": made.issuer,
        "content": made.content,
        "chain": [one.hex() for one in made.chain],
        "valid_from": made.valid_from,
        "valid_until": made.valid_until,
        "added_at": now,
    }
    certificate_id = db.execute(insert(certificate).returning(certificate.c.id), row).scalar_one()
    return get_certificate(db, certificate_id)


def get_certificate(db: Connection, certificate_id: int) -> Certificate:
    """Return a certificate; raise NotFound."""
    row = db.execute(BY_ID, {"wanted": certificate_id}).first()
    if row is None:
        raise NotFound(what=WORDS, key=certificate_id)
    return _certificate(row)


def find_own_certificate(db: Connection, person_id: int, office_id: int) -> Certificate | None:
    """Return the newest certificate of a person, one for this office before any other."""
    row = db.execute(OF_PERSON, {"of_person": person_id, "in_office": office_id}).first()
    return None if row is None else _certificate(row)


def find_seal(db: Connection, office_id: int) -> Certificate | None:
    """Return the newest certificate of the seal of an office."""
    row = db.execute(OF_SEAL, {"of_office": office_id}).first()
    return None if row is None else _certificate(row)


def list_certificates(db: Connection) -> tuple[Certificate, ...]:
    """Return all certificates by office and name."""
    return tuple(_certificate(row) for row in db.execute(ALL))


def revoke_certificate(
    db: Connection, certificate_id: int, by: int, why: str, now: datetime
) -> None:
    """Let a certificate count no more from now on; one that is revoked already stays as it is."""
    db.execute(
        update(certificate)
        .where(certificate.c.id == certificate_id, certificate.c.revoked_at.is_(None))
        .values(revoked_at=now, revoked_by=by, revoked_why=why)
    )


def trust_authority(db: Connection, name: str, content: bytes, now: datetime) -> None:
    """Trust certificates under an authority."""
    digest = sha256(content).hexdigest()
    row = {"name": name, "content": content, "digest": digest, "trusted_at": now}
    db.execute(insert(signing_authority), row)


def trusted_roots(db: Connection) -> tuple[bytes, ...]:
    """Return the certificates of the authorities that are trusted (DER)."""
    return tuple(row.content for row in db.execute(ROOTS))


def revoked_since(db: Connection) -> Mapping[str, datetime]:
    """Return since when each revoked certificate no longer counts, by its serial number."""
    return {row.serial: row.revoked_at for row in db.execute(REVOKED)}


def _certificate(row: AnyRow) -> Certificate:
    return Certificate(
        certificate_id=row.id,
        key=row.key,
        person_id=row.person_id,
        office_id=row.office_id,
        name=row.name,
        office=row.office,
        serial=row.serial,
        issuer=row.issuer,
        content=row.content,
        chain=tuple(bytes.fromhex(one) for one in row.chain),
        valid_from=row.valid_from,
        valid_until=row.valid_until,
        revoked_at=row.revoked_at,
        revoked_why=row.revoked_why,
    )
