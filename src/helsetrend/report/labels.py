"""How things are called and cited in a language: metrics and services, figures, sources, quotes, states."""

from dataclasses import dataclass

from markupsafe import Markup

from helsetrend.analysis import Claim, Observation
from helsetrend.published import Catalogue, Figure, Metric, Published, Service
from helsetrend.report.presentation import Phrase, Words, linked, words
from helsetrend.values import LANGUAGES, Interval


@dataclass(frozen=True)
class Labels:
    """The names and citations of what is published, in the language of `words`."""

    published: Published
    words: Words

    @property
    def catalogue(self) -> Catalogue:
        """What each metric is."""
        return self.published.catalogue

    def part(self, metric: str, service: str = "") -> Metric | Service:
        """The catalogue's entry of a metric or of one of its services."""
        return self.catalogue.metrics[metric].part(service)

    def name(self, metric: str, service: str = "") -> str:
        """The name of a metric, with that of the service where there is one."""
        return self.part(metric, service).name[self.words.language]

    def short(self, metric: str, service: str) -> str:
        """The short name of a service."""
        return self.catalogue.metrics[metric].services[service].short[self.words.language]

    def subject(self, metric: str, service: str = "") -> str:
        """The metric as the beginning of a sentence."""
        return self.part(metric, service).subject[self.words.language]

    def publication(self, figure: Figure) -> str:
        """When the figure was published: "mai 2022"."""
        return self.words.period(self.published.sources[figure.source].published)

    def sources(self, figure: Figure) -> Phrase:
        """Where a figure comes from, or its parts, as `source` gives it."""
        return self.words.separated(self.source(name) for name in figure.sources)

    def source(self, name: str) -> Phrase:
        """The publisher of a source and its date, as a link to its entry."""
        source = self.published.sources[name]
        return linked(f"source-{name}", f"{source.publisher}, {self.words.period(source.published)}")

    def source_in_full(self, name: str) -> Phrase:
        """The title of a source, the place in it and its date, as a link to its entry."""
        source = self.published.sources[name]
        place = ", ".join(filter(None, (source.detail[self.words.language], self.words.period(source.published))))
        title = self.foreign(source.title, source.language)
        return linked(f"source-{name}", Phrase(f"{title}, {place}", Markup("{}, {}").format(title.html, place)))

    def quote(self, text: str, source: str) -> Phrase:
        """The words of a source in quotes, marked with their language where it is not the report's."""
        language = self.published.sources[source].language
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
            hedge = self.published.claims.at[claim.name, "hedge"]
            meaning = self.words.say(f"hedge.{hedge}", number=number)
        return self.words.say("claim.meaning", quote=quote, meaning=meaning)

    def foreign(self, text: str, language: str) -> Phrase:
        """A text in a language, marked with it where it is not that of the report."""
        if language == self.words.language:
            return Phrase.of(text)
        return Phrase(text, Markup('<span lang="{}">{}</span>').format(language, text))

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


def labels_in_each_language(published: Published) -> dict[str, Labels]:
    """Return the labels of what is published by language."""
    return {language: Labels(published, words(language)) for language in LANGUAGES}
