"""Made-up metrics, figures and claims for tests: held against the contracts, but read from no file."""

import re
from datetime import date

import pandas as pd

from helsetrend.analysis.vintage.known import Vintage, vintage_on
from helsetrend.published.catalogue import Catalogue
from helsetrend.published.claim_kinds import CLAIM_UNITS
from helsetrend.published.figures import Source, checked_figures, no_gaps
from helsetrend.published.folder import Published
from helsetrend.published.schemas.claims_schema import schema_of_claims
from helsetrend.published.schemas.figures_schema import schema_of_figures
from helsetrend.published.schemas.plain_periods import with_plain_periods
from helsetrend.published.schemas.prints import with_prints
from helsetrend.published.vintages import in_order
from helsetrend.values.printed import readings

X = {"nb": "x", "en": "x"}
UNITS = {name: {"nb": name, "en": name} for name in ("visits", "logins", "percent", "visits per month")}
METRIC = {"kind": "count", "unit": "visits", "measured": "year", "name": X, "subject": X, "definition": X}
SERVICE = {"name": X, "short": X, "subject": X}
PORTAL = {"name": X, "description": X, "parts": {"nb": [], "en": []}}
NAMED = ("name", "subject", "short")


def catalogue_of(metrics_):
    """The catalogue of metrics, each given by the words that are not as usual; `services` as a list or a mapping."""
    entries = {}
    for name, more in metrics_.items():
        services = more.get("services", {})
        services = services if isinstance(services, dict) else {key: {} for key in services}
        told = {key: {**SERVICE, **_names(key, SERVICE), **own} for key, own in services.items()}
        entries[name] = {**METRIC, **_names(name, METRIC), **more, "services": told}
    return Catalogue.model_validate({"portal": PORTAL, "units": UNITS, "metrics": entries})


def published_of(metrics_, figures, *, claims=(), sources=None):
    """All that is published, after the contracts.

    `figures` is a table as text, with two spaces or more between metric (`metric:service`), period, print and source,
    or the same as a list of tuples; without a source it is the first one. `sources` gives each source its date, or
    its date and its rank; without it there is one, `page`, of 2022.
    """
    dates = {name: one if isinstance(one, tuple) else (one, 1) for name, one in (sources or {"page": "2022"}).items()}
    catalogue = catalogue_of(metrics_)
    lines = filter(str.strip, figures.splitlines()) if isinstance(figures, str) else figures
    rows = [
        _figure(catalogue, re.split(r"\s{2,}", line.strip()) if isinstance(line, str) else line, next(iter(dates)))
        for line in lines
    ]
    told = [claim_row(catalogue, claim, next(iter(dates))) for claim in claims]
    return Published(
        catalogue,
        in_order(
            checked_figures(
                _checked(rows, schema_of_figures(catalogue, list(dates)), catalogue),
                known := {name: _source(name, *when) for name, when in dates.items()},
                catalogue,
            )
        ),
        no_gaps(),
        known,
        _checked(told, schema_of_claims(catalogue, list(dates)), catalogue).set_index("claim"),
        {},
    )


def known_of(metrics_, figures, *, as_of=None, **more) -> Vintage:
    """What is known, as `published_of` takes it, on a date or with all that is published."""
    return vintage_on(published_of(metrics_, figures, **more), as_of=as_of)


def _names(name, entry):
    return {word: {"nb": name, "en": name} for word in NAMED if word in entry}


def _figure(catalogue, cells, first_source):
    series, period, print_, *source = cells
    metric, _, service = series.partition(":")
    read = readings(print_)[0]
    return {
        "metric": metric,
        "service": service,
        "period": period,
        "as_printed": print_,
        "value": _digits(read.value),
        "unit": catalogue.metrics[metric].unit,
        "hedge": read.hedge,
        "source": source[0] if source else first_source,
        "revision_nb": "",
        "revision_en": "",
        "status": "",
    }


def claim_row(catalogue, cells, first_source):
    """A row of claims.csv: what is not given is what the print says, or nothing."""
    read = readings(cells["as_printed"])
    usual = {
        "claim": "own",
        "service": "",
        "of_metric": "",
        "of_service": "",
        "from_period": "",
        "value": _digits(read[0].value) if read else "",
        "unit": CLAIM_UNITS[cells["kind"]] or catalogue.metrics[cells["metric"]].unit,
        "rounding": "",
        "hedge": read[0].hedge if read else "none",
        "source": first_source,
        "acknowledged_nb": "",
        "acknowledged_en": "",
    }
    return {**usual, **cells}


def _digits(value):
    return str(value) if value.denominator == 1 else str(float(value))


def _source(name, published, rank):
    cells = {"published": published, "published_basis": "stated", "rank": str(rank), "language": "en", "title": name}
    facts = {"detail_nb": "", "detail_en": "", "publisher": name, "address": "https://x"}
    return Source.of_row({**cells, **facts}, today=date(2030, 1, 1))


def _checked(rows, contract, catalogue):
    """The rows as a table of text in the order of the contract, with plain periods, in which it finds no fault."""
    index = pd.RangeIndex(2, len(rows) + 2, name="row")
    table = pd.DataFrame(rows, index=index, columns=list(contract.columns), dtype="str")
    table, faults = with_plain_periods(table, contract.periods, catalogue, file="made up")
    assert faults == []
    table = with_prints(table, {}).assign(place="") if "status" in table else table
    assert not len(table) or contract.faults(table, "made up") == []
    return table


BRIDGE = {"old": "before", "months": "2019-11/2019-12"}
BRIDGED = {
    "visits": {"breaks": [{"at": "2019-11", "nb": "nytt verktøy", "en": "a new tool", "bridge": BRIDGE}]},
    "before": {},
}
BRIDGED_FIGURES = """
before  2018     1000
before  2019-11   100
before  2019-12   100
visits  2019-11    80
visits  2019-12    90
visits  2020      960
visits  2021     1200
"""
"""Visits that a new tool counts: the ratios are 0.8 and 0.9, so 2018 would have been 800 to 900."""


def bridged_of(**figures):
    """What is known of visits over a bridge; `figures` are those of 2020 and before that are not as above."""
    text = BRIDGED_FIGURES
    for name, print_ in figures.items():
        text = re.sub(rf"({name.replace('_', '  ')} +)\S+", rf"\g<1>{print_}", text)
    return known_of(BRIDGED, text)
