"""What a description names and is not there: metrics, services, sources, labels; and days that stand for months."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from helsetrend.errors import Fault, by_likeness
from helsetrend.published.catalogue import Catalogue
from helsetrend.published.tables.description import DESCRIPTION, TableEntry
from helsetrend.published.tables.extract import Extract
from helsetrend.published.tables.labels import Labels, is_same
from helsetrend.published.tables.layout import listed
from helsetrend.values import Period


def in_description(name: str, word: str, found: str, expected: str) -> Fault:
    """Return a fault at a word of the table `name` in tables.toml."""
    return Fault(DESCRIPTION, 0, f"tables.{name}.{word}", found, expected, quoted=True)


def wrong_names(name: str, entry: TableEntry, catalogue: Catalogue, sources: Collection[str]) -> Iterator[Fault]:
    """Yield a fault for each metric, service, unit and source that the description names and that does not exist."""
    metrics = catalogue.metrics
    every = {service for metric in metrics.values() for service in metric.services}
    named = [("metric", entry.metric, entry.service)]
    named += [(f"metrics.{label}", meaning.metric, meaning.service) for label, meaning in entry.metrics.items()]
    named += [(f"services.{label}", None, service) for label, service in entry.services.items()]
    for word, metric, service in named:
        of_metric = metrics[metric].services if metric in metrics else every
        if metric and metric not in metrics:
            yield in_description(name, word, metric, _one_of(metric, metrics))
        elif service and service not in of_metric:
            yield in_description(name, word, service, _one_of(service, of_metric))
    for label, meaning in entry.units.items():
        if meaning.unit and meaning.unit not in catalogue.units:
            yield in_description(name, f"units.{label}", meaning.unit, _one_of(meaning.unit, catalogue.units))
    if entry.source.name and entry.source.name not in sources:
        yield in_description(name, "source", entry.source.name, _one_of(entry.source.name, sources))


def unmet_labels(name: str, entry: TableEntry, labels: Labels, extracts: Sequence[Extract]) -> Iterator[Fault]:
    """Yield a fault for each label of the description that is in none of the files, with the labels that are."""
    there = {header for found in extracts for header in found.headers if header}
    there |= {label for found in extracts for others in found.unread.values() for label in others}
    declared: Mapping[str, Iterable[str]] = {"metrics": entry.metrics, "services": entry.services, "units": entry.units}
    for word, every in declared.items():
        for label in every:
            if label not in labels.found:
                others = listed(by_likeness(label, sorted(there)))
                yield in_description(name, word, label, f"a label of the table, which has {others}")
    for column, allowed in entry.where.items():
        met = sorted({text for found in extracts for text in found.met.get(column, ())})
        for label in allowed:
            if not any(is_same(label, text) for text in met):
                others = listed(by_likeness(label, met)) or "none"
                yield in_description(name, f"where.{column}", label, f"a label of the column: {others}")


def unclear_days(name: str, entry: TableEntry, periods: Collection[Period]) -> Iterator[Fault]:
    """Yield a fault where every day is the first, or every one the last, of a month: for what does it stand?"""
    days = [period.first for period in periods if period.form == "day"]
    if entry.each or not days or len(periods) < 2:
        return
    is_last = all(Period(day.replace(day=1), day).form == "month" for day in days)
    if is_last or all(day.day == 1 for day in days):
        found = f"every day is the {'last' if is_last else 'first'} of a month"
        expected = 'each = "month", "quarter", "year" or "day", whichever such a day stands for'
        yield Fault(DESCRIPTION, 0, f"tables.{name}.each", found, expected)


def _one_of(name: str, names: Collection[str]) -> str:
    return f"one of {listed(by_likeness(name, sorted(names)))}" if names else "nothing, since there is none"
