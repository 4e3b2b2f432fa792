"""Statements held against the figures in force, against one another, and against what a reader settled.

- `readings`, `deciding`: what a sentence leaves open, and how the figures and the neighbours decide
- `said`, `arithmetic`, `evidence`, `verdicts`: what the figures give
- `corrections`: a wording that agrees with them
- `inner`: the text against itself
- `settled`: what a reader settled in a side file
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
