"""What other modules of analysis use of vintage."""

from .agreement import Agreement as Agreement
from .agreement import Said as Said
from .agreement import agreement as agreement
from .breaks import break_days as break_days
from .breaks import breaks_between as breaks_between
from .breaks import marked_between as marked_between
from .bridge import Bridge as Bridge
from .bridge import BridgedChange as BridgedChange
from .bridge import Converted as Converted
from .bridge import bridge_over as bridge_over
from .bridge import bridged_change as bridged_change
from .bridge import converted as converted
from .comparison import Change as Change
from .comparison import NotComparable as NotComparable
from .comparison import Place as Place
from .comparison import caution_on as caution_on
from .comparison import check_vintage as check_vintage
from .comparison import compare as compare
from .comparison import facts_html as facts_html
from .comparison import obstacles as obstacles
from .comparison import ranking as ranking
from .comparison import same_months as same_months
from .known import STATED_GAPS as STATED_GAPS
from .known import Vintage as Vintage
from .known import vintage_on as vintage_on
from .observation import Observation as Observation
from .observation import Reason as Reason
from .tiles import Tiles as Tiles
from .tiles import joined as joined
from .wholes import added_up as added_up
from .wholes import observe_or_add_up as observe_or_add_up
from .wholes import sums as sums

__all__ = [
    "STATED_GAPS",
    "Agreement",
    "Bridge",
    "BridgedChange",
    "Change",
    "Converted",
    "NotComparable",
    "Observation",
    "Place",
    "Reason",
    "Said",
    "Tiles",
    "Vintage",
    "added_up",
    "agreement",
    "break_days",
    "breaks_between",
    "bridge_over",
    "bridged_change",
    "caution_on",
    "check_vintage",
    "compare",
    "converted",
    "facts_html",
    "joined",
    "marked_between",
    "observe_or_add_up",
    "obstacles",
    "ranking",
    "same_months",
    "sums",
    "vintage_on",
]
