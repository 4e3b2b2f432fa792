"""Disclosure control: which counts to suppress so that small ones cannot be worked out.

- `hierarchy`: days, months and years of one series, which add up
- `across`: all series together, hidden until no small count can be worked out
- `witness`: what one series tells about another, and an earlier count about this one
- `releases`: what earlier counts have shown and hidden, kept in private
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
