"""Small papers for sample dossiers: valid PDF and PNG files of a few hundred bytes."""

import io
import struct
import zlib
from collections.abc import Sequence

from engine.files import FileStore

MOST_BYTES = 1_000_000
SCANS = (
    ("giay-to.pdf", "Giay to mau - Sample paper"),
    ("ban-ve.pdf", "Ban ve mau - Sample drawing"),
    ("van-ban.pdf", "Van ban mau - Sample letter"),
)
PICTURES = (("anh-chup.png", (176, 196, 222)), ("giay-chung-sinh.png", (222, 205, 176)))


def store_papers(files: FileStore) -> tuple[dict[str, str | int], ...]:
    """Keep the sample papers and return them as answers to file fields; again, it does nothing."""
    made: Sequence[tuple[str, bytes]] = (
        *((name, make_pdf(text)) for name, text in SCANS),
        *((name, make_png(colour)) for name, colour in PICTURES),
    )
    stored = (files.put(io.BytesIO(content), name, MOST_BYTES) for name, content in made)
    return tuple(dict(one.as_answer()) for one in stored)


def make_pdf(text: str) -> bytes:
    """Return a PDF of one page (A5) with a line of ASCII text. Source: ISO 32000-1, 7.5."""
    drawn = f"BT /F1 18 Tf 40 500 Td ({text}) Tj ET".encode("ascii")
    parts = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 420 595] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    content, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        content
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(parts) + 1, table)
        + b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(parts) + 1)
        + b"startxref\n%d\n%%%%EOF\n" % len(content)
    )


def make_png(colour: tuple[int, int, int], width: int = 120, height: int = 80) -> bytes:
    """Return a PNG picture of one colour. Source: ISO/IEC 15948, clauses 5 and 11."""
    row = b"\x00" + bytes(colour) * width
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(row * height, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)
