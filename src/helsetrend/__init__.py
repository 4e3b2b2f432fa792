"""Yearly reports on the use of a public portal that are true to the published figures.

Each package imports only from those below it, and is used through the names listed in its `__init__.pyi`::

    cli                    the command
    edition                the files of a report, made whole or not at all
    report                 what a report says: its content as values, sentences, tables, charts
    proofreading           drafts held against the figures, and against themselves
    analysis               what follows from figures and counts: changes, verdicts on claims, sums
    published   events     the figures as printed, in their vintages; counts from event logs
    files                  where data and notebooks lie, how files are read and written
    public                 how the public functions answer: wrong calls, and tables in a notebook
    values      errors     intervals, periods, printed numbers; faults in the data

The public names are imported when they are first used, so that the command starts at once.
"""

import lazy_loader

__version__ = "0.1.0"

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
