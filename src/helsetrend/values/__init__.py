"""What a printed number and a written date can mean; no table, no metric and no file is known here.

A text such as "over 140 millioner" or "2016-Q4" becomes a value with bounds or a span of days, and a computed value
becomes a number that says no more than is known.

- `denominator`: what the unit of a rate names it to be per
- `interval`: a number known within bounds, its arithmetic, changes and shares in percent
- `numerals`: a number in digits or in words, in Norwegian and English
- `period`: a year, half-year, quarter, month, week, day or range of these as its first and last day
- `print_parser`: a printed number as its hedge, digits or words, scale and place
- `printed`: the printed numbers of a text, each in all ways in which it can be read
- `rounding`: the scale and the decimals that a number is shown with
- `superscript`: digits and letters as superscript signs, which are marks
- `vocabulary`: the words around a number: hedges, emphasis, scales, percent
- `written_period`: a period as sources write it, in Norwegian, English and codes
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
