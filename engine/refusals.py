"""Refusals of the one-stop desk: letters, papers, fees, terms, offices.

MotcuaError
└─ SigningError            a letter cannot be signed
   ├─ PdfUnsignable        the file is none that can be signed
   ├─ KeyUnusable          the private key cannot be opened
   ├─ CertificateUnusable  it is missing, not yet or no longer valid, or revoked
   └─ SigningRefused       the letter is not ready for it, or it is not this person's to sign
"""

from engine.errors import MotcuaError


class SigningError(MotcuaError):
    """A letter cannot be signed."""

    code = "signing-error"
    status = 409
    en = "The letter cannot be signed: {reason}"
    vi = "Không ký được văn bản: {reason}"


class PdfUnsignable(SigningError):
    """The file is none that can be signed: no PDF, too large, encrypted, or altered."""

    code = "pdf-unsignable"
    status = 422
    en = "The file cannot be signed: {reason}"
    vi = "Không ký được tệp: {reason}"


class KeyUnusable(SigningError):
    """The private key cannot be opened: the secret is another, or the file is damaged."""

    code = "key-unusable"
    status = 500
    en = "The signing key {key} cannot be opened. Ask the administrator to look at it."
    vi = "Không mở được khóa ký số {key}. Hãy báo quản trị kiểm tra."


class CertificateUnusable(SigningError):
    """The certificate is missing, not yet or no longer valid, or revoked."""

    code = "certificate-unusable"
    en = "The certificate of {name} cannot be used: {reason}"
    vi = "Chứng thư số của {name} không dùng được: {reason}"


class SigningRefused(SigningError):
    """The letter is not ready to be signed, or it is not this person's to sign."""

    code = "signing-refused"
