"""What other packages use of values."""

from .interval import HEDGES as HEDGES
from .interval import Interval as Interval
from .interval import change_in_percent as change_in_percent
from .interval import share_in_percent as share_in_percent
from .interval import total as total
from .languages import LANGUAGES as LANGUAGES
from .languages import LOCALES as LOCALES
from .period import Period as Period
from .printed import HEDGE_WORDS as HEDGE_WORDS
from .printed import PERCENT_WORDS as PERCENT_WORDS
from .printed import SPACES as SPACES
from .printed import Written as Written
from .printed import readings as readings
from .printed import written as written
from .rounding import SCALES as SCALES
from .rounding import decimal as decimal
from .rounding import exact_scale as exact_scale
from .rounding import last_step as last_step
from .rounding import nearest as nearest
from .rounding import places as places
from .rounding import scale_of as scale_of

__all__ = [
    "HEDGES",
    "HEDGE_WORDS",
    "LANGUAGES",
    "LOCALES",
    "PERCENT_WORDS",
    "SCALES",
    "SPACES",
    "Interval",
    "Period",
    "Written",
    "change_in_percent",
    "decimal",
    "exact_scale",
    "last_step",
    "nearest",
    "places",
    "readings",
    "scale_of",
    "share_in_percent",
    "total",
    "written",
]
