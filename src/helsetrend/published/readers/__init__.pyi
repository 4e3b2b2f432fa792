"""What other packages use of published.readers."""

from .table import TABLE_READERS as TABLE_READERS
from .table import read_raw_table as read_raw_table

__all__ = [
    "TABLE_READERS",
    "read_raw_table",
]
