"""The words of three languages that say something of figures, and those that a data folder gives.

- `language`: the language of a text
- `lexicon`, `concepts`: words by what they say, and by what they name
- `stems`: what the forms of a word have in common
- `words`: the words that tell the series of a folder from one another
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
