"""What other packages use of values."""

from .asked import AskedPeriod as AskedPeriod
from .asked import AskedYears as AskedYears
from .asked import asked_period as asked_period
from .asked import asked_periods as asked_periods
from .asked import asked_year as asked_year
from .bounds import Pattern as Pattern
from .bounds import meanings as meanings
from .bounds import pattern_of as pattern_of
from .interval import HEDGES as HEDGES
from .interval import Interval as Interval
from .interval import change_in_percent as change_in_percent
from .interval import hull as hull
from .interval import share_in_percent as share_in_percent
from .interval import total as total
from .numerals import SPACES as SPACES
from .numerals import Written as Written
from .numerals import written as written
from .period import Period as Period
from .printed import Reading as Reading
from .printed import prints_in as prints_in
from .printed import readings as readings
from .printed import shape_of as shape_of
from .printed import unread_word as unread_word
from .rounding import SCALES as SCALES
from .rounding import decimal as decimal
from .rounding import exact_scale as exact_scale
from .rounding import largest_scale as largest_scale
from .rounding import last_step as last_step
from .rounding import nearest as nearest
from .rounding import places as places
from .rounding import scale_of as scale_of
from .superscript import SUPERSCRIPT_SIGNS as SUPERSCRIPT_SIGNS
from .superscript import superscript as superscript
from .vocabulary import PERCENT_WORDS as PERCENT_WORDS
from .written_period import CALENDAR_YEAR as CALENDAR_YEAR
from .written_period import PERIOD_FORMS as PERIOD_FORMS
from .written_period import UnclearPeriodError as UnclearPeriodError

__all__ = [
    "CALENDAR_YEAR",
    "HEDGES",
    "PERCENT_WORDS",
    "PERIOD_FORMS",
    "SCALES",
    "SPACES",
    "SUPERSCRIPT_SIGNS",
    "AskedPeriod",
    "AskedYears",
    "Interval",
    "Pattern",
    "Period",
    "Reading",
    "UnclearPeriodError",
    "Written",
    "asked_period",
    "asked_periods",
    "asked_year",
    "change_in_percent",
    "decimal",
    "exact_scale",
    "hull",
    "largest_scale",
    "last_step",
    "meanings",
    "nearest",
    "pattern_of",
    "places",
    "prints_in",
    "readings",
    "scale_of",
    "shape_of",
    "share_in_percent",
    "superscript",
    "total",
    "unread_word",
    "written",
]
