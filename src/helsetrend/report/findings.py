"""What the figures of a year say, in computed sentences: level and change, what was revised, which sources conflict.

Each sentence holds what its figures bear and no more. Where two periods may not be compared, the sentence
gives the reason.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from helsetrend.analysis import Change, NotComparable, Reconciled, Vintage, compare, ranking, same_months
from helsetrend.published import Figure
from helsetrend.report.content import Revision, Scope
from helsetrend.report.presentation import Phrase, inner
from helsetrend.values import Period


@dataclass(frozen=True)
class Findings(Scope):
    """The sentences of one report."""

    def finding(self, metric: str) -> Phrase:
        """The heading of a metric; for one with services, which of them surely has the highest count."""
        if not self.vintage.catalogue.metrics[metric].services:
            return self.heading(metric)
        period = self.words.period(Period.of_year(self.year))
        counted = [place for place in ranking(self.vintage, metric, self.year) if place.best]
        if not counted:
            return self.words.say("heading.services_gap", period=period)
        largest = counted[0].observation.service
        if [place.best for place in counted].count(1) == 1 < len(counted):
            return self.words.say("heading.services", service=self.short(metric, largest), period=period)
        return self.heading(metric, largest)

    def heading(self, metric: str, service: str = "") -> Phrase:
        """The finding in a few words: the change where one can be computed, else the level, else the hole."""
        say, subject = self.words.say, self.subject(metric, service)
        now = self.vintage.observe(metric, self.year, service)
        period = self.words.period(now.period)
        change = self.change(metric, service)
        if isinstance(change, Change):
            told = self.words.period(change.new.period)
            parts = {"subject": subject, "period": told, "when": self.words.when_changed(change)}
            if change.multiple:
                return say("heading.multiple", multiple=say(f"multiple.{change.multiple}"), **parts)
            return say(f"heading.{change.direction}", change=self.words.size(change), **parts)
        if now.figure:
            quantity = self.words.figure(now.figure).text
            return say("heading.level", subject=subject, quantity=quantity, period=period)
        is_measured = now.gap is None or now.gap.code in ("not_published", "only_as_picture", "part_published")
        return say("heading.gap" if is_measured else "heading.not_measured", subject=subject, period=period)

    def level_finding(self, metric: str) -> Phrase:
        """The first sentence on a metric; for one with services, that on the service with the highest count."""
        counted = [place.observation.service for place in ranking(self.vintage, metric, self.year) if place.best]
        services = counted or list(self.vintage.catalogue.metrics[metric].services) or [""]
        return next((one for service in services for one in self.level(metric, service)), self.finding(metric))

    def opening(self, metric: str) -> Phrase:
        """The one sentence that says what happened."""
        say, subject = self.words.say, self.subject(metric)
        change = self.change(metric)
        now = self.vintage.observe(metric, change.new.period)
        period = self.words.period(now.period)
        if now.figure is None:
            return say("sentence.opening_gap", subject=subject, period=period)
        parts = {"subject": subject, "period": period, "quantity": self.words.figure(now.figure)}
        if isinstance(change, Change):
            when = self.words.when_changed(change)
            if change.multiple:
                return say("sentence.opening", multiple=say(f"multiple.{change.multiple}"), when=when, **parts)
            if change.direction in ("up", "down"):
                return say(f"sentence.opening_{change.direction}", change=self.words.size(change), when=when, **parts)
        return say("sentence.opening_level", **parts)

    def level(self, metric: str, service: str = "") -> Iterator[Phrase]:
        """The figure of the year beside that of the year before, how much it changed, and since the first year."""
        say, subject = self.words.say, self.subject(metric, service)
        now = self.vintage.observe(metric, self.year, service)
        period = self.words.period(now.period)
        if now.gap:
            if now.gap.code != "before_launch":
                yield from self._same_months(metric, service)
                yield say("sentence.gap", subject=subject, reason=self.words.reason(now.gap))
                yield from self._latest(metric, service)
            return
        if now.figure is None:
            return
        new = self.words.figure(now.figure)
        change = self.change(metric, service)
        if isinstance(change, Change):
            old, old_period = self.words.figure(change.old), self.words.period(change.old.period)
            yield say("sentence.level", subject=subject, new=new, new_period=period, old=old, old_period=old_period)
            yield from self._how_much(change)
        else:
            yield say("sentence.level_alone", subject=subject, new=new, new_period=period)
            yield self._not_comparable(change)
            yield from self._same_months(metric, service)
        yield from self._since_first(metric, service)

    def sentence_of(self, change: Change) -> Phrase:
        """How large the change is."""
        return self.words.say(f"sentence.{change.direction}", change=self.words.size(change))

    def _how_much(self, change: Change) -> Iterator[Phrase]:
        """How large the change is, and what a reader must know of its two periods."""
        yield self.sentence_of(change)
        if change.caution:
            yield self.words.say("sentence.caution", caution=self.words.reason(change.caution))

    def _same_months(self, metric: str, service: str) -> Iterator[Phrase]:
        """The months of the year that are published, against the same months of the year before."""
        change = same_months(self.vintage, metric, self.year - 1, self.year, service)
        if change:
            yield self.words.say(
                "sentence.level",
                subject=self.subject(metric, service),
                new=self.words.figure(change.new),
                new_period=self.words.period(change.new.period),
                old=self.words.figure(change.old),
                old_period=self.words.period(change.old.period),
            )
            yield from self._how_much(change)

    def remarks(self, metric: str) -> Iterator[Phrase]:
        """What each source says about the year without giving a figure."""
        remarks = [one for one in self.vintage.catalogue.metrics[metric].remarks if one.period.year == self.year]
        for name in self.vintage.known_sources:
            told = [one[self.words.language] for one in remarks if one.source == name]
            if clauses := [self.words.say("clause.remark", remark=remark) for remark in told]:
                source = self.vintage.published.sources[name]
                parts = {"publisher": source.publisher, "when": self.words.when(source.published)}
                yield self.words.say("sentence.remark", remarks=self.words.listed(clauses), **parts)

    def _latest(self, metric: str, service: str) -> Iterator[Phrase]:
        """The last figure before the year, where the year has none."""
        years = [year for year in self.vintage.years(metric, service) if year < self.year]
        figure = self.vintage.observe(metric, years[-1], service).figure if years else None
        if figure:
            quantity, period = self.words.figure(figure), self.words.period(figure.period)
            yield self.words.say("sentence.latest", quantity=quantity, period=period)

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
        is_first = not self.vintage.history.at[old.row, "before"]
        return self.words.say(
            "sentence.refined" if revision.is_refinement else "sentence.revised",
            subject=self.subject(old.metric, old.service),
            period=self.words.period(old.period),
            given=self.words.say("given.first" if is_first else "given.later"),
            old=self.words.figure(old),
            date=self.publication(old),
            new=self.words.figure(new),
        )

    def effect_of_revision(self, metric: str, service: str = "") -> Phrase | None:
        """The change from the year before, as it was before the last revision of either figure, and as it is now."""
        change = self.change(metric, service)
        both = [self.vintage.observe(metric, year, service) for year in (self.year - 1, self.year)]
        days = [one.revised.published for one in both if one.revised]
        if not isinstance(change, Change) or not days:
            return None
        then = Vintage(self.vintage.published, max(days))
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

    def sentence_of_mismatch(self, one: Reconciled) -> Phrase:
        """What a figure is given as, and what follows for it from others."""
        stated = one.stated
        return self.words.say(
            f"mismatch.{one.rule}",
            subject=self.subject(stated.metric, stated.service),
            period=self.words.period(stated.period),
            stated=self.words.figure(stated),
            following=self.words.quantity(one.following, stated.unit),
            sources=self.words.separated(self.source(name) for name in one.sources),
        ).capitalised()

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
