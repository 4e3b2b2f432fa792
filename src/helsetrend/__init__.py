"""Yearly reports on the use of a public portal that are true to the published figures.

The way of the data::

    event logs ─> count ──> counted ────┐
    metrics.toml ─────────> catalogue ──┤
    published/*.csv ──────> figures ────┴─> vintages ─> metrics ─> comparison ─> claims
                                                           └──────────┴────────────┴──> findings, charts
    notebooks (parameters) ──────────────────────────────────> report ─> edition ─> reports/

The public words are imported when they are first used, so that the command starts at once; only in a session of IPython
the completion of names is set up.
"""

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from helsetrend.annual import annual_report
    from helsetrend.choice import view
    from helsetrend.claims import check_claims
    from helsetrend.comparison import compare, ranking
    from helsetrend.count_table import count_events, visit_lengths
    from helsetrend.counted import read_counted
    from helsetrend.explorer import explore
    from helsetrend.faults import DataError
    from helsetrend.interval import Interval
    from helsetrend.names import UnknownNameError
    from helsetrend.other_rules import visits_by_other_rules
    from helsetrend.period import Period
    from helsetrend.published import read_published
    from helsetrend.reconciliation import mismatches
    from helsetrend.tidy import known, metrics
    from helsetrend.verdict_table import verdicts
    from helsetrend.vintages import conflicts, history, in_force, revisions
    from helsetrend.visit_charts import daily_chart, rules_chart
    from helsetrend.wording import words

__version__ = "0.1.0"

__all__ = [
    "DataError",
    "Interval",
    "Period",
    "UnknownNameError",
    "annual_report",
    "check_claims",
    "compare",
    "conflicts",
    "count_events",
    "daily_chart",
    "explore",
    "history",
    "in_force",
    "known",
    "metrics",
    "mismatches",
    "ranking",
    "read_counted",
    "read_published",
    "revisions",
    "rules_chart",
    "verdicts",
    "view",
    "visit_lengths",
    "visits_by_other_rules",
    "words",
]

_HOMES = {
    "annual": ["annual_report"],
    "choice": ["view"],
    "claims": ["check_claims"],
    "comparison": ["compare", "ranking"],
    "count_table": ["count_events", "visit_lengths"],
    "counted": ["read_counted"],
    "explorer": ["explore"],
    "faults": ["DataError"],
    "interval": ["Interval"],
    "names": ["UnknownNameError"],
    "other_rules": ["visits_by_other_rules"],
    "period": ["Period"],
    "published": ["read_published"],
    "reconciliation": ["mismatches"],
    "tidy": ["known", "metrics"],
    "verdict_table": ["verdicts"],
    "vintages": ["conflicts", "history", "in_force", "revisions"],
    "visit_charts": ["daily_chart", "rules_chart"],
    "wording": ["words"],
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]


def _complete_names() -> None:
    """In a session of IPython or Jupyter, let Tab offer the names that there are."""
    ipython = sys.modules.get("IPython")
    if ipython and (shell := ipython.get_ipython()):
        from helsetrend.completion import complete_names

        complete_names(shell)


_complete_names()
