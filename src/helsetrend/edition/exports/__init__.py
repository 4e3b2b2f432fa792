"""The data files of an edition: a report's tables as open data and workbook, all written from the same rows.

- `dataset`: a table with typed columns, described in both languages
- `columns`: the columns that several tables have, with their cells
- `figure_tables`: series, all figures, counts
- `statement_tables`: changes, claims, revisions
- `all_tables`: the tables of an edition, checked
- `tidy_csv`, `json_stat`: the open data
- `data_package`, `dcat`: descriptions of the open data
- `open_data`: the folder `data` with all of these
- `workbook`, `sheet`: the tables as tables.xlsx, and one sheet of it
- `read_back`: the files read again and compared with the tables
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
