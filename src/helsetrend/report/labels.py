"""How things are called and cited in a language: metrics and services, figures, sources, quotes, states."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from markupsafe import Markup

from helsetrend.analysis import Claim, Observation
from helsetrend.published import Catalogue, Figure, Metric, Published, Service, chosen_languages
from helsetrend.report.content import Content
from helsetrend.report.presentation import Column, Phrase, Words, inner, linked, words
from helsetrend.values import CALENDAR_YEAR, Interval, Period


@dataclass(frozen=True)
class Labels:
    """The names and citations of what is published, in the language of `words`."""

    published: Published
    words: Words

    def __post_init__(self) -> None:
        spoken = {series: self._unit_said(*series) for series in self.catalogue.series}
        are_calendar = all(metric.year_starts == CALENDAR_YEAR for metric in self.catalogue.metrics.values())
        object.__setattr__(self, "words", replace(self.words, units=spoken, has_calendar_quarters=are_calendar))

    def _unit_said(self, metric: str, service: str) -> str:
        """Return the unit that is said with a figure: none where the subject has said it, or it is percent."""
        entry, language = self.catalogue.metrics[metric], self.words.language
        unit = self.catalogue.units[entry.unit][language]
        is_known = entry.unit == "percent" or unit.casefold() in self.subject(metric, service).casefold()
        return "" if is_known else unit

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue of the metrics."""
        return self.published.catalogue

    @property
    def portal(self) -> str:
        """The name of the portal."""
        return self.catalogue.portal.name[self.words.language]

    def title(self, year: int) -> str:
        """Return the title of the report on a year."""
        return self.words.say("page.title", portal=self.portal, year=self.year(year)).text

    def year(self, year: int) -> str:
        """Return the name of a year of the report: 2020/21 where the years of all its metrics are such years."""
        return self.years(year, year)

    def years(self, first: int, last: int) -> str:
        """Return the years of the report from the first to the last: 2019–2021, 2018/19–2020/21."""
        starts = {self.catalogue.metrics[name].year_starts for name in self.catalogue.report_metrics}
        year_starts = starts.pop() if len(starts) == 1 else CALENDAR_YEAR
        return self.words.years(*(Period.of_year(year, year_starts=year_starts) for year in (first, last)))

    def part(self, metric: str, service: str = "") -> Metric | Service:
        """Return the catalogue's entry of a metric or of one of its services."""
        return self.catalogue.metrics[metric].part(service)

    def name(self, metric: str, service: str = "") -> str:
        """Return the name of a metric or of one of its services."""
        return self.part(metric, service).name[self.words.language]

    def inner_name(self, metric: str, service: str = "") -> str:
        """Return the same name as it is written within a sentence."""
        return inner(self.name(metric, service))

    def dated_name(self, item: Figure | Observation) -> str:
        """Return the name of what a figure or an observation is of, and its period: "Visits to Helsenorge, 2021"."""
        return f"{self.name(item.metric, item.service)}, {self.words.period(item.period)}"

    def short(self, metric: str, service: str) -> str:
        """Return the short name of a service."""
        return self.catalogue.metrics[metric].services[service].short[self.words.language]

    def subject(self, metric: str, service: str = "") -> str:
        """Return the metric as the beginning of a sentence."""
        return self.part(metric, service).subject[self.words.language]

    def unit(self, metric: str) -> str:
        """Return the unit of a metric."""
        return self.catalogue.units[self.catalogue.metrics[metric].unit][self.words.language]

    def publication(self, figure: Figure) -> str:
        """Return when the figure was published: "mai 2022"; of a sum, when its last part was."""
        if figure.parts:
            return self.words.day(figure.published)
        return self.words.period(self.published.sources[figure.source].published)

    def source(self, name: str) -> Phrase:
        """Return the publisher of a source and its date, as a link to its entry.

        Where other sources are of the same publisher and time, its title follows, and the place in it if need be.
        """
        return linked(f"source-{name}", self._names_of_sources[name])

    @cached_property
    def _names_of_sources(self) -> dict[str, Phrase]:
        """The name of each source, no two of which are alike if their titles and details are not."""
        forms: dict[str, list[Phrase]] = {}
        for name, source in self.published.sources.items():
            short = Phrase.of(f"{source.publisher}, {self.words.period(source.published)}")
            title, detail = self.foreign(source.title, source.language), Phrase.of(source.detail[self.words.language])
            longest = [short, title, *([detail] if detail.text else [])]
            forms[name] = [short, self.words.after_commas([short, title]), self.words.after_commas(longest)]
        counted = Counter(form.text for of_one in forms.values() for form in of_one)
        return {
            name: next((form for form in of_one if counted[form.text] == 1), of_one[-1])
            for name, of_one in forms.items()
        }

    def sources(self, figure: Figure) -> Phrase:
        """Return the sources of a figure, or of the figures that it is the sum of, as in `each_source`."""
        return self.words.separated(self.each_source(figure.sources))

    def each_source(self, names: Iterable[str]) -> list[Phrase]:
        """Return each source as in `source`; several states of one table as one, with its first and its last date."""
        states: dict[str, list[str]] = {}
        for name in dict.fromkeys(names):
            states.setdefault(self.published.sources[name].table or f"source {name}", []).append(name)
        return [self._states(group) for group in states.values()]

    def _states(self, names: list[str]) -> Phrase:
        """Return one source, or the states of a table from the first to the last, as a link to the last."""
        if len(names) == 1:
            return self.source(names[0])
        first, *_, last = sorted(names, key=lambda name: self.published.sources[name].counts_from)
        days = " \N{EN DASH} ".join(self.words.period(self.published.sources[name].published) for name in (first, last))
        return linked(f"source-{last}", f"{self.published.sources[last].publisher}, {days}")

    def source_in_full(self, name: str) -> Phrase:
        """Return the title of a source, the place in it and its date, as a link to its entry."""
        source = self.published.sources[name]
        place = ", ".join(filter(None, (source.detail[self.words.language], self.words.period(source.published))))
        title = self.foreign(source.title, source.language)
        return linked(f"source-{name}", Phrase(f"{title}, {place}", Markup("{}, {}").format(title.html, place)))

    def sourced(self, figure: Figure) -> Phrase:
        """Return a figure with its sources in brackets."""
        return self.words.say("claim.by", figure=self.words.unmarked_figure(figure), source=self.sources(figure))

    def quote(self, text: str, source: str) -> Phrase:
        """Return the words of a source in quotes, marked with their language if the report is in another."""
        return self.words.say("language.quote", text=self.foreign(text, self.published.sources[source].language))

    def claim(self, claim: Claim) -> Phrase:
        """Return a claim in the words of its source; words without digits are followed by what they mean."""
        quote = self.quote(claim.as_printed, claim.source)
        if claim.is_record or any(letter.isdigit() for letter in claim.as_printed):
            return quote
        if claim.kind in ("rank", "one_in", "one_in_not"):
            number = self.words.say(f"claim.meaning_{claim.kind}", number=self.words.exactly(claim.value)).text
        else:
            number = self.words.quantity(Interval(claim.value, claim.value), claim.unit)
        meaning = self.words.say(f"hedge.{claim.said.hedge}", number=number)
        return self.words.say("claim.meaning", quote=quote, meaning=meaning)

    def foreign(self, text: str, language: str) -> Phrase:
        """Return a text, marked with its language if the report is in another."""
        if language == self.words.language:
            return Phrase.of(text)
        return Phrase(text, Markup('<span lang="{}">{}</span>').format(language, text))

    def status(self, observation: Observation) -> str:
        """Return a few words on an observation, such as "not published"; nothing for a plain figure."""
        return "; ".join(self.statuses(observation).values())

    def statuses(self, observation: Observation) -> dict[str, str]:
        """Return the parts of what `status` says, by name: second_hand, disputed, sum and the like."""
        say, words = self.words.say, self.words
        if gap := observation.gap:
            when = {"when_end": words.when(gap.facts["end"])} if gap.code == "ended" else {}
            return {gap.code: say(f"status.{gap.code}", **when).text}
        figure, said = (
            observation.figure,
            dict(zip(observation.statuses, self.obs_statuses(observation.statuses), strict=True)),
        )
        if figure and figure.is_second_hand:
            said["second_hand"] = say("status.second_hand").text
        if observation.disputed:
            others = words.listed(words.unmarked_figure(figure).text for figure in observation.disputed)
            said["disputed"] = say("status.disputed", others=others).text
        if figure and figure.parts:
            said["sum"] = say("status.sum").text
        if old := observation.revised:
            said["corrected"] = say("status.revised", old=words.figure(old).text, date=self.publication(old)).text
        if observation.part:
            said["part"] = say(f"status.{observation.part.code}").text
        return said

    def obs_statuses(self, statuses: Iterable[str]) -> list[str]:
        """Return in words what a publisher says of a figure, status by status: "provisional", "break in the series"."""
        return [self.words.say(f"marked.{status}").text for status in statuses]

    def columns(self, *names: str) -> list[Column]:
        """Return columns of text with the headers that the language file has under `table`."""
        return [Column(self.words.say(f"table.{name}").text) for name in names]


def labels_in(language: str | None, published: Published) -> Labels:
    """Return the labels of what is published in a language, by default the main one of the folder.

    Raises ValueError if the program does not know the language, or the folder is not in it, TypeError for no text.
    """
    catalogue = published.catalogue
    if language is not None and not isinstance(language, str):
        raise TypeError(f"{language!r} is not a language; allowed: {', '.join(catalogue.languages)}")
    chosen = words(language or catalogue.main_language)
    chosen_languages((chosen.language,), catalogue.languages)
    return Labels(published, chosen)


def labels_in_each_language(content: Content) -> dict[str, Labels]:
    """Return the labels of a report, by its languages."""
    return {language: labels_in(language, content.vintage.published) for language in content.languages}
