"""The widgets of the notebook for exploring: what is chosen, and a view of it that follows at once.

Only the environment of `make lab` has ipywidgets. Without it, everything else can still be imported.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

from markupsafe import Markup

from helsetrend.analysis import known
from helsetrend.errors import check_name
from helsetrend.public import public
from helsetrend.published import Published, read_published, series_named
from helsetrend.report.labels import labels_in
from helsetrend.report.presentation import words
from helsetrend.report.views.asked import view
from helsetrend.report.views.choice import Every, Show, View
from helsetrend.values import AskedYears

STYLE = """
.helsetrend-explorer { display: flex; flex-flow: row wrap; align-items: flex-start; gap: 1em 2em; overflow: visible; }
.helsetrend-explorer > .choices { flex: 1 1 16em; display: grid; gap: 0.4em 1em; overflow: visible;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 11em), 1fr)); }
.helsetrend-explorer .choices > :is(:first-child, button, .widget-html) { grid-column: 1 / -1; }
.helsetrend-explorer > .chosen { flex: 100 1 30em; min-width: 0; overflow: visible; }
.helsetrend-explorer .choices .widget-dropdown { flex-flow: column; align-items: stretch; width: auto; height: auto; }
.helsetrend-explorer .choices .widget-label { width: auto; text-align: left; }
.helsetrend-explorer .choices select { flex: none; height: 2.2em; width: 100%; appearance: auto; background-image: none;
}
.helsetrend-explorer .choices button { width: auto; height: auto; padding: 0.4em 1em; white-space: normal;
  line-height: 1.4; }
.helsetrend-explorer .choices .widget-html-content { line-height: 1.5; }
.helsetrend-explorer pre.code { white-space: pre-wrap; word-break: normal; overflow-wrap: anywhere; margin: 0.5em 0;
  padding: 0.6em; border: 1px solid var(--jp-border-color2); background: var(--jp-cell-editor-background); }
