"""What the figures of a year say, in computed sentences: level and change, revisions, conflicts, holes, claims.

Each sentence holds what its figures bear and no more. Where two periods may not be compared, the sentence
gives the reason.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pandas as pd
from markupsafe import Markup

from helsetrend import vintages
from helsetrend.catalogue import Metric, Service
from helsetrend.claims import Checked, check_claims
from helsetrend.comparison import Change, NotComparable, compare, ranking
from helsetrend.figures import Figure
from helsetrend.metrics import Metrics, Observation
from helsetrend.period import Period
from helsetrend.wording import Phrase, Words

METRICS = ("visits", "logins", "service_visits", "patient_travel_electronic_share", "patient_travel_self_service_visits")
"""What the yearly page is about, in its order; all but the last are headlines."""


@dataclass(frozen=True)
class Revision:
    """A figure whose place was taken by a newer one, which revises it or makes it more precise."""

    old: Figure
    new: Figure
    is_refinement: bool


@dataclass(frozen=True)
class Findings:
    """The sentences of one report: the year it is about, the first year it looks back to, what was known, the language."""

    metrics: Metrics
    words: Words
    year: int
    first_year: int

    # --- what is looked at

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
        entries = self.metrics.catalogue.metrics
        return [(name, service) for name in METRICS if name in entries for service in (entries[name].services or ("",))]

    def part(self, metric: str, service: str = "") -> Metric | Service:
        """The catalogue's entry of a metric or of one of its services."""
        return self.metrics.catalogue.metrics[metric].part(service)

    def name(self, metric: str, service: str = "") -> str:
        """The name of a metric, with that of the service where there is one."""
        return self.part(metric, service).name[self.words.language]

    def short(self, metric: str, service: str) -> str:
        """The short name of a service."""
        return self.metrics.catalogue.metrics[metric].services[service].short[self.words.language]

    def subject(self, metric: str, service: str = "") -> str:
        """The metric as the beginning of a sentence."""
        return self.part(metric, service).subject[self.words.language]

    def quantity(self, figure: Figure) -> Phrase:
        """A figure with its unit: "over 140 millioner besøk", "over 87 prosent"."""
        number = self.words.figure(figure)
        if figure.unit == "percent":
            return number
        unit = self.metrics.catalogue.units[figure.unit][self.words.language]
        return self.words.say("span.in_unit", number=number, unit=unit)

    def publication(self, figure: Figure) -> str:
        """When the figure was published: "mai 2022"."""
        return self.words.period(Period.parse(self.metrics.published.sources.at[figure.source, "published"]))

    def source(self, name: str) -> Phrase:
        """The publisher of a source and its date, as a link to its entry."""
        source = self.metrics.published.sources.loc[name]
        text = f"{source['publisher']}, {self.words.period(Period.parse(source['published']))}"
        return Phrase(text, Markup('<a href="#source-{}">{}</a>').format(name, text))

    def source_in_full(self, name: str) -> Phrase:
        """The title of a source, the place in it and its date, as a link to its entry."""
        source = self.metrics.published.sources.loc[name]
        parts = [source["title"], source[f"detail_{self.words.language}"], self.words.period(Period.parse(source["published"]))]
        text = ", ".join(part for part in parts if part)
        return Phrase(text, Markup('<a href="#source-{}">{}</a>').format(name, text))

    def quote(self, text: str, source: str) -> Phrase:
        """The words of a source in quotes, marked with their language where it is not the report's."""
        language = self.metrics.published.sources.at[source, "language"]
        html = Phrase.of(text).html
        if language != self.words.language:
            html = Markup('<span lang="{}">{}</span>').format(language, text)
        return self.words.say("language.quote", text=Phrase(text, html))

    def change(self, metric: str, service: str = "", *, since: int | None = None) -> Change | NotComparable:
        """The comparison of the year with the year before, or with `since`."""
        return compare(self.metrics, metric, self.year - 1 if since is None else since, self.year, service)

    # --- one metric

    def finding(self, metric: str) -> Phrase:
        """The heading of a metric; for one with services, that of the service with the highest count."""
        if not self.metrics.catalogue.metrics[metric].services:
            return self.heading(metric)
        period = self.words.period(Period.of_year(self.year))
        counted = [place.observation for place in ranking(self.metrics, metric, self.year) if place.best]
        if not counted:
            return self.words.say("heading.services_gap", period=period)
        if len(counted) == 1:
            return self.heading(metric, counted[0].service)
        return self.words.say("heading.services", service=self.short(metric, counted[0].service), period=period)

    def heading(self, metric: str, service: str = "") -> Phrase:
        """The finding in a few words: the change where one can be computed, else the level, else the hole."""
        say, subject = self.words.say, self.subject(metric, service)
        now = self.metrics.observe(metric, self.year, service)
        period = self.words.period(now.period)
        change = self.change(metric, service)
        if isinstance(change, Change):
            if change.multiple:
                multiple = say(f"multiple.{change.multiple}")
                return say("heading.multiple", subject=subject, multiple=multiple, period=period)
            return say(f"heading.{change.direction}", subject=subject, change=self.words.size(change), period=period)
        if now.figure:
            quantity = self.words.figure(now.figure).text
            return say("heading.level", subject=subject, quantity=quantity, period=period)
        return say("heading.gap", subject=subject, period=period)

    def level_finding(self, metric: str) -> Phrase:
        """The first sentence on a metric; for one with services, that on the service with the highest count."""
        counted = [place.observation.service for place in ranking(self.metrics, metric, self.year) if place.best]
        services = counted or list(self.metrics.catalogue.metrics[metric].services) or [""]
        return next(self.level(metric, services[0]))

    def opening(self, metric: str) -> Phrase:
        """The one sentence that says what happened."""
        say, subject = self.words.say, self.subject(metric)
        now = self.metrics.observe(metric, self.year)
        period = self.words.period(now.period)
        if now.figure is None:
            return say("sentence.opening_gap", subject=subject, period=period)
        parts = {"subject": subject, "period": period, "quantity": self.words.figure(now.figure)}
        change = self.change(metric)
        if isinstance(change, Change) and change.multiple:
            return say("sentence.opening", multiple=say(f"multiple.{change.multiple}"), **parts)
        if isinstance(change, Change) and change.direction in ("up", "down"):
            return say(f"sentence.opening_{change.direction}", change=self.words.size(change), **parts)
        return say("sentence.opening_level", **parts)

    def level(self, metric: str, service: str = "") -> Iterator[Phrase]:
        """The figure of the year beside that of the year before, how much it changed, and since the first year."""
        say, subject = self.words.say, self.subject(metric, service)
        now = self.metrics.observe(metric, self.year, service)
        period = self.words.period(now.period)
        if now.gap and now.gap.code == "before_launch":
            return
        if now.figure is None:
            yield say("sentence.gap", subject=subject, reason=self.words.reason(now.gap))
            yield from self._latest(metric, service)
            return
        new = self.words.figure(now.figure)
        change = self.change(metric, service)
        if isinstance(change, Change):
            old, old_period = self.words.figure(change.old), self.words.period(change.old.period)
            yield say("sentence.level", subject=subject, new=new, new_period=period, old=old, old_period=old_period)
            yield self.sentence_of(change)
        else:
            yield say("sentence.level_alone", subject=subject, new=new, new_period=period)
            yield self._not_comparable(change)
        yield from self._since_first(metric, service)

    def sentence_of(self, change: Change) -> Phrase:
        """How large the change is."""
        return self.words.say(f"sentence.{change.direction}", change=self.words.size(change))

    def cautions(self, metric: str, service: str = "") -> Iterator[Phrase]:
        """What a reader must know not to be misled: holes, starts, conflicts, look-alikes, and the catalogue's own caution."""
        say, language = self.words.say, self.words.language
        entry = self.metrics.catalogue.metrics[metric]
        if not entry.services:
            yield from self._holes(metric)
        yield from self._starts(metric, service)
        yield from self._months(metric, service)
        yield from self._conflicts(metric, service)
        if service:
            return
        for other in entry.not_comparable_with:
            for figure in self.metrics.figures(other.metric):
                if figure.period.overlaps(self.span):
                    parts = {"period": self.words.period(figure.period), "quantity": self.words.figure(figure)}
                    yield say("sentence.lookalike", name=self.name(other.metric), reason=other[language], **parts)
        for picture in entry.pictures:
            if picture.period.overlaps(self.span) and picture.source in self.metrics.known_sources:
                yield say("sentence.picture", source=self.source(picture.source), period=self.words.period(picture.period))
        if entry.caution:
            yield Phrase.of(entry.caution[language])

    def remarks(self, metric: str) -> Iterator[Phrase]:
        """What each source says about the year without giving a figure."""
        remarks = [one for one in self.metrics.catalogue.metrics[metric].remarks if one.period.year == self.year]
        for name in self.metrics.known_sources:
            if clauses := [self.words.say("clause.remark", remark=one[self.words.language]) for one in remarks if one.source == name]:
                source = self.metrics.published.sources.loc[name]
                parts = {"publisher": source["publisher"], "when": self.words.when(Period.parse(source["published"]))}
                yield self.words.say("sentence.remark", remarks=self.words.listed(clauses), **parts)

    def status(self, observation: Observation) -> str:
        """One word or two on an observation: not published, revised, a part of the year."""
        if observation.gap:
            return self.words.say(f"status.{observation.gap.code}").text
        parts = []
        if observation.revised:
            old, date = self.words.figure(observation.revised).text, self.publication(observation.revised)
            parts.append(self.words.say("status.revised", old=old, date=date).text)
        if observation.part:
            parts.append(self.words.say("status.part_of_period").text)
        return "; ".join(parts)

    def _latest(self, metric: str, service: str) -> Iterator[Phrase]:
        """The last figure before the year, where the year has none."""
        years = [year for year in self.metrics.years(metric, service) if year < self.year]
        if years:
            figure = self.metrics.observe(metric, years[-1], service).figure
            yield self.words.say("sentence.latest", quantity=self.words.figure(figure), period=self.words.period(figure.period))

    def _since_first(self, metric: str, service: str) -> Iterator[Phrase]:
        """The change since the first year of the report, where that is not the year before."""
        if self.first_year >= self.year - 1:
            return
        change = self.change(metric, service, since=self.first_year)
        if not isinstance(change, Change):
            return
        parts = {"old": self.words.figure(change.old), "old_period": self.words.period(change.old.period)}
        if change.multiple:
            multiple = self.words.say(f"multiple.{change.multiple}")
            yield self.words.say("sentence.span_multiple", multiple=multiple, **parts)
        elif change.direction in ("up", "down"):
            yield self.words.say(f"sentence.span_{change.direction}", change=self.words.size(change), **parts)

    def revised(self, metric: str, service: str) -> Iterator[Phrase]:
        """What was revised of the two figures that are compared, and what that does to the change."""
        for revision in self.revisions:
            is_compared = revision.new.period.year in (self.year - 1, self.year)
            if is_compared and (revision.new.metric, revision.new.service) == (metric, service):
                yield self.sentence_of_revision(revision)
        if effect := self.effect_of_revision(metric, service):
            yield effect

    def sentence_of_revision(self, revision: Revision) -> Phrase:
        """What the figure was, what it is now."""
        old, new = revision.old, revision.new
        return self.words.say(
            "sentence.refined" if revision.is_refinement else "sentence.revised",
            subject=self.subject(old.metric, old.service),
            period=self.words.period(old.period),
            old=self.words.figure(old),
            date=self.publication(old),
            new=self.words.figure(new),
        )

    def effect_of_revision(self, metric: str, service: str = "") -> Phrase | None:
        """The change from the year before, as it was before the last revision of either figure, and as it is now."""
        change = self.change(metric, service)
        both = [self.metrics.observe(metric, year, service) for year in (self.year - 1, self.year)]
        days = [one.revised.published for one in both if one.revised]
        if not isinstance(change, Change) or not days:
            return None
        then = Metrics(self.metrics.published, max(days))
        before = compare(then, metric, self.year - 1, self.year, service)
        if not isinstance(before, Change) or self.words.size(before) == self.words.size(change):
            return None
        return self.words.say(
            "sentence.growth_revised",
            date=self.words.day(then.as_of),
            what=inner(self.subject(metric, service)),
            old_period=self.words.period(change.old.period),
            new_period=self.words.period(change.new.period),
            before=self.words.directed(before),
            after=self.words.directed(change),
        )

    def _not_comparable(self, comparison: NotComparable) -> Phrase:
        old_period, reasons = self.words.period(comparison.old.period), self.words.reasons(comparison.reasons)
        return self.words.say("sentence.not_comparable", old_period=old_period, reasons=reasons)

    def _holes(self, metric: str) -> Iterator[Phrase]:
        """The years of the report without a figure."""
        holes = [one for one in self.metrics.series(metric, self.years) if one.gap]
        told = [self.words.say("clause.hole", period=self.words.period(one.period), status=self.status(one)) for one in holes]
        if told:
            yield self.words.say("sentence.holes", years=self.words.listed(told))

    def _starts(self, metric: str, service: str) -> Iterator[Phrase]:
        """That a metric was first reported, or began, within the years of the report."""
        part, name = self.part(metric, service), self.name(metric, service)
        if part.first_reported and self.first_year < part.first_reported.year <= self.year:
            yield self.words.say("sentence.first_reported", name=name, first=self.words.period(part.first_reported))
        for year in self.years:
            reason = self.metrics.observe(metric, year, service).part
            if reason and part.launched:
                yield self.words.say("sentence.launched", name=name, when=self.words.when(part.launched), year=year)

    def _months(self, metric: str, service: str) -> Iterator[Phrase]:
        """Single months and quarters that are published, which stand beside the years and not among them."""
        measured = self.metrics.catalogue.metrics[metric].measured
        for figure in self.metrics.figures(metric, service):
            if figure.period.overlaps(self.span) and figure.period != Period.of_year(figure.period.year, measured):
                parts = {"name": self.name(metric, service), "period": self.words.period(figure.period)}
                yield self.words.say("sentence.month", quantity=self.words.figure(figure), **parts)

    def _conflicts(self, metric: str, service: str) -> Iterator[Phrase]:
        """Sources of one time that do not agree on a year of the report."""
        for conflict in self.conflicts.itertuples():
            if (conflict.metric, conflict.service) == (metric, service):
                yield self.sentence_of_conflict(self.metrics.figure(conflict.one), self.metrics.figure(conflict.other))

    def sentence_of_conflict(self, one: Figure, other: Figure) -> Phrase:
        """What the two sources say, and why both cannot be right."""
        parts = {
            "name": inner(self.name(one.metric, one.service)),
            "period": self.words.period(one.period),
            "one": self.words.figure(one),
            "one_source": self.source_in_full(one.source),
            "other": self.words.figure(other),
            "other_source": self.source_in_full(other.source),
        }
        if not one.interval.touches(other.interval):
            return self.words.say("sentence.conflict", **parts)
        edge = max(one.interval.low, other.interval.low)
        return self.words.say("sentence.conflict_touch", value=self.words.exactly(edge), **parts)

    # --- the whole report

    @cached_property
    def conflicts(self) -> pd.DataFrame:
        """The conflicts about the years of the report, as `vintages.conflicts` gives them."""
        return self._within(vintages.conflicts(self.metrics.history))

    @cached_property
    def revisions(self) -> list[Revision]:
        """The figures of the report's years whose place was taken by others, by the date of the newer."""
        history = self.metrics.history
        tables = {False: vintages.revisions(history), True: vintages.refinements(history)}
        found = [
            Revision(self.metrics.figure(row.old_row), self.metrics.figure(row.new_row), is_refinement)
            for is_refinement, table in tables.items()
            for row in self._within(table).itertuples()
        ]
        return sorted(found, key=lambda revision: (revision.new.published, revision.new.row))

    @cached_property
    def claims(self) -> list[Checked]:
        """The claims about the years of the report, checked."""
        return [one for one in check_claims(self.metrics) if self.first_year <= one.claim.to_period.year <= self.year]

    @cached_property
    def gaps(self) -> list[Observation]:
        """The holes of the report's years, series by series; before its launch nothing is missing."""
        observed = [one for metric, service in self.series for one in self.metrics.series(metric, self.years, service)]
        return [one for one in observed if one.gap and one.gap.code != "before_launch"]

    def _within(self, table: pd.DataFrame) -> pd.DataFrame:
        """The rows about periods that end in the years of the report."""
        return table[[Period.parse(period).year in self.years for period in table["period"]]]


def inner(name: str) -> str:
    """A name within a sentence: with a small first letter, except for abbreviations."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name
