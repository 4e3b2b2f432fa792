"""The words of events that others use."""

from .cache import read_key as read_key
from .count import Way as Way
from .count import count_events as count_events
from .count import count_log as count_log
from .count import visit_lengths as visit_lengths
from .counts_file import COUNTS as COUNTS
from .counts_file import DEFINITIONS as DEFINITIONS
from .counts_file import Counts as Counts
from .counts_file import Row as Row
from .counts_file import read_counts as read_counts
from .counts_file import read_rows as read_rows
from .duckdb_engine import count_by_chunks as count_by_chunks
from .event_log import Count as Count
from .other_rules import visits_by_other_rules as visits_by_other_rules
from .spark_engine import count_by_spark as count_by_spark
from .tables import revised as revised
from .tables import suppress as suppress
from .tables import tally as tally
from .tables import write_tables as write_tables

__all__ = [
    "COUNTS",
    "DEFINITIONS",
    "Count",
    "Counts",
    "Row",
    "Way",
    "count_by_chunks",
    "count_by_spark",
    "count_events",
    "count_log",
    "read_counts",
    "read_key",
    "read_rows",
    "revised",
    "suppress",
    "tally",
    "visit_lengths",
    "visits_by_other_rules",
    "write_tables",
]
