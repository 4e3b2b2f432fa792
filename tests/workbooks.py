"""Workbooks for tests: .ods written by hand as LibreOffice writes it, .xlsx by openpyxl."""

import io
import zipfile
from xml.sax.saxutils import escape, quoteattr

import openpyxl

NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{part}:1.0"'
    for name, part in {
        "office": "office",
        "table": "table",
        "text": "text",
        "style": "style",
        "number": "datastyle",
    }.items()
)
CALCEXT = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
STYLES = """
<number:date-style style:name="N1"><number:year number:style="long"/><number:text>-</number:text><number:month/>
</number:date-style>
<number:date-style style:name="N2"><number:day/><number:text>.</number:text><number:month/><number:year/>
</number:date-style>
<number:date-style style:name="N3"><number:day/><number:month number:textual="true"/></number:date-style>
<number:date-style style:name="N4"><number:year number:style="long"/></number:date-style>
<style:style style:name="month" style:family="table-cell" style:data-style-name="N1"/>
<style:style style:name="day" style:family="table-cell" style:data-style-name="N2"/>
<style:style style:name="no-year" style:family="table-cell" style:data-style-name="N3"/>
<style:style style:name="year" style:family="table-cell" style:data-style-name="N4"/>
<style:style style:name="child" style:family="table-cell" style:parent-style-name="month"/>
"""


POSITIONS = {
    ("table-cell", "raised-cell"): "super 58%",
    ("text", "super"): "super 58%",
    ("text", "raised"): "33% 58%",
    ("text", "level"): "0% 100%",
    ("text", "sub"): "sub 58%",
}
STYLES += "".join(
    f'<style:style style:name="{name}" style:family="{family}">'
    f'<style:text-properties style:text-position="{position}"/></style:style>'
    for (family, name), position in POSITIONS.items()
)
STYLES += '<style:style style:name="child-of-super" style:family="text" style:parent-style-name="super"/>'


def excel(rows, *, title="Figures", change=None):
    """The bytes of a workbook with one sheet; `change` may go on changing it before it is saved."""
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(list(row))
    if change:
        change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def cell(text, kind="string", *, value="", shown="", attributes=""):
    """A cell of a sheet of an .ods file; `attributes` are more of its attributes as they stand."""
    name = {"date": "date-value", "boolean": "boolean-value", "time": "time-value"}.get(kind, "value")
    value = f"office:{name}={quoteattr(value)} " if value else ""
    body = f"<text:p>{escape(shown or text)}</text:p>" if shown or text else ""
    return f'<table:table-cell office:value-type="{kind}" {value}{attributes}>{body}</table:table-cell>'


def number(value, shown="", kind="float"):
    return cell("", kind, value=str(value), shown=shown or str(value))


def opendocument(rows, *, title="Figures", more=""):
    """The bytes of an .ods file with one sheet. A cell is a text or the XML of a `cell`; a row can be XML too."""
    lines = [
        row
        if isinstance(row, str)
        else "<table:table-row>"
        + "".join(one if one.startswith("<") else cell(one) if one else "<table:table-cell/>" for one in row)
        + "</table:table-row>"
        for row in rows
    ]
    rest = '<table:table-cell table:number-columns-repeated="16384"/>'
    lines.append(f'<table:table-row table:number-rows-repeated="1048000">{rest}</table:table-row>')
    sheet = f"<table:table table:name={quoteattr(title)}>{''.join(lines)}</table:table>"
    return document(f"{sheet}{more}")


def document(body):
    """The bytes of an .ods file with these sheets."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMESPACES} {CALCEXT}>'
        f"<office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        parts.writestr("content.xml", content)
    return file.getvalue()
