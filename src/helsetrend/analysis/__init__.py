"""What follows from the figures and counts that were known on a date: observations, changes, verdicts on claims.

A `Vintage` is that state of knowledge; almost everything here takes one. Every number is an interval, and where a
number cannot be computed there is a `Reason` instead.

- `vintage`: what was known on a date: observations, comparisons, sums that no source prints, agreement
- `tidy`: the figures in force as a table, one row per period
- `claims`: statements about the figures, and what each follows from
- `records`: "the highest ever", beside all figures that are published
- `checks`: the statements checked against the figures, of the day each was written and of today
- `slips`: what would explain a contradicted claim
- `verdict_table`: claims and verdicts as a table
- `reconciliation`: figures that follow from others, such as a year from its months
- `grid`: figures by series and period, and which surely agree with the sums that they follow from
- `corrections`: figures that were corrected or made more precise
- `effects`: what revisions change
- `jumps`: figures that are out of line with those beside them
- `revision_analysis`: how much figures are revised, and the revision triangle
- `counted`: counts of event logs as figures
- `discrepancy`: counts beside published figures
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
