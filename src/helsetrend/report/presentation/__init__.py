"""How a report looks and reads: words, tables, charts and colours, without a choice of what is said.

- `wording`: numbers, dates and sentences in a language; the sentences are in `wording.<language>.toml`
- `table`: tables as HTML
- `chart`: bar charts as SVG, with text alternative and table
- `palette`: the colours for light and dark pages
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
