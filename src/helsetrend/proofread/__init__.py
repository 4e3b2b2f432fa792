"""Drafts proofread: every number of a text accounted for, held against the figures and against the text itself.

- `documents`: drafts of any kind as blocks of text, with the place of each character
- `language`, `lexicon`, `stems`, `words`: the words of three languages, and those that a data folder gives
- `numbers`, `not_figures`, `periods`: what stands in a sentence
- `sentences`, `grammar`: what a number says, by the words around it
- `topics`, `times`, `resolver`: which metric and which period it is about, by what was spoken of before
- `statements`, `verdicts`, `inner`: what was read, checked against the figures and against the text
- `settled`: what a reader settled in a side file
- `corrections`, `listing`, `results`, `marked`, `comments`, `against`: what is told
- `proof`: all of it, for one draft

The package can be called as the function that it is named after: `helsetrend.proofread("...")`.
"""

import sys
from types import ModuleType
from typing import Any

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)


class _Callable(ModuleType):
    """A package that is called as the function of its name, which the import system hides behind it."""

    def __call__(self, *args: Any, **options: Any) -> Any:
        return self.proofread(*args, **options)


sys.modules[__name__].__class__ = _Callable
