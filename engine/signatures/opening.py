"""Opening a PDF that may be hostile, with a sentence for whatever is wrong with it."""

import logging
import zlib
from io import BytesIO
from typing import Final

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from engine.errors import Words
from engine.refusals import PdfUnsignable
from engine.signatures.sealing import MOST_BYTES

MOST_SIGNATURES: Final = 20
NO_PDF = Words(vi="đây không phải tệp PDF.", en="it is no PDF file.")
TOO_LARGE = Words(vi="tệp lớn hơn 20 MB.", en="it is larger than 20 MB.")
ENCRYPTED = Words(
    vi="tệp được khóa bằng mật khẩu; hãy dùng tệp không khóa.",
    en="it is encrypted; use a file without a password.",
)
DAMAGED = Words(
    vi="tệp bị hỏng, không đọc được cấu trúc.", en="it is damaged: its structure cannot be read."
)
TOO_MANY = Words(vi="tệp có quá nhiều chữ ký.", en="it has too many signatures.")
# What a reader of PDF meets in a damaged file, besides what it says itself.
BROKEN: Final = (
    PdfError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RecursionError,
    ArithmeticError,
    AssertionError,
    NotImplementedError,
    zlib.error,
)


# It would log the names in certificates; what it finds is told in our words.
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)


def open_pdf(content: bytes) -> PdfFileReader:
    """Return the reader of a file; raise PdfUnsignable."""
    if len(content) > MOST_BYTES:
        raise PdfUnsignable(reason=TOO_LARGE)
    if not content.startswith(b"%PDF-"):
        raise PdfUnsignable(reason=NO_PDF)
    try:
        reader = PdfFileReader(BytesIO(content))
        encrypted = reader.encrypted
        number = 0 if encrypted else len(reader.embedded_signatures)
    except BROKEN as error:
        raise PdfUnsignable(reason=DAMAGED) from error
    if encrypted:
        raise PdfUnsignable(reason=ENCRYPTED)
    if number > MOST_SIGNATURES:
        raise PdfUnsignable(reason=TOO_MANY)
    return reader
