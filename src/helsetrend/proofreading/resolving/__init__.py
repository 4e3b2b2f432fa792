"""The way through a text, so that every number becomes a statement or something else that is accounted for.

- `statements`: what was read
- `topics`: the metrics and services that a text names
- `times`: the periods that it names, and those that follow from what was spoken of before
- `opening`: what a text is about as a whole
- `discourse`, `remembering`: what was spoken of so far, and what is kept of a sentence
- `asides`: what a sentence says beside what it is about
- `rules`: what a number states, one rule a module
- `senses`, `subjects`, `dating`: what a number says, what it is about, and in which periods
- `lists`, `headings`, `nearby`: what statements have from one another, and what is spoken of around them
- `resolver`: the way from number to number
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
