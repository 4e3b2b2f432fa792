"""How a report looks and reads: words, tables, charts and colours, without a choice of what is said.

- `wording`: numbers, dates and sentences in a language; the sentences are in `wording.<language>.toml`
- `phrase`: a text as plain text and as HTML
- `blocks`: headings, paragraphs with notes beside them, definitions
- `table`: tables as HTML
- `chart`: a chart as a figure of a page: its drawings, description, and the table behind it
- `mark`: what a drawing over time consists of
- `timeline`, `layout`, `shapes`: the drawing of one series over time, where its texts stand, its columns and lines
- `lines`: the drawing of several series on one axis
- `signs`: the signs of the drawings, for the legend
- `drawing`: what all drawings share
- `picture`: a drawing that stands by itself, as SVG, PNG or PDF
- `palette`: the colours for light and dark pages
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
