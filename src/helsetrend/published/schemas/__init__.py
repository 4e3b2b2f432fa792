"""What the tables of a data folder must look like, and the search for their faults.

- `table_schema`: the columns and rules of a table
- `figures_schema`: what `figures.csv` and `sources.csv` must look like
- `claims_schema`: what `claims.csv` must look like
- `distinct`: a function applied once to each distinct combination of cells
- `parsed_cells`: cells in plain form as numbers, periods and dates
- `plain_numbers`: "37,2" and "1 234" as plain digits, or a fault where two readings are possible
- `plain_periods`: "2016K4" and "4. kvartal 2016" as one text, and years that are not those of the metric
- `prints`: what a print holds, and whether the cells beside it say the same
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
