"""What changed since the edition before, in a language: the sentences that sum it up, and the rows of its tables."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from helsetrend.analysis import FigureEffect
from helsetrend.edition.changes import EditionChanges, Key, StatedChange, StatedClaim
from helsetrend.published import Figure
from helsetrend.report import Labels
from helsetrend.report.presentation import Phrase
from helsetrend.values import Period

SECTIONS = ("claims", "revisions", "missing")
"""The sections of the report that are not about one metric, as `findings` names them."""


@dataclass(frozen=True)
class ChangeWords:
    """The changes since the edition before in the language of `labels`.

    `year` and `day` are those of the new edition, `reasons` the published reasons of revisions, by metric, service and
    period.
    """

    changes: EditionChanges
    labels: Labels
    year: int
    day: date
    reasons: Mapping[Key, str]

    def say(self, key: str, **parts: object) -> Phrase:
        """Return the text under a key of `changes`, its braces filled."""
        return self.labels.words.say(f"changes.{key}", **parts)

    def say_many(self, key: str, count: int, **parts: object) -> Phrase:
        """Return the text under a key of `changes` in the plural form of `count`, as a sentence."""
        return self.labels.words.say_many(f"changes.{key}", count, **parts).capitalised()

    @property
    def language(self) -> str:
        """The language of all the texts."""
        return self.labels.words.language

    @property
    def day_before(self) -> str:
        """The date of knowledge of the edition before."""
        return self.labels.words.day(self.changes.day)

    @property
    def day_after(self) -> str:
        """The date of knowledge of the new edition."""
        return self.labels.words.day(self.day)

    @property
    def title(self) -> str:
        """The title of all that changed."""
        return self.say("title", date=self.day_before).text

    @property
    def report(self) -> str:
        """The title of the report."""
        return self.labels.title(self.year)

    def summary(self) -> list[Phrase]:
        """Say how much changed, and name the figures that were corrected."""
        changes = self.changes
        if changes.is_empty:
            return [self.say("nothing", date=self.day_before)]
        kinds = [effect.kind for effect in changes.figures]
        counts = {
            "refined": sum(kind not in ("revised", "added") for kind in kinds),
            "added": kinds.count("added"),
            "withdrawn": len(changes.withdrawn),
            "statuses": len(changes.statuses),
            "recomputed": len([*self.change_rows()]),
            "judged": len(changes.claims),
        }
        first = [self._corrected()] if changes.corrected else []
        return first + [self.say_many(key, count) for key, count in counts.items() if count]

    def _corrected(self) -> Phrase:
        words, corrected = self.labels.words, self.changes.corrected
        figures = (
            words.say(
                "overview.figure", name=self.named(effect.after), old=self.before(effect), new=self.number(effect.after)
            )
            for effect in corrected
        )
        return self.say_many("corrected", len(corrected), figures=words.separated(figures))

    def figure_rows(self) -> Iterator[Sequence[str]]:
        """Yield for each figure that changed: what it is of, its value before and now, what happened, and why."""
        none = self.say("none").text
        for effect in self.changes.figures:
            sides = self.before(effect), self.number(effect.after)
            yield (
                self.named(effect.after),
                *sides,
                self.labels.words.say(f"changes.kind_{effect.kind}").text,
                self.reason(effect),
            )
        for figure in self.changes.withdrawn:
            yield self.named(figure), self.number(figure), none, self.say("kind_withdrawn").text, ""
        for before, after in self.changes.statuses:
            yield (
                self.named(after),
                self._with_status(before),
                self._with_status(after),
                self.say("kind_status").text,
                "",
            )

    def change_rows(self, series: set[tuple[str, str]] | None = None) -> Iterator[Sequence[str]]:
        """Yield the changes over a year that read otherwise, before and now; only of `series` where given."""
        for pair in self.changes.changes:
            metric, service, first, last = pair.key
            before, after = self._directed(pair.before), self._directed(pair.after)
            if before != after and (series is None or (metric, service) in series):
                span = self.say("span", first=self._period(first), last=self._period(last))
                yield f"{self._name(metric, service)}, {span}", before, after

    def claim_rows(self) -> Iterator[Sequence[str]]:
        """Yield the claims with another verdict: their words and what they are about, the verdict before and now."""
        for pair in self.changes.claims:
            if claim := pair.after or pair.before:
                about = f"{self._name(claim.metric, claim.service)}, {self._period(claim.period)}"
                quote = self.labels.words.say("language.quote", text=claim.as_printed)
                yield f"{quote} ({about})", self._verdict(pair.before), self._verdict(pair.after)

    def sentence_rows(self) -> Iterator[Sequence[str]]:
        """Yield the sentences that head the report or a section and read otherwise: about what, before, now."""
        none = self.say("none").text
        for pair in self.changes.sentences.get(self.language, ()):
            yield self._about(pair.key[0]), pair.before or none, pair.after or none

    def named(self, figure: Figure) -> str:
        """Return what a figure is of, and its period."""
        return f"{self._name(figure.metric, figure.service)}, {self.labels.words.period(figure.period)}"

    def number(self, figure: Figure) -> str:
        """Return a figure in words."""
        return self.labels.words.unmarked_figure(figure).text

    def before(self, effect: FigureEffect) -> str:
        """Return the earlier figure in words, or that there was none."""
        return self.number(effect.before) if effect.before else self.say("none").text

    def reason(self, effect: FigureEffect) -> str:
        """Return the published reason of a change, or of a correction that there is none; nothing for others."""
        figure = effect.after
        if reason := self.reasons.get((figure.metric, figure.service, str(figure.period))):
            return self.labels.words.say("table.why_revised", why=reason).text
        return self.labels.words.say("table.why_unknown").text if effect.kind == "revised" else ""

    def _with_status(self, figure: Figure) -> str:
        statuses = ", ".join(self.labels.obs_statuses(figure.statuses))
        return f"{self.number(figure)} ({statuses})" if statuses else self.number(figure)

    def _name(self, metric: str, service: str) -> str:
        """Return the name of what is measured in the language; its identifier if neither edition has it in that."""
        return self.changes.names.get((metric, service), {}).get(self.language, service or metric)

    def _period(self, text: str) -> str:
        return self.labels.words.period(Period.parse(text))

    def _about(self, section: str) -> str:
        """Return what a sentence that heads a section is about: a metric, a section, or all of it."""
        if section in self.labels.catalogue.metrics:
            return self.labels.name(section)
        return self.labels.words.say(f"kicker.{section}" if section in SECTIONS else "changes.opening").text

    def _directed(self, change: StatedChange | None) -> str:
        """Return a change over a year with its direction, or that it was not compared."""
        if change is None or change.interval is None:
            return self.labels.words.say("code.direction.not_compared").text
        size = change.interval.scaled(-1) if change.direction == "down" else change.interval
        number = self.labels.words.percentage(size, change.unit)
        return self.labels.words.say(f"direction.{change.direction}", change=number).text

    def _verdict(self, claim: StatedClaim | None) -> str:
        return self.labels.words.say(f"claim.{claim.verdict}").text if claim else self.say("none").text
