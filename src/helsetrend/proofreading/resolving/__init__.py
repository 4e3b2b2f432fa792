"""The way through a text, so that every number becomes a statement or something else that is accounted for.

- `statements`: what was read
- `topics`, `series`, `ratios`, `shares`, `rests`: which metric and service a number is about
- `times`, `levels`, `changes`, `sums`, `lists`: of which period, by what was spoken of before
- `discourse`, `nearby`, `tables`, `accounts`, `resolver`: what was spoken of, and the way from number to number
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
