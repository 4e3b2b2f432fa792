"""A view as HTML in a notebook, where its links lead to the sources themselves."""

import re
from collections.abc import Iterable

from markupsafe import Markup

from helsetrend.published import Published
from helsetrend.report.presentation import TABLES_IN_NOTEBOOK, Chart, Phrase

STYLE = """
.view { container-type: inline-size; max-width: 60em; line-height: 1.5; }
.view figure.chart { margin: 1em 0; }
.view .source, .view .chart-notes { color: var(--jp-content-font-color2); margin: 0.4em 0; }
@container (max-width: 500px) {
  .view figure.chart .wide { display: none; }
  .view figure.chart .narrow { display: block !important; }
}
"""
"""The style of a view in a notebook, for light and dark themes, with the drawing that fits its width."""


def view_html(
    sentences: Phrase, refusals: Iterable[Phrase], chart: Chart | None, published: Published, *, language: str
) -> Markup:
    """Return the sentences, then what is refused and why, then the chart with its table open."""
    said = Markup("<p class='said'>{}</p>").format(sentences.text)
    items = Markup("").join(Markup("<li>{}</li>").format(refusal.text) for refusal in refusals)
    refused = Markup("<ul class='refused' role='note'>{}</ul>").format(items) if items else Markup("")
    drawn = Markup(str(chart.html).replace("<details>", "<details open>")) if chart else Markup("")
    html = Markup('<style>{}</style><div class="view" lang="{}">{}{}{}</div>')
    style = Markup(STYLE + TABLES_IN_NOTEBOOK)
    return html.format(style, language, said, refused, _with_addresses(drawn, published))


def _with_addresses(html: Markup, published: Published) -> Markup:
    """Return a chart whose links into a report lead to the addresses of the sources; without one, it is text."""

    def link(found: re.Match[str]) -> str:
        kind, name, text = found.groups()
        source = name if kind == "source" else str(published.rows.at[int(name), "source"])
        address = published.sources[source].address
        return str(Markup('<a href="{}">{}</a>').format(address, Markup(text))) if address else text

    return Markup(re.sub(r'<a(?: class="figure")? href="#(source|figure)-([^"]+)">(.*?)</a>', link, html))
