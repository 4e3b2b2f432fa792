"""The sheets of a PDF, as PDFium reads them; it is used by one thread at a time, or the process dies."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

import pypdfium2

UPPER_MARGIN, LOWER_MARGIN, ABOVE_FOOT = 57, 60, 45
"""The margins of a sheet as in report.typ, and what lies above the line at its foot, in points."""

_ONE_AT_A_TIME = Lock()


@contextmanager
def sheets_of(pdf: bytes | Path) -> Iterator[pypdfium2.PdfDocument]:
    """Open a PDF to read its sheets; other threads wait until it is closed."""
    with _ONE_AT_A_TIME, pypdfium2.PdfDocument(pdf) as sheets:
        yield sheets


def fullness_of(pdf: bytes) -> list[float]:
    """Return how full each sheet but the last is: the part of its height down to its last line."""
    with sheets_of(pdf) as sheets:
        return [_fullness(sheets[number]) for number in range(len(sheets) - 1)]


def _fullness(sheet: pypdfium2.PdfPage) -> float:
    text = sheet.get_textpage()
    bottoms = (text.get_rect(place)[1] for place in range(text.count_rects()))
    top = sheet.get_height() - UPPER_MARGIN
    last = min((bottom for bottom in bottoms if bottom > ABOVE_FOOT), default=top)
    return float((top - last) / (top - LOWER_MARGIN))
