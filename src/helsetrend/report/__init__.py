"""The yearly report: what it says, from figures and counts to the parts that its notebook shows.

The content of a report is computed once, as values without a language (`Content`); names and citations in a language
are `Labels`. Each section is made of plain functions of these two. A `View` shows one metric in the same way.

- `annual`: the report, part by part, as its notebook calls it
- `main_points`: the main points, and the sentences that head the report and its sections
- `sentences`: what the figures of a year say: level and change
- `disagreements`: revisions, conflicts, and what does not follow from other figures, in sentences
- `cautions`: what a reader must know not to be misled by a metric
- `claims_section`: the table of claims with verdicts and reasons
- `counts_section`: what was counted from event logs beside what is published
- `appendix`: revisions, missing figures, rounding, sources, state of data and program
- `charts`: charts of levels, changes and visits, and the tables that say the same
- `views`: metrics as an analyst chose them, to be shown, chosen with widgets, and saved
- `content`: the content of a report, as values
- `labels`: names and citations in a language
- `presentation`: words, tables, charts and colours
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
