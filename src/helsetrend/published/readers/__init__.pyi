"""What other packages use of published.readers."""

from .header import UNKNOWN_COLUMN as UNKNOWN_COLUMN
from .table import TABLE_READERS as TABLE_READERS
from .table import read_raw_table as read_raw_table

__all__ = [
    "TABLE_READERS",
    "UNKNOWN_COLUMN",
    "read_raw_table",
]
