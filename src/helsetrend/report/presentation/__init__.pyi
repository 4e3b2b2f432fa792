"""The public names of report.presentation."""

from .blocks import Block as Block
from .blocks import aside as aside
from .blocks import definition as definition
from .blocks import heading as heading
from .blocks import paragraph as paragraph
from .chart import BAR as BAR
from .chart import FOOT as FOOT
from .chart import GAP as GAP
from .chart import LETTER as LETTER
from .chart import SMALL as SMALL
from .chart import WIDTHS as WIDTHS
from .chart import Bar as Bar
from .chart import Chart as Chart
from .chart import as_svg as as_svg
from .chart import draw as draw
from .chart import drawing_style as drawing_style
from .palette import DARK as DARK
from .palette import LIGHT as LIGHT
from .table import Cell as Cell
from .table import Column as Column
from .table import Table as Table
from .wording import Phrase as Phrase
from .wording import Words as Words
from .wording import anchor as anchor
from .wording import entries as entries
from .wording import inner as inner
from .wording import linked as linked
from .wording import words as words

__all__ = [
    "BAR",
    "DARK",
    "FOOT",
    "GAP",
    "LETTER",
    "LIGHT",
    "SMALL",
    "WIDTHS",
    "Bar",
    "Block",
    "Cell",
    "Chart",
    "Column",
    "Phrase",
    "Table",
    "Words",
    "anchor",
    "as_svg",
    "aside",
    "definition",
    "draw",
    "drawing_style",
    "entries",
    "heading",
    "inner",
    "linked",
    "paragraph",
    "words",
]
