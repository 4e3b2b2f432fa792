"""What other packages use of published.readers."""

from .table import TABLE_READERS as TABLE_READERS
from .table import delimited_header as delimited_header
from .table import read_raw_table as read_raw_table
from .text import text_of as text_of

__all__ = [
    "TABLE_READERS",
    "delimited_header",
    "read_raw_table",
    "text_of",
]
