"""The words of published.readers that others use."""

from .table import FORMS as FORMS
from .table import read_raw_table as read_raw_table

__all__ = [
    "FORMS",
    "read_raw_table",
]
