"""Count visits, logins, visits per service and persons from event logs, by the definitions in docs/event-logs.md.

A log is read by `readers`, split into chunks of days that are counted independently and cached, and joined to numbers
for each day, month and year; the result is `counts.csv` and three tables beside it.

- `count`: count a log in this process and return tables (`count_events`, `visit_lengths`); the steps of any count
- `event_log`: the files of a log with their surveys, the events of any span of it, and what was counted in it
- `log_survey`: survey what is new of a log, and refuse one that cannot be counted
- `visits`: the SQL of the definition of a visit, in `sql/`
- `chunks`: count one span of a log; join neighbouring chunks
- `duckdb_engine`, `spark_engine`: the two engines that count a whole log
- `workers`: the processes that count, each with its own DuckDB connection
- `scratch`: private folders for what is written while counting, and the lock on where counts are put
- `cache`: chunks and surveys that the next count reuses
- `counts_file`: the columns and rows of `counts.csv` and `earlier.csv`
- `tables`: all tables of a count, with small counts suppressed and replaced numbers recorded
- `disclosure`: which counts to suppress so that small ones cannot be worked out, also across tables and counts
- `other_rules`: the number of visits by the rules of other products
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
