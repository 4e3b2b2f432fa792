"""The public words; each comes from the package that it is part of."""

from .analysis import check_claims as check_claims
from .analysis import compare as compare
from .analysis import known as known
from .analysis import metrics as metrics
from .analysis import mismatches as mismatches
from .analysis import ranking as ranking
from .analysis import read_counted as read_counted
from .analysis import revision_summary as revision_summary
from .analysis import revision_triangle as revision_triangle
from .analysis import sources as sources
from .analysis import verdicts as verdicts
from .errors import DataError as DataError
from .errors import UnknownNameError as UnknownNameError
from .events import count_events as count_events
from .events import visit_lengths as visit_lengths
from .events import visits_by_other_rules as visits_by_other_rules
from .proofreading import proofread as proofread
from .public import table as table
from .published import add as add
from .published import conflicts as conflicts
from .published import history as history
from .published import in_force as in_force
from .published import read_published as read_published
from .published import revisions as revisions
from .report import annual_report as annual_report
from .report import daily_chart as daily_chart
from .report import explore as explore
from .report import rules_chart as rules_chart
from .report import view as view
from .report.presentation import words as words
from .values import Interval as Interval
from .values import Period as Period

__version__: str
