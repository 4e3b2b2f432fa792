"""The widgets of the notebook for exploring: what is chosen, and a view of it that follows at once.

Only the environment of `make lab` has ipywidgets. Without it, everything else can still be imported.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, get_args

from markupsafe import Markup

from helsetrend.analysis import known
from helsetrend.errors import check_name
from helsetrend.published import Published, read_published, series_named
from helsetrend.report.labels import labels_in
from helsetrend.report.presentation import words
from helsetrend.report.views import Show, View, view
from helsetrend.values import AskedYears


def publication_dates(published: Published) -> list[str]:
    """Return the days on which figures were published, in their order, for the slider of the date of knowledge.

    >>> publication_dates(read_published())[0]
    '2014-12-31'
    """
    days = published.figures["published_date"].dt.date.unique()
    return [str(day) for day in sorted(days)]


def explore(
    metric: str | None = None,
    *,
    service: str = "",
    years: AskedYears | None = None,
    as_of: date | str | None = "newest",
    show: Show = "level",
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
    return Explorer(published, named, service, years, as_of, show, language, folder)


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
        metric, service = series_named(newest.catalogue, metric, service)
        span = (first, last)
        if years is not None:
            asked = view(metric, service=service, years=years, language=language, data=newest).scope
            span = (max(first, asked.first_year), min(last, asked.year))
        asked_day = days[-1] if as_of in (None, "newest") else str(known(published, as_of=as_of).as_of)
        day = next((day for day in reversed(days) if day <= asked_day), days[0])
        self._folder = folder
        self._catalogue = newest.catalogue
        language = labels_in(language, published).words.language
        self.controls: dict[str, Any] = {
            "metric": ipywidgets.Dropdown(options=self._metrics(language), value=metric),
            "service": ipywidgets.Dropdown(options=self._services(metric, language), value=service),
            "years": ipywidgets.IntRangeSlider(min=first, max=last, value=span),
            "as_of": ipywidgets.SelectionSlider(options=days, value=day),
            "show": ipywidgets.ToggleButtons(options=self._views(language), value=show),
            "language": ipywidgets.ToggleButtons(options=list(self._catalogue.languages), value=language),
        }
        self.output, self.code_output = ipywidgets.HTML(), ipywidgets.HTML()
        self.button = ipywidgets.Button(icon="code", layout={"width": "auto"})
        self._is_settling = False
        for name, control in self.controls.items():
            control.layout.width = "auto" if name in ("show", "language") else "36em"
            control.style.description_width = "8em"
            control.observe(self._changed, "value")
        self.button.on_click(self._show_code)
        self._label_controls()
        self._follow()

    @property
    def view(self) -> View:
        """The view of what is chosen now."""
        chosen = {name: control.value for name, control in self.controls.items()}
        (first, last), day = chosen.pop("years"), chosen.pop("as_of")
        return replace(view(**chosen, years=range(first, last + 1), data=self._known[day]), folder=self._folder)

    def __repr__(self) -> str:
        return f"Widgets to explore the figures of {self._catalogue.title}; now: {self.view!r}"

    def _repr_mimebundle_(self, **formats: Any) -> Any:
        """Return the widgets, and the view as it is now for pages that cannot run them."""
        box = self._widgets.VBox([*self.controls.values(), self.output, self.button, self.code_output])
        view_now = self.view
        return {**box._repr_mimebundle_(**formats), "text/plain": repr(view_now), "text/html": view_now._repr_html_()}

    def _changed(self, change: Any) -> None:
        """Follow a change of a control; a metric has its own services, a language its own words."""
        if self._is_settling:
            return
        self._is_settling = True
        try:
            if change["owner"] in (self.controls["metric"], self.controls["language"]):
                self._settle(is_new_metric=change["owner"] is self.controls["metric"])
        finally:
            self._is_settling = False
        self._follow()

    def _settle(self, *, is_new_metric: bool) -> None:
        """Set the options and labels anew, keeping what is chosen as far as it still exists."""
        language = self.controls["language"].value
        values = {name: self.controls[name].value for name in ("metric", "service", "show")}
        values["service"] = "" if is_new_metric else values["service"]
        options = {
            "metric": self._metrics(language),
            "service": self._services(values["metric"], language),
            "show": self._views(language),
        }
        for name, choices in options.items():
            self.controls[name].options = choices
            self.controls[name].value = values[name]
        self._label_controls()

    def _follow(self) -> None:
        self.output.value = self.view._repr_html_()
        self.code_output.value = ""

    def _show_code(self, _: Any) -> None:
        hint = words(self.controls["language"].value).say("explore.code_told").text
        self.code_output.value = str(Markup("<p>{}</p><pre class='code'>{}</pre>").format(hint, self.view.code))

    def _label_controls(self) -> None:
        say = words(self.controls["language"].value).say
        for name, control in self.controls.items():
            control.description = say(f"explore.{name}").text
        self.button.description = say("explore.code").text

    def _metrics(self, language: str) -> list[tuple[str, str]]:
        return [(entry.name[language], name) for name, entry in self._catalogue.metrics.items()]

    def _services(self, metric: str, language: str) -> list[tuple[str, str]]:
        services = self._catalogue.metrics[metric].services.items()
        all_services = words(language).say("explore.all_services").text
        return [(all_services, ""), *((entry.name[language], name) for name, entry in services)]

    @staticmethod
    def _views(language: str) -> list[tuple[str, str]]:
        return [(words(language).say(f"explore.{show}").text, show) for show in get_args(Show)]
