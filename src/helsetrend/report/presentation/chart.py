"""A chart as a figure of a page: its title and measure, its drawings, source, description and the table behind it."""

from dataclasses import dataclass

from markupsafe import Markup

from helsetrend.report.presentation.phrase import Phrase
from helsetrend.report.presentation.table import Table

SHOWN = {"wide": 860, "narrow": 480}
"""The most that a drawing is enlarged to, in pixels."""


@dataclass(frozen=True, repr=False)
class Chart:
    """A chart with its title, text alternative, source and table.

    `subtitle` is the measure; `alt` says what is shown and what the finding is; `description`, under
    `description_label`, describes each mark if that is too much for a text alternative. `signs` are the signs in the
    drawing that a legend explains, as in `SIGNS`; `notes` are sentences below the drawing.
    """

    name: str
    title: str
    subtitle: str
    alt: str
    source: Phrase
    table: Table
    table_label: str
    drawings: dict[str, str]
    signs: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()
    description_label: str = ""
    description: tuple[str, ...] = ()

    @property
    def html(self) -> Markup:
        """The figure element: title, drawings with text alternative, notes, source, folded description and table."""
        drawings = Markup("").join(
            Markup('<div class="{}" style="max-width: {}px{}">{}</div>').format(
                width, SHOWN[width], "; display: none" if width == "narrow" else "", Markup(svg)
            )
            for width, svg in self.drawings.items()
        )
        notes = Markup('<p class="chart-notes">{}</p>\n').format(" ".join(self.notes)) if self.notes else ""
        return Markup(
            '<figure class="chart" id="chart-{name}">\n'
            "<figcaption><div><strong>{title}</strong></div><div>{subtitle}</div></figcaption>\n"
            '<div role="img" aria-label="{alt}" data-name="{name}"{describedby}>{drawings}</div>\n'
            '{notes}<p class="source">{source}</p>\n'
            "{description}<details><summary>{label}</summary>\n{table}</details>\n</figure>"
        ).format(
            name=self.name,
            title=self.title,
            subtitle=self.subtitle,
            alt=self.alt,
            drawings=drawings,
            notes=notes,
            source=self.source.html,
            label=self.table_label,
            table=self.table.html,
            describedby=Markup(' aria-describedby="description-{}"').format(self.name) if self.description else "",
            description=self._long_description() if self.description else "",
        )

    def _long_description(self) -> Markup:
        """Return the long description: an introduction, then each of the marks."""
        intro, *marks = self.description
        items = Markup("").join(Markup("<li>{}</li>").format(mark) for mark in marks)
        return Markup(
            '<details class="description"><summary>{}</summary>\n'
            '<div id="description-{}"><p>{}</p><ul>{}</ul></div></details>\n'
        ).format(self.description_label, self.name, intro, items)

    def __repr__(self) -> str:
        return self.alt

    def _repr_html_(self) -> str:
        return str(self.html)
