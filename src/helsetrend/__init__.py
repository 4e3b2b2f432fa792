"""Yearly reports on the use of a public portal that are true to the published figures.

The way of the data::

    event logs ─> count ──> counted ────┐
    metrics.toml ─────────> catalogue ──┤
    published/*.csv ──────> figures ────┴─> vintages ─> metrics ─> comparison ─> claims
                                                           └──────────┴────────────┴──> findings, charts
    notebooks (parameters) ──────────────────────────────────> report ─> edition ─> reports/

The public words are imported when they are first used, so that the command starts at once.
"""

import lazy_loader

__version__ = "0.1.0"

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
