"""Tables as they were published, each state of them a vintage, by a short description of what their columns mean.

`read_tables` reads the files in `published/tables/` by `published/tables.toml` and returns their cells as rows of
figures as printed, and each file as a source.

- `description`: the words of `tables.toml`
- `drafting`: a first `metrics.toml` and `tables.toml`, guessed from tables
- `extract`: the cells of one file as figures, each with its place
- `files`: the files of a table, the day in their names, and their faults as one
- `json_stat`: cubes as PxWeb gives them, as rows
- `labels`: which metric, service and period a label names
- `layout`: the header of a table, and what each of its columns holds
- `periods`: periods as tables write them: 202101, 01/2021, Q1 2020/21, a day for its month
- `prints`: cells as prints, with their scale, and the number that an unclear one means
- `publications`: the files as sources, each with its date
- `read`: all tables of a folder
- `references`: what a description names and is not there
- `rows`: what the states say as rows of figures, checked
- `states`: the states of a table as new figures, revisions and withdrawals
- `table`: one table, from its files to its rows
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
