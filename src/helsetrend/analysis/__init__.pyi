"""The public names of analysis."""

from .checks import Checked as Checked
from .checks import Verdict as Verdict
from .checks import check_all as check_all
from .checks import check_claim as check_claim
from .checks import check_claims as check_claims
from .claims import OTHER_PARTS as OTHER_PARTS
from .claims import Claim as Claim
from .claims import Operands as Operands
from .claims import known_claims as known_claims
from .claims import operands as operands
from .corrections import CORRECTIONS as CORRECTIONS
from .corrections import MORE_PRECISE as MORE_PRECISE
from .corrections import Correction as Correction
from .corrections import correction_of as correction_of
from .corrections import correction_rows as correction_rows
from .counted import read_counted as read_counted
from .discrepancy import Discrepancy as Discrepancy
from .discrepancy import discrepancies as discrepancies
from .effects import Effects as Effects
from .effects import FigureEffect as FigureEffect
from .effects import effects_between as effects_between
from .effects import effects_of_revisions as effects_of_revisions
from .jumps import Jump as Jump
from .jumps import jumps as jumps
from .reconciliation import Reconciled as Reconciled
from .reconciliation import Unreconciled as Unreconciled
from .reconciliation import compare_sums as compare_sums
from .reconciliation import mismatches as mismatches
from .reconciliation import reconcile as reconcile
from .reconciliation import unreconciled as unreconciled
from .revision_analysis import FIRST_FIGURES as FIRST_FIGURES
from .revision_analysis import REVISION_SUMMARY as REVISION_SUMMARY
from .revision_analysis import Basis as Basis
from .revision_analysis import RevisionSizes as RevisionSizes
from .revision_analysis import revision_sizes as revision_sizes
from .revision_analysis import revision_summary as revision_summary
from .revision_analysis import revision_triangle as revision_triangle
from .slips import Slip as Slip
from .slips import find_slips as find_slips
from .slips import slips_of_claims as slips_of_claims
from .tidy import known as known
from .tidy import metrics as metrics
from .tidy import series_of as series_of
from .tidy import sources as sources
from .tidy import vintage_of as vintage_of
from .verdict_table import verdicts as verdicts
from .vintage import STATED_GAPS as STATED_GAPS
from .vintage import Bridge as Bridge
from .vintage import BridgedChange as BridgedChange
from .vintage import Change as Change
from .vintage import Converted as Converted
from .vintage import NotComparable as NotComparable
from .vintage import Observation as Observation
from .vintage import Reason as Reason
from .vintage import Said as Said
from .vintage import Vintage as Vintage
from .vintage import agreement as agreement
from .vintage import break_days as break_days
from .vintage import breaks_between as breaks_between
from .vintage import bridge_over as bridge_over
from .vintage import compare as compare
from .vintage import converted as converted
from .vintage import joined as joined
from .vintage import observe_or_add_up as observe_or_add_up
from .vintage import ranking as ranking
from .vintage import same_months as same_months
from .vintage import vintage_on as vintage_on

__all__ = [
    "CORRECTIONS",
    "FIRST_FIGURES",
    "MORE_PRECISE",
    "OTHER_PARTS",
    "REVISION_SUMMARY",
    "STATED_GAPS",
    "Basis",
    "Bridge",
    "BridgedChange",
    "Change",
    "Checked",
    "Claim",
    "Converted",
    "Correction",
    "Discrepancy",
    "Effects",
    "FigureEffect",
    "Jump",
    "NotComparable",
    "Observation",
    "Operands",
    "Reason",
    "Reconciled",
    "RevisionSizes",
    "Said",
    "Slip",
    "Unreconciled",
    "Verdict",
    "Vintage",
    "agreement",
    "break_days",
    "breaks_between",
    "bridge_over",
    "check_all",
    "check_claim",
    "check_claims",
    "compare",
    "compare_sums",
    "converted",
    "correction_of",
    "correction_rows",
    "discrepancies",
    "effects_between",
    "effects_of_revisions",
    "find_slips",
    "joined",
    "jumps",
    "known",
    "known_claims",
    "metrics",
    "mismatches",
    "observe_or_add_up",
    "operands",
    "ranking",
    "read_counted",
    "reconcile",
    "revision_sizes",
    "revision_summary",
    "revision_triangle",
    "same_months",
    "series_of",
    "slips_of_claims",
    "sources",
    "unreconciled",
    "verdicts",
    "vintage_of",
    "vintage_on",
]
