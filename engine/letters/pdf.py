"""Pictures of diagrams as PDF."""

import re
from typing import Final

from engine.errors import Words
from engine.faults import DrawingRefused
from engine.letters.press import Press, Sheet

MOST_BYTES: Final = 5_000_000
PAGE: Final = """#set page(width: auto, height: auto, margin: 8mm)
#set text(font: ("Be Vietnam Pro", "Tinos"))
#image(bytes(sys.inputs.svg), format: "svg")
"""
# What bpmn-js writes before its pictures; a declaration with a subset of its own stays, and is
# refused.
_PLAIN_DOCTYPE = re.compile(r"<!DOCTYPE\s+svg\b[^\[\]<>]*>", re.IGNORECASE)
_DECLARATION = re.compile(r"<!(DOCTYPE|ENTITY|ELEMENT|ATTLIST)|<\?xml-stylesheet", re.IGNORECASE)
_REFERENCE = re.compile(r"""(?:href|src)\s*=\s*(["'])\s*(?!#|data:image/(?:png|jpeg);base64,)""")
_OUTSIDE = re.compile(r"""url\(\s*["']?\s*(?!["']?\s*#)|@import""", re.IGNORECASE)
_QUOTED_URL = re.compile(r"url\(\s*(?:&quot;|&apos;)\s*#", re.IGNORECASE)


def svg_to_pdf(svg: bytes) -> bytes:
    """Return a PDF of one page, as large as the picture.

    Raises   DrawingRefused for what is no SVG, or refers to anything outside itself; LetterStopped
             where it takes too much time or memory
    """
    text = _checked(svg)
    press = Press()
    try:
        printed = press.print(Sheet(source=PAGE, inputs={"svg": text}))
    finally:
        press.close()
    if printed.fault is not None:
        message = printed.fault.message[:200]
        raise _refused(f"it cannot be read ({message})", f"không đọc được ({message})")
    return printed.parts[0]


def _checked(svg: bytes) -> str:
    if len(svg) > MOST_BYTES:
        raise _refused("it is larger than 5 MB", "lớn hơn 5 MB")
    try:
        text = svg.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _refused("it is not written in UTF-8", "không phải UTF-8") from error
    text = _PLAIN_DOCTYPE.sub("", text, count=1)
    if _DECLARATION.search(text):
        raise _refused("it declares entities or a style sheet", "có khai báo thực thể hoặc kiểu")
    plain = _QUOTED_URL.sub("url(#", text)
    if _REFERENCE.search(plain) or _OUTSIDE.search(plain):
        raise _refused("it refers to something outside itself", "có tham chiếu ra bên ngoài")
    return text


def _refused(en: str, vi: str) -> DrawingRefused:
    return DrawingRefused(reason=Words(en=en, vi=vi))
