"""What other modules of resolving use of rules."""

from .accounts import set_aside as set_aside
from .accounts import set_dates_aside as set_dates_aside
from .accounts import why_no_figure as why_no_figure
from .asides import SOURCE as SOURCE
from .asides import without_asides as without_asides
from .asides import without_citations as without_citations
from .bases import with_base as with_base
from .changes import dated_change as dated_change
from .changes import over_years as over_years
from .going_on import change_over_years as change_over_years
from .going_on import change_summed_up as change_summed_up
from .going_on import goes_on_with_mean as goes_on_with_mean
from .going_on import is_base_of_mean as is_base_of_mean
from .going_on import with_lent_scale as with_lent_scale
from .headings import of_what_follows as of_what_follows
from .levels import dated_level as dated_level
from .lists import along_the_way as along_the_way
from .lists import each_in_turn as each_in_turn
from .nearby import with_what_is_near as with_what_is_near
from .people import counts_people as counts_people
from .people import who_is_counted as who_is_counted
from .ratios import between_two as between_two
from .ratios import many_as as many_as
from .ratios import ratio_before as ratio_before
from .ratios import ratio_beside as ratio_beside
from .rests import rest_of as rest_of
from .selves import share_of_itself as share_of_itself
from .series import has_means as has_means
from .series import is_of_measure as is_of_measure
from .series import mean_of as mean_of
from .series import subject_of as subject_of
from .series import topics_of as topics_of
from .series import whole_of_mean as whole_of_mean
from .share_changes import share_changed as share_changed
from .shares import is_outside as is_outside
from .shares import joined_services as joined_services
from .shares import share_of as share_of
from .sums import summed_up as summed_up
from .tables import heads_of as heads_of
from .tables import period_of_heads as period_of_heads
from .tables import statement_of_cell as statement_of_cell

__all__ = [
    "SOURCE",
    "along_the_way",
    "between_two",
    "change_over_years",
    "change_summed_up",
    "counts_people",
    "dated_change",
    "dated_level",
    "each_in_turn",
    "goes_on_with_mean",
    "has_means",
    "heads_of",
    "is_base_of_mean",
    "is_of_measure",
    "is_outside",
    "joined_services",
    "many_as",
    "mean_of",
    "of_what_follows",
    "over_years",
    "period_of_heads",
    "ratio_before",
    "ratio_beside",
    "rest_of",
    "set_aside",
    "set_dates_aside",
    "share_changed",
    "share_of",
    "share_of_itself",
    "statement_of_cell",
    "subject_of",
    "summed_up",
    "topics_of",
    "who_is_counted",
    "whole_of_mean",
    "why_no_figure",
    "with_base",
    "with_lent_scale",
    "with_what_is_near",
    "without_asides",
    "without_citations",
]
