"""What stands in a sentence: words of three languages, numbers, periods, and what is said of them.

- `language`, `lexicon`, `stems`, `words`: the words of three languages, and those that a data folder gives
- `numbers`, `not_figures`, `periods`: what stands in a sentence
- `sentences`, `grammar`, `unreal`: what a number says, by the words around it, and whether it is said to be so
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
