"""The way through a text, so that every number becomes a statement or something else that is accounted for.

- `statements`: what was read
- `topics`: the metrics and services that a text names
- `times`: the periods that it names, and those that follow from what was spoken of before
- `discourse`: what was spoken of so far
- `rules`: what a number states, one rule a module
- `resolver`: the way from number to number
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
