"""The words of report that others use."""

from .annual import annual_report as annual_report
from .claims_section import why as why
from .content import METRICS as METRICS
from .content import known_on as known_on
from .explorer import explore as explore
from .findings import Findings as Findings
from .views import view as view
from .visit_charts import daily_chart as daily_chart
from .visit_charts import rules_chart as rules_chart

__all__ = [
    "METRICS",
    "Findings",
    "annual_report",
    "daily_chart",
    "explore",
    "known_on",
    "rules_chart",
    "view",
    "why",
]
