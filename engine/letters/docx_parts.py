"""The parts of a DOCX that are the same in each: styles of Decree 30/2020/NĐ-CP, lists, links."""

from typing import Final

_OFFICE: Final = "http://schemas.openxmlformats.org"
_MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
WORDS: Final = (
    f'xmlns:w="{_OFFICE}/wordprocessingml/2006/main"'
    f' xmlns:r="{_OFFICE}/officeDocument/2006/relationships"'
)
CONTENT_TYPES: Final = (
    f'<Types xmlns="{_OFFICE}/package/2006/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_MAIN}.styles+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{_MAIN}.numbering+xml"/>'
    f'<Override PartName="/word/footer1.xml" ContentType="{_MAIN}.footer+xml"/>'
    '<Override PartName="/docProps/core.xml"'
    ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
PACKAGE_LINKS: Final = (
    f'<Relationships xmlns="{_OFFICE}/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument/2006/relationships/officeDocument"'
    ' Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/package/2006/relationships/metadata/core-properties"'
    ' Target="docProps/core.xml"/></Relationships>'
)
DOCUMENT_LINKS: Final = (
    f'<Relationships xmlns="{_OFFICE}/package/2006/relationships">'
    + "".join(
        f'<Relationship Id="rId{number}" Target="{target}.xml"'
        f' Type="{_OFFICE}/officeDocument/2006/relationships/{kind}"/>'
        for number, (kind, target) in enumerate(
            (("styles", "styles"), ("numbering", "numbering"), ("footer", "footer1")), start=1
        )
    )
    + "</Relationships>"
)
STYLES: Final = (
    f"<w:styles {WORDS}><w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"'
    ' w:eastAsia="Times New Roman"/><w:sz w:val="28"/><w:szCs w:val="28"/>'
    '<w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
    '<w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
    '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
    '<w:name w:val="Normal"/></w:style></w:styles>'
)
NUMBERING_HEAD: Final = f"<w:numbering {WORDS}>" + "".join(
    f'<w:abstractNum w:abstractNumId="{number}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    f'<w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="907" w:hanging="340"/><w:jc w:val="both"/></w:pPr></w:lvl>'
    "</w:abstractNum>"
    for number, (kind, text) in enumerate((("decimal", "%1."), ("bullet", "-")))
)
