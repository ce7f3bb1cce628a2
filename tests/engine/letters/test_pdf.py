"""Pictures become PDF; hostile ones do not."""

import pytest

from engine.faults import DrawingRefused
from engine.letters.pdf import MOST_BYTES, svg_to_pdf

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
DOCTYPE = (
    '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
    '"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
)


def svg(inside: str, before: str = "") -> bytes:
    return f'{before}{HEAD}width="200" height="100">{inside}</svg>'.encode()


def test_a_diagram_as_bpmn_js_saves_it_becomes_a_pdf() -> None:
    arrow = '<path d="M0 0L9 9" style="marker-end: url(&quot;#m&quot;)"/>'
    text = '<text x="9" y="9" font-family="Be Vietnam Pro">Thẩm định</text>'
    marker = '<defs><marker id="m"/></defs>'
    pdf = svg_to_pdf(svg(marker + arrow + text, '<?xml version="1.0"?>' + DOCTYPE))
    assert pdf.startswith(b"%PDF-")
    assert b"BeVietnamPro" in pdf


@pytest.mark.parametrize(
    "picture",
    [
        svg('<image href="http://example.org/a.png"/>'),
        svg('<image xlink:href="file:///etc/passwd"/>'),
        svg('<image href="/etc/passwd"/>'),
        svg('<image href="&#47;etc/passwd"/>'),
        svg('<image href="data:image/svg+xml;base64,AAAA"/>'),
        svg('<rect fill="url(http://example.org/#a)"/>'),
        svg("<style>@import 'http://example.org/a.css';</style>"),
        svg("&x;", '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        svg("&b;", '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'),
        svg("", '<?xml-stylesheet href="#a"?>'),
        "<svg/>".encode("utf-16"),
        b"no picture",
        b"",
        b"<svg>" + b" " * MOST_BYTES,
    ],
)
def test_what_refers_to_the_outside_or_is_no_picture_is_refused(picture: bytes) -> None:
    with pytest.raises(DrawingRefused):
        svg_to_pdf(picture)
