"""What stands in a sentence: numbers, periods, and what is said of them.

- `number`, `numbers`, `word_numbers`, `shared_units`, `not_figures`: the numbers that stand in a sentence
- `mention`, `periods`, `roles`: the periods that stand in it
- `sentences`, `directions`, `grammar`: what a number says, by the words around it; `unreal`: whether it is so
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
