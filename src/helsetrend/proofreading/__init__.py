"""Drafts proofread: every number of a text accounted for, held against the figures and against the text itself.

- `documents`: drafts of any kind as blocks of text, with the place of each character
- `vocabulary`: the words that say something of figures
- `text`: what stands in a sentence
- `resolving`: what each number is about, by what was spoken of before
- `checking`: what was read, held against the figures and against the text
- `results`, `listing`, `marked`, `comments`, `against`: the output
- `proof`: what was found in one draft; `reader`: from the draft to what was found
- `proposals`: what a published page says, as rows of the tables
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
