"""Workbooks made by hand, part by part, so that they can be wrong in any way."""

import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

CONTENT_TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package'
    '.relationships+xml"/><Default Extension="xml" ContentType="application/vnd.open'
    'xmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
PACKAGE_RELS = (
    f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf numFmtId="0"/>'
    '<xf numFmtId="14"/></cellXfs></styleSheet>'
)


def text(place, value):
    return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'


def number(place, value, style=0):
    return f'<c r="{place}" s="{style}"><v>{value}</v></c>'


def row(number_, *cells):
    return f'<row r="{number_}">{"".join(cells)}</row>'


HEADER = row(1, text("A1", "code"), text("B1", "actual"))


def sheet_xml(*rows, prolog="", before=""):
    return (
        f'<?xml version="1.0"?>{prolog}<worksheet xmlns="{MAIN}">{before}'
        f"<sheetData>{''.join(rows)}</sheetData></worksheet>"
    )


def workbook_xml(sheets, *, is_1904=False):
    listed = "".join(
        f'<sheet name="{name}" sheetId="{index}" r:id="rId{index}" {extra}/>'
        for index, (name, extra) in enumerate(sheets, start=1)
    )
    epoch = '<workbookPr date1904="1"/>' if is_1904 else ""
    return (
        f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{epoch}'
        f"<sheets>{listed}</sheets></workbook>"
    )


def workbook_rels(count):
    listed = "".join(
        f'<Relationship Id="rId{index}" Type="{RELATIONS}/worksheet" '
        f'Target="worksheets/sheet{index}.xml"/>'
        for index in range(1, count + 1)
    )
    styles = f'<Relationship Id="rId99" Type="{RELATIONS}/styles" Target="styles.xml"/>'
    return (
        f'<Relationships xmlns="{PACKAGE}/relationships">{listed}{styles}'
        "</Relationships>"
    )


def write_workbook(path, *sheets, names=None, extra_parts=None, is_1904=False):
    """Write a workbook of these sheets (XML); `names` are (name, attributes)."""
    names = names or [(f"Sheet{i}", "") for i in range(1, len(sheets) + 1)]
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": PACKAGE_RELS,
        "xl/workbook.xml": workbook_xml(names, is_1904=is_1904),
        "xl/_rels/workbook.xml.rels": workbook_rels(len(sheets)),
        "xl/styles.xml": STYLES,
    }
    for index, xml in enumerate(sheets, start=1):
        parts[f"xl/worksheets/sheet{index}.xml"] = xml
    parts.update(extra_parts or {})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path
