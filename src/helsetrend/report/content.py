"""What one report looks at: its years, what was known, its language; and what all of its parts ask of these."""

from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain

import pandas as pd
from markupsafe import Markup

from helsetrend.analysis import (
    Change,
    Checked,
    Claim,
    Discrepancy,
    NotComparable,
    Observation,
    Reconciled,
    Slip,
    Vintage,
    check_claim,
    compare,
    discrepancies,
    find_slips,
    known_claims,
    reconcile,
    same_months,
    vintage_on,
)
from helsetrend.events import Counts
from helsetrend.published import Figure, Metric, Published, Service, conflicts, refinements, revisions
from helsetrend.report.presentation import Phrase, Words, linked
from helsetrend.values import Interval, Period

METRICS = (
    "visits",
    "logins",
    "service_visits",
    "patient_travel_electronic_share",
    "patient_travel_self_service_visits",
)
"""What the yearly page is about, in its order; all but the last are headlines."""


@dataclass(frozen=True)
class Revision:
    """A figure whose place was taken by a newer one, which revises it or makes it more precise."""

    old: Figure
    new: Figure
    is_refinement: bool


@dataclass(frozen=True)
class Scope:
    """A report on `year`, looking back to `first_year`, with what was known, in a language.

    `counts` is what was counted, whenever that was.
    """

    vintage: Vintage
    words: Words
    year: int
    first_year: int
    counts: Counts = field(default_factory=Counts)

    @property
    def years(self) -> range:
        """The years of the report."""
        return range(self.first_year, self.year + 1)

    @property
    def span(self) -> Period:
        """The years of the report as a period."""
        return Period(Period.of_year(self.first_year).first, Period.of_year(self.year).last)

    @property
    def series(self) -> list[tuple[str, str]]:
        """Metric and service of every series of the report."""
        entries = self.vintage.catalogue.metrics
        return [(name, service) for name in METRICS if name in entries for service in (entries[name].services or ("",))]

    def part(self, metric: str, service: str = "") -> Metric | Service:
        """The catalogue's entry of a metric or of one of its services."""
        return self.vintage.catalogue.metrics[metric].part(service)

    def name(self, metric: str, service: str = "") -> str:
        """The name of a metric, with that of the service where there is one."""
        return self.part(metric, service).name[self.words.language]

    def short(self, metric: str, service: str) -> str:
        """The short name of a service."""
        return self.vintage.catalogue.metrics[metric].services[service].short[self.words.language]

    def subject(self, metric: str, service: str = "") -> str:
        """The metric as the beginning of a sentence."""
        return self.part(metric, service).subject[self.words.language]

    def publication(self, figure: Figure) -> str:
        """When the figure was published: "mai 2022"."""
        return self.words.period(self.vintage.published.sources[figure.source].published)

    def sources(self, figure: Figure) -> Phrase:
        """Where a figure comes from, or its parts, as `source` gives it."""
        return self.words.separated(self.source(name) for name in figure.sources)

    def source(self, name: str) -> Phrase:
        """The publisher of a source and its date, as a link to its entry."""
        source = self.vintage.published.sources[name]
        return linked(f"source-{name}", f"{source.publisher}, {self.words.period(source.published)}")

    def source_in_full(self, name: str) -> Phrase:
        """The title of a source, the place in it and its date, as a link to its entry."""
        source = self.vintage.published.sources[name]
        place = ", ".join(filter(None, (source.detail[self.words.language], self.words.period(source.published))))
        title = self.foreign(source.title, source.language)
        return linked(f"source-{name}", Phrase(f"{title}, {place}", Markup("{}, {}").format(title.html, place)))

    def quote(self, text: str, source: str) -> Phrase:
        """The words of a source in quotes, marked with their language where it is not the report's."""
        language = self.vintage.published.sources[source].language
        return self.words.say("language.quote", text=self.foreign(text, language))

    def said(self, claim: Claim) -> Phrase:
        """What is claimed, in the words of the source; what words without digits mean stands behind them."""
        quote = self.quote(claim.as_printed, claim.source)
        if any(letter.isdigit() for letter in claim.as_printed):
            return quote
        if claim.kind in ("rank", "one_in"):
            meaning = self.words.say(f"claim.meaning_{claim.kind}", number=claim.value)
        else:
            number = self.words.quantity(Interval(claim.value, claim.value), claim.unit)
            hedge = self.vintage.published.claims.at[claim.name, "hedge"]
            meaning = self.words.say(f"hedge.{hedge}", number=number)
        return self.words.say("claim.meaning", quote=quote, meaning=meaning)

    def foreign(self, text: str, language: str) -> Phrase:
        """A text in a language, marked with it where it is not that of the report."""
        if language == self.words.language:
            return Phrase.of(text)
        return Phrase(text, Markup('<span lang="{}">{}</span>').format(language, text))

    def change(self, metric: str, service: str = "", *, since: int | None = None) -> Change | NotComparable:
        """The comparison of the year with the year before, or with `since`.

        Where only some months of the year are published, it is with the same months of the year before, if these are.
        """
        found = compare(self.vintage, metric, self.year - 1 if since is None else since, self.year, service)
        is_alike = since is None and isinstance(found, NotComparable) and found.new.figure is None
        return (same_months(self.vintage, metric, self.year - 1, self.year, service) if is_alike else None) or found

    def status(self, observation: Observation) -> str:
        """One word or two on an observation: not published, revised, a part of the year."""
        if observation.gap:
            return self.words.say(f"status.{observation.gap.code}").text
        parts = []
        if observation.figure and observation.figure.parts:
            parts.append(self.words.say("status.sum").text)
        if observation.revised:
            old, date = self.words.figure(observation.revised).text, self.publication(observation.revised)
            parts.append(self.words.say("status.revised", old=old, date=date).text)
        if observation.part:
            parts.append(self.words.say("status.part_of_period").text)
        return "; ".join(parts)

    @cached_property
    def conflicts(self) -> pd.DataFrame:
        """The conflicts about the metrics and years of the report, as `vintages.conflicts` gives them."""
        return self._within(conflicts(self.vintage.history))

    @cached_property
    def mismatches(self) -> list[Reconciled]:
        """The figures of the report's series and years that do not agree with those that they follow from."""
        about = reconcile(self.vintage, METRICS)
        stated = [one for one in about if not one.is_met and one.stated.period.year in self.years]
        return [one for one in stated if (one.stated.metric, one.stated.service) in self.series]

    @cached_property
    def revisions(self) -> list[Revision]:
        """The figures of the report's metrics and years whose place was taken by others, by the date of the newer."""
        history = self.vintage.history
        tables = {False: revisions(history), True: refinements(history)}
        found = [
            Revision(self.vintage.figure(row.old_row), self.vintage.figure(row.new_row), is_refinement)
            for is_refinement, table in tables.items()
            for row in self._within(table).itertuples()
        ]
        return sorted(found, key=lambda revision: (revision.new.published, revision.new.row))

    @property
    def revised_series(self) -> list[tuple[str, str, Period]]:
        """Metric, service and period of each figure that was revised, however often."""
        revised = [one.new for one in self.revisions if not one.is_refinement]
        return list(dict.fromkeys((figure.metric, figure.service, figure.period) for figure in revised))

    @cached_property
    def claims(self) -> list[Checked]:
        """The claims about the years of the report, checked."""
        about = [one for one in known_claims(self.vintage) if one.to_period.year in self.years]
        return [check_claim(self.vintage, claim) for claim in about]

    @cached_property
    def slips(self) -> dict[str, Slip]:
        """What is likeliest to explain a claim that is contradicted, by its name; a later year explains nothing."""
        told = {one.claim.name: filter(self._is_told, find_slips(self.vintage, one)) for one in self.claims}
        return {name: found for name, offered in told.items() if (found := next(offered, None))}

    @cached_property
    def discrepancies(self) -> list[Discrepancy]:
        """What was counted of the report's years by the date, beside what is published."""
        return discrepancies(self.vintage, self.counts, self.series, self.years)

    @cached_property
    def gaps(self) -> list[Observation]:
        """The holes of the report's years, series by series; before its launch nothing is missing."""
        observed = [one for metric, service in self.series for one in self.vintage.series(metric, self.years, service)]
        return [one for one in observed if one.gap and one.gap.code != "before_launch"]

    @cached_property
    def rows(self) -> set[int]:
        """The rows in figures.csv that the report can lead to: of its own metrics, and all else that it speaks of."""
        entries, history = self.vintage.catalogue.metrics, self.vintage.history
        own = history.loc[history["metric"].isin(METRICS), "period"]
        alike = {other.metric for name in METRICS if name in entries for other in entries[name].not_comparable_with}
        figures = chain(
            *(one.figures for one in self.claims),
            *(slip.figures for slip in self.slips.values()),
            *(one.others for one in self.mismatches),
            *(self.vintage.figures(name) for name in alike),
        )
        told = {one.row for figure in figures for one in (figure, *figure.parts) if self._is_up_to_the_year(one)}
        return told | {row for row, period in own.items() if Period.parse(period).last <= self.span.last}

    def _is_told(self, slip: Slip) -> bool:
        return all(map(self._is_up_to_the_year, slip.figures))

    def _is_up_to_the_year(self, figure: Figure) -> bool:
        return figure.period.last <= self.span.last

    def _within(self, table: pd.DataFrame) -> pd.DataFrame:
        """The rows about the metrics of the report, of periods that end in its years."""
        about = table[table["metric"].isin(METRICS)]
        return about[[Period.parse(period).year in self.years for period in about["period"]]]


def known_on(published: Published, counts: Counts, *, as_of: str) -> Vintage:
    """The published metrics as they were known on a date such as 2022-05-31, or "newest".

    Newest is the day on which the last source was published, or a year of the report's metrics last counted if that is
    later. Raises ValueError where the date is none, or nothing was published by it.
    """
    if as_of != "newest":
        return vintage_on(published, as_of=as_of)
    known, last = vintage_on(published), counts.last_day(METRICS)
    return replace(known, as_of=last) if last and last > known.as_of else known
