"""Metrics as an analyst chose them, in a notebook: sentences, chart and table.

- `asked`: the view of what was asked for
- `choice`: a `View`, one choice, to be shown and saved
- `html`: the view as HTML in a notebook
- `table`: its numbers as a table and as a workbook
- `explorer`: widgets to choose it with
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
