"""The charts of the report and the tables that say the same.

- `charted`: the points of a series as they are drawn: value, bounds, break, revision
- `level_chart`: a metric over the years, as chart and table
- `level_table`: its table
- `change_chart`: several series as lines: their figures, their change from year to year, or an index
- `panels`: the picture of the whole development, a panel a metric
- `visit_charts`: the visits of a counted log by day, and by other rules
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