"""
"""The choices stand at the left of the view and, where it is narrow, above it; each name above its list."""

COPY = (
    "getSelection().selectAllChildren(this.previousElementSibling);"
    "if (document.execCommand('copy')) this.textContent = this.dataset.done;"
)
"""What the button below the code does in the browser, also where a page has no rights to the clipboard."""


def publication_dates(published: Published) -> list[str]:
    """Return the days on which figures were published, in their order, for the choice of the date of knowledge.

    >>> publication_dates(read_published())[0]
    '2014-12-31'
    """
    days = published.rows["published_date"].dt.date.unique()
    return [str(day) for day in sorted(days)]


@public
def explore(
    metric: str | None = None,
    *,
    service: str = "",
    years: AskedYears | None = None,
    as_of: date | str | None = "newest",
    show: Show = "level",
    every: Every = "year",
    language: str | None = None,
    data: Published | Path | str | None = None,
) -> "Explorer":
    """Return widgets to choose metric, service, years, date of knowledge, view and language; the view follows at once.

    The arguments are the first choice, as in `view`; by default that is the first metric of the report in the years of
    all figures, and the languages are those of the folder. `data` is a folder, or what `read_published` returned.
    Raises ModuleNotFoundError without ipywidgets, which `make lab` sets up, and otherwise as `view` does.
    """
    published = data if isinstance(data, Published) else read_published(data)
    named = metric if metric is not None else published.catalogue.report_metrics[0]
    folder = str(data) if isinstance(data, Path | str) else ""
    return Explorer(published, named, service, years, as_of, show, every, language, folder)


class Explorer:
    """The widgets, `controls` by name, and the view of what is chosen with them."""

    def __init__(
        self,
        published: Published,
        metric: str,
        service: str,
        years: AskedYears | None,
        as_of: date | str | None,
        show: str,
        every: str,
        language: str | None,
        folder: str = "",
    ) -> None:
        try:
            import ipywidgets
        except ModuleNotFoundError as error:
            raise ModuleNotFoundError("ipywidgets is not here; make lab sets up an environment that has it") from error
        self._widgets: Any = ipywidgets
        days = publication_dates(published)
        self._known = {day: known(published, as_of=day) for day in days}
        spans = [vintage.span for vintage in self._known.values()]  # computed for all now, so that none is slow later
        newest, (first, last) = self._known[days[-1]], spans[-1]
        check_name(show, get_args(Show), kind="view")
        check_name(every, get_args(Every), kind="step of time")
        metric, service = series_named(newest.catalogue, metric, service)
        self._years = range(first, last + 1)
        if years is not None:
            asked = view(metric, service=service, years=years, language=language, data=newest).scope
            first, last = max(first, min(asked.first_year, last)), min(last, max(asked.year, first))
        asked_day = days[-1] if as_of in (None, "newest") else str(known(published, as_of=as_of).as_of)
        day = next((day for day in reversed(days) if day <= asked_day), days[0])
        self._folder = folder
        self._catalogue = newest.catalogue
        forms = {figure.period.form for name, part in newest.catalogue.series for figure in newest.figures(name, part)}
        self._every = [form for form in get_args(Every) if form in {"year", every, *forms}]
        chosen = {
            "metric": metric,
            "service": service,
            "first_year": first,
            "last_year": last,
            "every": every,
            "as_of": day,
            "show": show,
            "language": labels_in(language, published).words.language,
        }
        self.controls: dict[str, Any] = {name: ipywidgets.Dropdown() for name in chosen}
        self.output, self.code_output = ipywidgets.HTML(), ipywidgets.HTML()
        self.button = ipywidgets.Button(icon="code")
        self._is_settling = True
        for control in self.controls.values():
            control.observe(self._changed, "value")
        self.button.on_click(self._show_code)
        self._offer(chosen)
        self._is_settling = False
        self._follow()

    @property
    def view(self) -> View:
        """The view of what is chosen now."""
        chosen = self._chosen
        years = range(chosen.pop("first_year"), chosen.pop("last_year") + 1)
        vintage = self._known[chosen.pop("as_of")]
        return replace(view(**chosen, years=years, data=vintage), folder=self._folder)

    @property
    def _chosen(self) -> dict[str, Any]:
        return {name: control.value for name, control in self.controls.items()}

    def __repr__(self) -> str:
        return f"Widgets to explore the figures of {self._catalogue.title}; now: {self.view!r}"

    def _repr_mimebundle_(self, **formats: Any) -> Any:
        """Return the widgets, and the view as it is now for pages that cannot run them."""
        offered = [control for control in self.controls.values() if control is not self.controls["every"]]
        if len(self._every) > 1:
            offered.insert(4, self.controls["every"])
        style = self._widgets.HTML(f"<style>{STYLE}</style>", layout={"display": "none"})
        choices = self._widgets.VBox([*offered, self.button, self.code_output]).add_class("choices")
        chosen = self._widgets.VBox([self.output]).add_class("chosen")
        box = self._widgets.Box([style, choices, chosen]).add_class("helsetrend-explorer")
        view_now = self.view
        return {**box._repr_mimebundle_(**formats), "text/plain": repr(view_now), "text/html": view_now._repr_html_()}

    def _changed(self, change: Any) -> None:
        """Follow a change of a control: a metric has its own services, a language its own words, years their order."""
        if self._is_settling:
            return
        self._is_settling = True
        try:
            chosen, owner = self._chosen, change["owner"]
            if owner is self.controls["metric"]:
                chosen["service"] = ""
            first, last = chosen["first_year"], chosen["last_year"]
            if owner is self.controls["first_year"]:
                chosen["last_year"] = max(first, last)
            else:
                chosen["first_year"] = min(first, last)
            self._offer(chosen)
        finally:
            self._is_settling = False
        self._follow()

    def _offer(self, chosen: dict[str, Any]) -> None:
        """Set names and options of the controls in the chosen language, and in each what is chosen."""
        say = words(chosen["language"]).say
        for name, options in self._options(chosen["metric"], chosen["language"]):
            control = self.controls[name]
            control.description = say(f"explore.{name}").text
            if control.options != tuple(options):
                control.options = options
            control.value = chosen[name]
        self.button.description = say("explore.code").text

    def _follow(self) -> None:
        self.output.value = self.view._repr_html_()

    def _show_code(self, _: Any) -> None:
        say = words(self.controls["language"].value).say
        html = (
            '<p>{}</p><pre class="code">{}</pre><button class="jupyter-button" onclick="{}" data-done="{}">{}</button>'
        )
        intro, copied, copy = (say(f"explore.{key}").text for key in ("code_intro", "copied", "copy"))
        self.code_output.value = str(Markup(html).format(intro, self.view.code, COPY, copied, copy))

    def _options(self, metric: str, language: str) -> Iterator[tuple[str, list[tuple[str, Any]]]]:
        """Yield the options of each control in a language, as pairs of the text shown and the value chosen."""
        own, metrics = words(language), self._catalogue.metrics
        services = metrics[metric].services.items()
        years = [(str(year), year) for year in self._years]
        yield "metric", [(entry.name[language], name) for name, entry in metrics.items()]
        yield (
            "service",
            [
                (own.say("explore.all_services").text, ""),
                *((entry.name[language], name) for name, entry in services),
            ],
        )
        yield "first_year", years
        yield "last_year", years
        yield "every", [(own.say(f"explore.{form}").text, form) for form in self._every]
        yield "as_of", [(own.day(date.fromisoformat(day)), day) for day in self._known]
        yield "show", [(own.say(f"explore.{show}").text, show) for show in get_args(Show)]
        yield "language", [(words(code).language_name(code), code) for code in self._catalogue.languages]
