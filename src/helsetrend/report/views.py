"""What an analyst chose to look at, and how it is shown: chart, table and sentence, and the code that makes the same.

Nothing here needs a widget; `explorer` makes a new `View` at each change.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, get_args

from markupsafe import Markup

from helsetrend.analysis import Observation, Vintage, known
from helsetrend.errors import check_name
from helsetrend.published import Published
from helsetrend.report.change_chart import Step, change_steps, index_steps, steps_chart
from helsetrend.report.content import Scope
from helsetrend.report.labels import Labels, labels_in
from helsetrend.report.level_chart import series_chart
from helsetrend.report.presentation import Chart, Phrase
from helsetrend.report.sentences import level

Show = Literal["level", "change", "index"]
"""What can be shown of a metric: its figures, their change from year to year, an index with the first year as 100."""


def view(
    metric: str,
    *,
    service: str = "",
    years: Iterable[int],
    as_of: date | str | None = None,
    show: Show = "level",
    language: str | None = None,
    data: Vintage | Published | None = None,
) -> "View":
    """Return a metric, or one of its services, over the years as it was known on a date: sentence, chart and table.

    `years` are all from the first to the last of those given; `language` is one of the folder, by default English or
    else its first; `data` is as in `known`. Raises UnknownNameError if there is no such metric, service or `show`,
    ValueError if there is no such language or `years` is empty, and as `known` does.

    >>> print(view("logins", years=range(2020, 2022), as_of="2022-05-31").sentences[0])
    The number of logins was about 77.5 million in 2021, against nearly 43 million in 2020.
    """
    vintage = data if isinstance(data, Vintage) else known(data, as_of=as_of)
    check_name(metric, vintage.catalogue.metrics, kind="metric")
    if service:
        check_name(service, vintage.catalogue.metrics[metric].services, kind=f"service of {metric}")
    check_name(show, get_args(Show), kind="view")
    span = list(years)
    if not span:
        raise ValueError("years is empty; allowed: at least one year, such as range(2019, 2022)")
    scope = Scope(vintage, max(span), min(span))
    return View(scope, labels_in(language, vintage.published), metric, service, show)


@dataclass(frozen=True)
class View:
    """One choice, ready to be shown in a notebook."""

    scope: Scope
    labels: Labels
    metric: str
    service: str
    show: Show

    @cached_property
    def chart(self) -> Chart | None:
        """The chart with the table behind it; None if nothing may be drawn."""
        if self.show == "level":
            return series_chart(self.scope, self.labels, self.metric, self.service, widths=["wide"])  # half the time
        say, base = self.labels.words.say, self.labels.words.period(self._first(self._services[0]).period)
        title = say(f"explore.{self.show}_of", name=self._name, period=base).text
        value = say(f"explore.{self.show}_value").text
        return steps_chart(self.scope, self.labels, self.metric, self._steps, title=title, value=value)

    @property
    def sentences(self) -> list[Phrase]:
        """What the figures of the last year say, service by service."""
        return [
            sentence for service in self._services for sentence in level(self.scope, self.labels, self.metric, service)
        ]

    @property
    def refusals(self) -> list[Phrase]:
        """What may not be drawn or compared, and why; shown above the chart or in its place."""
        refusals = self._missing_levels if self.show == "level" else self._missing_steps
        return list(dict.fromkeys(refusals()))

    @property
    def code(self) -> str:
        """The cell that makes the same without widgets."""
        service = f', service="{self.service}"' if self.service else ""
        years = f"range({self.scope.first_year}, {self.scope.year + 1})"
        return (
            "import helsetrend as ht\n\n"
            f'ht.view("{self.metric}"{service}, years={years}, as_of="{self.scope.vintage.as_of}", '
            f'show="{self.show}", language="{self.labels.words.language}")'
        )

    @property
    def html(self) -> Markup:
        """The sentences, then what is refused and why, then the chart with its table open."""
        sentences = Markup("<p class='said'>{}</p>").format(self.labels.words.joined(self.sentences).text)
        items = Markup("").join(Markup("<li>{}</li>").format(refusal.text) for refusal in self.refusals)
        refusals = Markup("<ul class='refused' role='note'>{}</ul>").format(items) if items else Markup("")
        chart = Markup(str(self.chart.html).replace("<details>", "<details open>")) if self.chart else Markup("")
        html = Markup('<div class="view" lang="{}">{}{}{}</div>')
        return html.format(self.labels.words.language, sentences, refusals, chart)

    def _repr_html_(self) -> str:
        return str(self.html)

    def __repr__(self) -> str:
        return "\n".join(phrase.text for phrase in (*self.sentences, *self.refusals))

    @property
    def _name(self) -> str:
        return self.labels.name(self.metric, self.service)

    @property
    def _services(self) -> list[str]:
        return [self.service] if self.service else list(self.labels.catalogue.metrics[self.metric].services) or [""]

    @property
    def _has_index(self) -> bool:
        return self.labels.catalogue.metrics[self.metric].kind != "share"

    def _first(self, service: str) -> Observation:
        """Return the observation of the first year, on which an index is based."""
        return self.scope.vintage.observe(self.metric, self.scope.first_year, service)

    @cached_property
    def _steps(self) -> list[Step]:
        steps, services = change_steps, self._services
        if self.show == "index":
            steps = index_steps
            services = [service for service in services if self._has_index and self._first(service).figure]
        return [step for service in services for step in steps(self.scope, self.labels, self.metric, service)]

    def _missing_steps(self) -> Iterator[Phrase]:
        """Say why there is no index, and which years may not be compared."""
        words_ = self.labels.words
        if self.show == "index" and not self._has_index:
            yield words_.say("explore.no_index")
        elif self.show == "index":
            for service in self._services:
                base = self._first(service)
                if base.gap:
                    period, reason = words_.period(base.period), words_.reason(base.gap)
                    refusal = words_.say("explore.no_base", period=period, reason=reason)
                    name = f"{self.labels.short(self.metric, service)}: " if service else ""
                    yield Phrase.of(f"{name}{refusal}")
        yield from (Phrase.of(f"{step.label}: {step.refusal}") for step in self._steps if step.refusal)

    def _missing_levels(self) -> Iterator[Phrase]:
        """Say that no year has a figure, and why."""
        if self.chart:
            return
        words_ = self.labels.words
        yield words_.say("explore.none", name=self._name, period=words_.period(self.scope.span))
        for service in self._services:
            for observation in self.scope.vintage.series(self.metric, self.scope.years, service):
                if observation.gap:
                    yield Phrase.of(f"{words_.reason(observation.gap)}.").capitalised()
