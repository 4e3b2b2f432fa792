"""How the public functions answer: a call that they cannot take, an error, a table that a notebook shows.

- `calls`: the arguments that there are, and one line for an error in a notebook
- `classes`: what an object answers that is made wrongly, or asked for what it does not have
- `tables`: a table of pandas with its prose at the left
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
