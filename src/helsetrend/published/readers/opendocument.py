"""Workbooks of LibreOffice (.ods): what each cell shows, and the number where it holds one.

The file has both the number and the text that is shown, so the formats of numbers need not be known here. It is read by
hand, since the libraries for it drop the shown text.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from helsetrend.published.readers.cells import EMPTY, Cell, NumberedRow, Run, Sheet, UnreadableFileError, text_of
from helsetrend.published.readers.excel import MOST_CELLS, NO_NAME, NO_WORKBOOK, TOO_LARGE, check_size
from helsetrend.published.readers.number_format import date_to, digits_of, percent_of

_SPACE = {
    name: f"{{urn:oasis:names:tc:opendocument:xmlns:{part}:1.0}}"
    for name, part in {
        "office": "office",
        "table": "table",
        "text": "text",
        "style": "style",
        "number": "datastyle",
    }.items()
}
_CALCEXT = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_ERROR = re.compile(r"#(REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!)|(Err|Feil):[0-9]+")
_NUMBER = re.compile(r"[-+]?[0-9]*\.?[0-9]+([eE][-+]?[0-9]+)?")
_SUPERSCRIPT = re.compile("super|[0-9.]*[1-9]")
_ROW_GROUPS = ("table-header-rows", "table-row-group", "table-rows")

T = TypeVar("T")


def opendocument_sheets(data: bytes) -> list[Sheet]:
    """Return the sheets of an .ods file. Raises as `excel_sheets` does."""
    check_size(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            content = ElementTree.fromstring(parts.read("content.xml"))
            common = ElementTree.fromstring(parts.read("styles.xml")) if "styles.xml" in parts.namelist() else None
    except Exception as error:  # a broken file raises nearly anything
        raise UnreadableFileError(" ".join(str(error).split())[:200] or type(error).__name__, NO_WORKBOOK) from error
    styles = _styles_of([part for part in (common, content) if part is not None])
    path = "/".join([_name("office:body"), _name("office:spreadsheet"), _name("table:table")])
    return [Sheet(_of(table, "table:name") or NO_NAME, _rows(table, styles)) for table in content.findall(path)]


def _name(name: str) -> str:
    space, _, local = name.partition(":")
    return _SPACE[space] + local


def _of(element: Element, name: str) -> str:
    return element.get(_name(name), "")


@dataclass(frozen=True, slots=True)
class _Styles:
    """What the styles of a file say, by their family and name.

    `dates` has which of year, month and day a style shows, `raised` whether it puts the text in superscript.
    """

    dates: Mapping[tuple[str, str], frozenset[str]]
    raised: Mapping[tuple[str, str], bool]


def _styles_of(documents: Sequence[Element]) -> _Styles:
    formats, styles = {}, {}
    for document in documents:
        for style in document.iter(_name("number:date-style")):
            formats[_of(style, "style:name")] = frozenset(part.tag.removeprefix(_SPACE["number"]) for part in style)
        for style in document.iter(_name("style:style")):
            styles[_of(style, "style:family"), _of(style, "style:name")] = style
    dates = _with_inherited(styles, lambda style: formats.get(_of(style, "style:data-style-name")))
    return _Styles(dates, _with_inherited(styles, _is_raised))


def _with_inherited(
    styles: Mapping[tuple[str, str], Element], said_by: Callable[[Element], T | None]
) -> dict[tuple[str, str], T]:
    """Return what each style says, or the nearest one that it comes from; not the styles for which none does."""
    said = {}
    for family, name in styles:
        line = [name]
        while (key := (family, line[-1])) in styles:
            if (found := said_by(styles[key])) is not None:
                said[family, name] = found
                break
            parent = _of(styles[key], "style:parent-style-name")
            if parent in line:
                break
            line.append(parent)
    return said


def _is_raised(style: Element) -> bool | None:
    """Return whether a style puts text in superscript ("super 58%", "33% 58%"); None where it says nothing of that."""
    properties = style.find(_name("style:text-properties"))
    position = "" if properties is None else _of(properties, "style:text-position")
    return bool(_SUPERSCRIPT.match(position)) if position else None


def _repeated(element: Element, name: str) -> int:
    text = _of(element, name)
    return max(1, int(text)) if re.fullmatch("[0-9]{1,9}", text) else 1


def _rows(table: Element, styles: _Styles) -> Iterator[NumberedRow]:
    """Yield each row that is not empty. The file has repeated rows and cells once, with a count."""
    of_columns: list[str] = []
    for column in table.iter(_name("table:table-column")):
        times = min(_repeated(column, "table:number-columns-repeated"), 1024)  # the last one fills the sheet
        of_columns += [_of(column, "table:default-cell-style-name")] * times
    row, count = 0, 0
    for element in _row_elements(table):
        times = _repeated(element, "table:number-rows-repeated")
        try:
            cells = _cells(element, of_columns, styles)
        except RecursionError as error:
            raise UnreadableFileError("elements within elements without end", NO_WORKBOOK) from error
        count += len(cells) * times
        if count > MOST_CELLS:
            raise UnreadableFileError(
                f"more than {MOST_CELLS} cells in the sheet {_of(table, 'table:name')}", TOO_LARGE
            )
        if cells:
            yield from ((number, cells) for number in range(row + 1, row + times + 1))
        row += times


def _row_elements(parent: Element) -> Iterator[Element]:
    for child in parent:
        if child.tag == _name("table:table-row"):
            yield child
        elif child.tag in [_name(f"table:{group}") for group in _ROW_GROUPS]:
            yield from _row_elements(child)


def _cells(row: Element, of_columns: list[str], styles: _Styles) -> list[Cell]:
    """Return the cells of a row up to the last that is not empty."""
    cells: list[Cell] = []
    empty = 0
    for element in row:
        times = _repeated(element, "table:number-columns-repeated")
        position = len(cells) + empty
        of_column = of_columns[position] if position < len(of_columns) else ""
        style = _of(element, "table:style-name") or _of(row, "table:default-cell-style-name") or of_column
        cell = _cell(element, style, styles) if element.tag == _name("table:table-cell") else EMPTY
        if cell == EMPTY:
            empty += times
            continue
        if position + times > MOST_CELLS:
            raise UnreadableFileError(f"more than {MOST_CELLS} cells in a row", TOO_LARGE)
        cells += [EMPTY] * empty + [cell] * times
        empty = 0
    return cells


def _cell(element: Element, style: str, styles: _Styles) -> Cell:
    """Return the cell of an element, whose style has the name `style`."""
    kind, has_formula = _of(element, "office:value-type"), bool(_of(element, "table:formula"))
    text = _text(element, style, styles) or _of(element, "office:string-value")
    if element.get(f"{_CALCEXT}value-type") == "error" or (has_formula and _ERROR.fullmatch(text.strip())):
        return Cell(text, found=text or "an error", expected="a value, not an error")
    if kind in ("float", "currency", "percentage"):
        return _number(_of(element, "office:value"), text, is_percent=kind == "percentage")
    if kind == "date":
        return _date(_of(element, "office:date-value"), styles.dates.get(("table-cell", style)))
    if kind in ("boolean", "time"):
        return Cell(text, found=text or kind, expected="a text or a number")
    if has_formula and not kind:
        return Cell(found="a formula without its result", expected="a value (save the file in LibreOffice)")
    return Cell(text)


def _number(value: str, text: str, *, is_percent: bool) -> Cell:
    digits = digits_of(float(value)) if _NUMBER.fullmatch(value) else ""
    if not digits:
        return Cell(text or value, found=value, expected="a number")
    number = percent_of(float(value)) if is_percent else digits
    return Cell(text or number, number)


def _date(value: str, parts: frozenset[str] | None) -> Cell:
    """Return the cell of a date; `parts` is what its style shows of it, None where that is not known."""
    try:
        moment = datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    except ValueError:
        return Cell(value, found=value, expected="a date")
    shows = {f"has_{part}": parts is None or part in parts for part in ("year", "month", "day")}
    text = date_to(moment, **shows)
    return Cell(text) if text else Cell(value, found=value, expected="a date that shows its year")


def _text(cell: Element, style: str, styles: _Styles) -> str:
    """Return the text of a cell, each paragraph on a line of its own."""
    is_raised = styles.raised.get(("table-cell", style), False)
    runs: list[Run] = []
    for paragraph in cell.findall(_name("text:p")):
        runs += [("\n", False)] * bool(runs) + _runs(paragraph, styles, is_raised=is_raised)
    return text_of(runs)


def _runs(element: Element, styles: _Styles, *, is_raised: bool) -> list[Run]:
    """Return the runs of a paragraph or a part of one; repeated spaces are an element of their own."""
    signs = {_name("text:s"): " " * min(_repeated(element, "text:c"), 1000), _name("text:tab"): "\t"}
    signs[_name("text:line-break")] = "\n"
    if element.tag in signs:
        return [(signs[element.tag], is_raised)]
    if element.tag == _name("office:annotation"):
        return []
    family = "paragraph" if element.tag == _name("text:p") else "text"
    is_raised = styles.raised.get((family, _of(element, "text:style-name")), is_raised)
    runs = [(_collapsed(element.text), is_raised)]
    for child in element:
        runs += [*_runs(child, styles, is_raised=is_raised), (_collapsed(child.tail), is_raised)]
    return runs


def _collapsed(text: str | None) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text or "")
