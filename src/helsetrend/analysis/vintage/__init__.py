"""What was known on a date, and what follows from it at once: a comparison, a sum, whether a statement is true.

- `known`: `Vintage`, what was known on a date
- `observation`: one period of a metric: its figure, or the reason why there is none
- `tiles`: spans put together from shorter periods
- `comparison`: one period against another, and the ranking of services
- `breaks`: the breaks between two periods, declared or marked by a publisher
- `bridge`: what a change of counting did, and a period counted in the old way, converted into the new one
- `wholes`: figures that no source prints, and that are the sum of others
- `agreement`: whether what was said is true of what the figures give
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
