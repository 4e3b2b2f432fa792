"""What other packages use of published.readers."""

from .header import UNKNOWN_COLUMN as UNKNOWN_COLUMN
from .table import TABLE_READERS as TABLE_READERS
from .table import delimited_header as delimited_header
from .table import read_raw_table as read_raw_table
from .text import text_of as text_of

__all__ = [
    "TABLE_READERS",
    "UNKNOWN_COLUMN",
    "delimited_header",
    "read_raw_table",
    "text_of",
]
