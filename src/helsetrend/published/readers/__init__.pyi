"""What other packages use of published.readers."""

from .cells import EMPTY as EMPTY
from .cells import Cell as Cell
from .cells import NumberedRow as NumberedRow
from .cells import Sheet as Sheet
from .cells import UnreadableFileError as UnreadableFileError
from .cells import column_letters as column_letters
from .header import UNKNOWN_COLUMN as UNKNOWN_COLUMN
from .parquet import parquet_sheets as parquet_sheets
from .table import MOST_BYTES as MOST_BYTES
from .table import TABLE_READERS as TABLE_READERS
from .table import delimited_header as delimited_header
from .table import read_raw_table as read_raw_table
from .text import WrongBytesError as WrongBytesError
from .text import text_of as text_of
