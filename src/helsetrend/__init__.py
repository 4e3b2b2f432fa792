"""Yearly reports on the use of a public portal that are true to the published figures.

Each package imports only from those below it, and is used through the names listed in its `__init__.pyi`::

    cli                    the command
    edition                the files of a report, made whole or not at all
    report                 what a report says: its content as values, sentences, tables, charts
    proofreading           drafts held against the figures, and against themselves
    analysis               what follows from figures and counts: changes, verdicts on claims, sums
    published   events     the figures as printed, in their vintages; counts from event logs
    files                  where data and notebooks lie, how files are read and written
    values                 intervals, periods, printed numbers
    public                 how the public words answer: wrong calls, and tables in a notebook
    errors                 faults in the data

The public names are imported when they are first used, so that the command starts at once.
"""

import sys

import lazy_loader

__version__ = "0.1.0"

_public_word, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)


def __getattr__(name: str) -> object:
    if name in __all__:
        return _public_word(name)
    from helsetrend.public import UnknownAttributeError

    raise UnknownAttributeError(name=name, obj=sys.modules[__name__])
