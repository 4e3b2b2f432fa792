"""A first `metrics.toml` and `tables.toml` for tables that no description is written for yet, marked as guesses.

- `draft`: both files, from all tables
- `lines`: their lines
- `table`: where the periods, metrics and services of one table stand
- `metrics`: what a label seems to measure
- `columns`: the columns of the table in a sheet
- `surroundings`: what the lines above and below a table say of it: title, publisher, date, scale, marks
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
