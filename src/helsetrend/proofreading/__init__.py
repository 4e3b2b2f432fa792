"""Drafts proofread: every number of a text accounted for, held against the figures and against the text itself.

- `documents`: drafts of any kind as blocks of text, with the place of each character
- `language`, `lexicon`, `stems`, `words`: the words of three languages, and those that a data folder gives
- `numbers`, `not_figures`, `periods`: what stands in a sentence
- `sentences`, `grammar`, `unreal`: what a number says, by the words around it, and whether it is said to be so
- `topics`, `series`, `ratios`, `shares`, `rests`: which metric and service it is about
- `times`, `levels`, `changes`, `sums`, `lists`: which period, by what was spoken of before
- `discourse`, `accounts`, `tables`, `resolver`: the way through a text, so that every number is accounted for
- `statements`, `said`, `verdicts`, `inner`: what was read, checked against the figures and against the text
- `nearby`, `readings`, `deciding`: what a sentence leaves open, and how the figures and the neighbours decide
- `settled`: what a reader settled in a side file
- `corrections`, `listing`, `results`, `marked`, `comments`, `against`: what is told
- `proof`: all of it, for one draft
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
