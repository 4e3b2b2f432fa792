"""What an analyst chose to look at, and how it is shown: chart, table and sentence, and the code that makes the same.

Nothing here needs a widget; `explorer` sets a `View` anew at each change.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from markupsafe import Markup

from helsetrend.analysis import Vintage, known
from helsetrend.errors import check_name
from helsetrend.published import Published
from helsetrend.report.change_chart import Step, change_steps, index_steps, steps_chart
from helsetrend.report.content import Scope
from helsetrend.report.labels import Labels
from helsetrend.report.level_chart import series_chart
from helsetrend.report.presentation import Chart, Phrase, words
from helsetrend.report.sentences import level

SHOWN = ("level", "change", "index")
"""What can be shown of a metric: its figures, their change from year to year, an index with the first year as 100."""


def view(
    metric: str,
    *,
    service: str = "",
    years: Iterable[int],
    as_of: date | str | None = None,
    show: str = "level",
    language: str = "en",
    data: Vintage | Published | None = None,
) -> "View":
    """A metric, or one of its services, over the years, as it was known on a date: sentence, chart and table.

    `years` are all from the first to the last of those given; `show` is one of `SHOWN`; `data` as in `metrics`. Raises
    UnknownNameError where there is no such metric, service or `show`, ValueError where the language or the years are
    none, and as `known` does.

    >>> print(view("logins", years=range(2020, 2022), as_of="2022-05-31").sentences[0])
    The number of logins was 77.5 million in 2021, against ... in 2020.
    """
    state = data if isinstance(data, Vintage) else known(data, as_of=as_of)
    check_name(metric, state.catalogue.metrics, kind="metric")
    if service:
        check_name(service, state.catalogue.metrics[metric].services, kind=f"service of {metric}")
    check_name(show, SHOWN, kind="view")
    span = list(years)
    if not span:
        raise ValueError("years is empty; allowed: at least one year, such as range(2019, 2022)")
    scope = Scope(state, max(span), min(span))
    return View(scope, Labels(state.published, words(language)), metric, service, show)


@dataclass(frozen=True)
class View:
    """One choice, ready to be shown in a notebook."""

    scope: Scope
    labels: Labels
    metric: str
    service: str
    show: str

    @cached_property
    def chart(self) -> Chart | None:
        """The chart with the table behind it; None where there is nothing that may be drawn."""
        if self.show == "level":
            return series_chart(self.scope, self.labels, self.metric, self.service, widths=["wide"])  # half the time
        say, name = self.labels.words.say, self.labels.name(self.metric, self.service)
        base = self.labels.words.period(
            self.scope.vintage.observe(self.metric, self.scope.first_year, self._one).period
        )
        titles = {
            "change": say("explore.change_of", name=name),
            "index": say("explore.index_of", name=name, period=base),
        }
        value = say("explore.change_value" if self.show == "change" else "explore.index_value").text
        title = titles[self.show].text
        return steps_chart(self.scope, self.labels, self.metric, self._steps, title=title, value=value)

    @property
    def sentences(self) -> list[Phrase]:
        """What the figures of the last year say; of several services, each for itself."""
        return [one for service in self._services for one in level(self.scope, self.labels, self.metric, service)]

    @property
    def refusals(self) -> list[Phrase]:
        """What may not be drawn or compared, and why; it stands where the chart would be."""
        return list(dict.fromkeys(self._refusals()))

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
        """The sentences, then the chart with its table open, or why there is none."""
        paragraph = Markup("<p class='said'>{}</p>").format(self.labels.words.joined(self.sentences).text)
        refused = Markup("").join(Markup("<li>{}</li>").format(one.text) for one in self.refusals)
        told = Markup("<ul class='refused' role='note'>{}</ul>").format(refused) if refused else Markup("")
        chart = self.chart
        drawn = Markup(str(chart.html).replace("<details>", "<details open>")) if chart else Markup("")
        return Markup('<div class="view" lang="{}">{}{}{}</div>').format(
            self.labels.words.language, paragraph, told, drawn
        )

    def _repr_html_(self) -> str:
        return str(self.html)

    def __repr__(self) -> str:
        return "\n".join(one.text for one in (*self.sentences, *self.refusals))

    @property
    def _services(self) -> list[str]:
        return (
            [self.service] if self.service else list(self.scope.vintage.catalogue.metrics[self.metric].services) or [""]
        )

    @property
    def _one(self) -> str:
        return self._services[0]

    @property
    def _has_index(self) -> bool:
        return self.scope.vintage.catalogue.metrics[self.metric].kind != "share"

    @cached_property
    def _steps(self) -> list[Step]:
        if self.show == "change":
            return [step for one in self._services for step in change_steps(self.scope, self.labels, self.metric, one)]
        based = [one for one in self._services if self._has_index and self._base(one)]
        return [step for one in based for step in index_steps(self.scope, self.labels, self.metric, one)]

    def _base(self, service: str) -> bool:
        return self.scope.vintage.observe(self.metric, self.scope.first_year, service).figure is not None

    def _refusals(self) -> Iterator[Phrase]:
        say, words_ = self.labels.words.say, self.labels.words
        if self.show == "index" and not self._has_index:
            yield say("explore.no_index")
        elif self.show == "index":
            for one in self._services:
                base = self.scope.vintage.observe(self.metric, self.scope.first_year, one)
                if base.gap:
                    told = say(
                        "explore.no_base", period=words_.period(base.period), reason=words_.reason(base.gap)
                    ).text
                    yield Phrase.of(f"{self.labels.short(self.metric, one)}: {told}" if one else told)
        if self.show != "level":
            yield from (Phrase.of(f"{step.label}: {step.refusal.text}") for step in self._steps if step.refusal)
        if self.show == "level" and self.chart is None:
            name = self.labels.name(self.metric, self.service)
            yield say("explore.none", name=name, period=words_.period(self.scope.span))
            for one in self._services:
                gaps = self.scope.vintage.series(self.metric, self.scope.years, one)
                yield from (Phrase.of(f"{words_.reason(seen.gap)}.").capitalised() for seen in gaps if seen.gap)
