"""What was published: the metrics, the figures with their sources, and the claims about them.

`read_published` reads and checks `metrics.toml` and three tables, and reports every fault of all four at once.
`history` and `in_force` say which figure was in force on a date, `revisions` what replaced it, `conflicts` where
sources disagree.

- `catalogue`: the metrics, units and texts of `metrics.toml`, and whether they fit together; `metric`: one of them
- `claim_kinds`: what each kind of claim is about, and its arithmetic
- `conflicting`: figures of one time that cannot both be right
- `figures`: checked rows of text as figures and sources, with bounds and dates
- `folder`: everything in a folder, checked
- `languages`: the languages that the program knows, and those that a data folder is in
- `readers`: table files as programs save them, as rows of text
- `register`: where each figure stands in the history, by series and period
- `schemas`: what the tables of the folder must look like, and the search for their faults
- `status`: what the marks beside a figure mean, and the signs in the place of one
- `tables`: tables as they were published, by a description of what their columns mean
- `vintages`: the figure in force on a date, revisions, refinements, and what differs
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
