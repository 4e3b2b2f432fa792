"""What was published: the metrics, the figures with their sources, and the claims about them.

`read_published` reads and checks `metrics.toml` and three tables, and reports every fault of all four at once.
`history` and `in_force` say which figure was in force on a date, `revisions` what replaced it, `conflicts` where
sources disagree.

- `catalogue`: the metrics, services, units and texts of `metrics.toml`
- `claim_kinds`: what each kind of claim is about, and its arithmetic
- `claims_schema`: what `claims.csv` must look like
- `distinct`: a function applied once to each distinct combination of cells
- `figures`: checked rows of text as figures and sources, with bounds and dates
- `figures_schema`: what `figures.csv` and `sources.csv` must look like
- `folder`: everything in a folder, checked
- `plain_numbers`: "37,2" and "1 234" as plain digits, or a fault where two readings are possible
- `plain_periods`: "2016K4" and "4. kvartal 2016" as one text, and years that are not those of the metric
- `readers`: table files as programs save them, as rows of text
- `register`: where each figure stands in the history, by series and period
- `status`: what the marks beside a figure mean, and the signs in the place of one
- `table_schema`: the columns and rules of a table, and the search for its faults
- `tables`: tables as they were published, by a description of what their columns mean
- `vintages`: the figure in force on a date, revisions, refinements and conflicts
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
