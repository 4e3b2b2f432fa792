from .analysis.claims import check_claims as check_claims
from .analysis.comparison import compare as compare
from .analysis.comparison import ranking as ranking
from .analysis.counted import read_counted as read_counted
from .analysis.reconciliation import mismatches as mismatches
from .analysis.tidy import known as known
from .analysis.tidy import metrics as metrics
from .analysis.verdict_table import verdicts as verdicts
from .errors import DataError as DataError
from .errors import UnknownNameError as UnknownNameError
from .events.count import count_events as count_events
from .events.count import visit_lengths as visit_lengths
from .events.other_rules import visits_by_other_rules as visits_by_other_rules
from .published.folder import read_published as read_published
from .published.vintages import conflicts as conflicts
from .published.vintages import history as history
from .published.vintages import in_force as in_force
from .published.vintages import revisions as revisions
from .report.annual import annual_report as annual_report
from .report.explorer import explore as explore
from .report.presentation.wording import words as words
from .report.views import view as view
from .report.visit_charts import daily_chart as daily_chart
from .report.visit_charts import rules_chart as rules_chart
from .values.interval import Interval as Interval
from .values.period import Period as Period

__version__: str
__all__ = [
    "DataError",
    "Interval",
    "Period",
    "UnknownNameError",
    "annual_report",
    "check_claims",
    "compare",
    "conflicts",
    "count_events",
    "daily_chart",
    "explore",
    "history",
    "in_force",
    "known",
    "metrics",
    "mismatches",
    "ranking",
    "read_counted",
    "read_published",
    "revisions",
    "rules_chart",
    "verdicts",
    "view",
    "visit_lengths",
    "visits_by_other_rules",
    "words",
]
