"""What a number in a sentence states, one rule a module; each returns the statement, or None where it does not apply.

- `series`, `units`, `means`: which metric and service a number is about
- `shares`, `parts`, `ratios`: as a part of what; `selves`: as a share of the same series in another period
- `levels`, `changes`, `bases`, `pairs`, `sums`: of which period, by what was spoken of before
- `going_on`: what the first number of a sentence has from the sentence before
- `tables`: a cell, by its row and column
- `accounts`: what is no figure, and why
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
