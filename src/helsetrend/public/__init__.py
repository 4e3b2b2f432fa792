"""How the public functions answer: a call that they cannot take, an error, a table that a notebook shows.

- `calls`: what there is, where a call or the name of an attribute is wrong, and one line for an error in a notebook
- `tables`: a table of pandas with its prose at the left
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
