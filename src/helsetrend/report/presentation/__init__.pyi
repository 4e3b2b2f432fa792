"""The public names of report.presentation."""

from .blocks import Block as Block
from .blocks import aside as aside
from .blocks import definition as definition
from .blocks import heading as heading
from .blocks import paragraph as paragraph
from .chart import Chart as Chart
from .drawing import LETTER as LETTER
from .drawing import SMALL as SMALL
from .drawing import TEXT as TEXT
from .drawing import WIDTHS as WIDTHS
from .drawing import as_svg as as_svg
from .drawing import drawing_style as drawing_style
from .drawing import without_variables as without_variables
from .lines import Line as Line
from .lines import Point as Point
from .lines import Stretch as Stretch
from .lines import draw_lines as draw_lines
from .mark import Beat as Beat
from .mark import Mark as Mark
from .mark import Series as Series
from .palette import DARK as DARK
from .palette import LIGHT as LIGHT
from .phrase import Phrase as Phrase
from .phrase import anchor as anchor
from .phrase import inner as inner
from .phrase import linked as linked
from .picture import SIZES as SIZES
from .picture import Picture as Picture
from .picture import fonts as fonts
from .picture import framed as framed
from .picture import picture_svg as picture_svg
from .picture import placed as placed
from .picture import wrapped as wrapped
from .picture import written as written
from .shapes import panel as panel
from .signs import legend as legend
from .signs import sign as sign
from .table import TABLES_IN_NOTEBOOK as TABLES_IN_NOTEBOOK
from .table import Cell as Cell
from .table import Column as Column
from .table import Table as Table
from .timeline import draw as draw
from .wording import Words as Words
from .wording import entries as entries
from .wording import words as words

__all__ = [
    "DARK",
    "LETTER",
    "LIGHT",
    "SIZES",
    "SMALL",
    "TABLES_IN_NOTEBOOK",
    "TEXT",
    "WIDTHS",
    "Beat",
    "Block",
    "Cell",
    "Chart",
    "Column",
    "Line",
    "Mark",
    "Phrase",
    "Picture",
    "Point",
    "Series",
    "Stretch",
    "Table",
    "Words",
    "anchor",
    "as_svg",
    "aside",
    "definition",
    "draw",
    "draw_lines",
    "drawing_style",
    "entries",
    "fonts",
    "framed",
    "heading",
    "inner",
    "legend",
    "linked",
    "panel",
    "paragraph",
    "picture_svg",
    "placed",
    "sign",
    "without_variables",
    "words",
    "wrapped",
    "written",
]
