import pytest

from engine.diagrams.xml import MAX_BYTES, parse_xml
from engine.errors import ProcedureRefused

_BOMB = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]>
<lolz>&lol2;</lolz>"""
_OUTSIDE = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'
_PLAIN = '<?xml version="1.0" encoding="{0}"?><!doctype a><a/>'
_UTF_16 = _PLAIN.format("UTF-16").replace("doctype", "DOCTYPE").encode("utf-16")
_LATE = b"<!--" + b" " * 200_000 + b"--><!DOCTYPE a><a/>"
_UTF_7ISH = '<?xml version="1.0" encoding="UTF-32"?><!DOCTYPE a><a/>'.encode("utf-32")


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        pytest.param(_BOMB, "xml-doctype", id="entity bomb"),
        pytest.param(_OUTSIDE, "xml-doctype", id="external entity"),
        pytest.param(_UTF_16, "xml-doctype", id="doctype in UTF-16"),
        pytest.param(_LATE, "xml-doctype", id="doctype far behind a comment"),
        pytest.param(b"<a><b></a>", "xml-syntax", id="tags do not match"),
        pytest.param(b"", "xml-syntax", id="empty"),
        pytest.param(b"\x00\xff\xfe", "xml-syntax", id="binary"),
        pytest.param(b"<a>&undeclared;</a>", "xml-syntax", id="undeclared entity"),
        pytest.param(b"<a>" * 201 + b"</a>" * 201, "xml-too-deep", id="201 deep"),
        pytest.param(b"<a>" * 90_000 + b"</a>" * 90_000, "xml-too-deep", id="90,000 deep"),
        pytest.param(b"<a>" + b" " * 50_000_000 + b"</a>", "xml-too-large", id="50 MB"),
    ],
)
def test_dangerous_or_broken_xml_is_refused_with_one_finding(content: bytes, rule: str) -> None:
    with pytest.raises(ProcedureRefused) as caught:
        parse_xml(content, "process.bpmn")

    assert [one.rule for one in caught.value.findings] == [rule]
    assert caught.value.findings[0].file == "process.bpmn"


def test_a_doctype_in_utf_32_never_gets_through() -> None:
    with pytest.raises(ProcedureRefused):
        parse_xml(_UTF_7ISH, "process.bpmn")


def test_a_syntax_error_names_its_line() -> None:
    with pytest.raises(ProcedureRefused) as caught:
        parse_xml(b"<a>\n<b>\n</a>", "process.bpmn")

    assert caught.value.findings[0].line == 3


def test_a_file_of_the_largest_size_allowed_is_read() -> None:
    content = b"<a>" + b" " * (MAX_BYTES - 7) + b"</a>"

    assert parse_xml(content, "process.bpmn").tag == "a"
