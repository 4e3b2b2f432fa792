"""The names that other packages use from events."""

from .cache import prepare_cache as prepare_cache
from .cache import read_key as read_key
from .chunks import connect as connect
from .count import count_events as count_events
from .count import visit_lengths as visit_lengths
from .counts_file import COUNTS_FILE as COUNTS_FILE
from .counts_file import DEFINITIONS as DEFINITIONS
from .counts_file import CountRow as CountRow
from .counts_file import Counts as Counts
from .counts_file import read_count_rows as read_count_rows
from .counts_file import read_counts as read_counts
from .disclosure import read_releases as read_releases
from .disclosure import write_releases as write_releases
from .duckdb_engine import count_by_duckdb as count_by_duckdb
from .event_log import CountedLog as CountedLog
from .other_rules import visits_by_other_rules as visits_by_other_rules
from .scratch import BusyError as BusyError
from .scratch import ended_by_signals as ended_by_signals
from .scratch import only_count_in as only_count_in
from .scratch import scratch_folder as scratch_folder
from .spark_engine import count_by_spark as count_by_spark
from .tables import count_rows as count_rows
from .tables import revise as revise
from .tables import suppress as suppress
from .tables import write_tables as write_tables
from .visits import VisitRule as VisitRule
from .visits import read_rule as read_rule
from .workers import silent as silent

__all__ = [
    "COUNTS_FILE",
    "DEFINITIONS",
    "BusyError",
    "CountRow",
    "CountedLog",
    "Counts",
    "VisitRule",
    "connect",
    "count_by_duckdb",
    "count_by_spark",
    "count_events",
    "count_rows",
    "ended_by_signals",
    "only_count_in",
    "prepare_cache",
    "read_count_rows",
    "read_counts",
    "read_key",
    "read_releases",
    "read_rule",
    "revise",
    "scratch_folder",
    "silent",
    "suppress",
    "visit_lengths",
    "visits_by_other_rules",
    "write_releases",
    "write_tables",
]
