"""How a break is bridged, where two ways of counting overlap."""

from spec.answers import number, signed, span, two_decimals
from spec.definition import Definition, Example
from spec.given import figure, listed, rows_of
from spec.given import known as known_from
from spec.measured import series

from helsetrend.analysis.vintage.bridge import bridge_over, converted
from helsetrend.analysis.vintage.comparison import NotComparable, compare
from helsetrend.values.period import Period

NEW, OLD = "pages", "pages by the old tool"
MONTHS = ("2020-02", "2020-03", "2020-04")


def months(old, new):
    """Return the figures of February to April by both tools."""
    given = [(OLD, old), (NEW, new)]
    return [
        figure(print_, series=name, period=period)
        for name, cell in given
        for period, print_ in zip(MONTHS, listed(cell), strict=False)
    ]


def bridge(known, name=NEW):
    metric, service = series(name)
    return bridge_over(known, known.catalogue.metrics[metric].breaks[0], metric, service)


def ratios(old, new):
    """Return the least and the greatest ratio, that of the sums, and what the change of counting did by itself."""
    known = known_from(months(old, new))
    if (found := bridge(known)) is None:
        return "no bridge", "", ""
    return span(found.ratio, two_decimals), span(found.middle, two_decimals), span(found.effect, signed)


def year(old, new, before, after):
    """Return 2019 as the new tool would have counted it, and the change to 2021."""
    rows = months(old, new)
    rows += [figure(before, series=OLD, period="2019")] if before else []
    rows += [figure(after, series=NEW, period="2021")] if after else []
    return _change(compare(known_from(rows), NEW, 2019, 2021))


def within(given, name, old, new):
    """Return the old period in the new way and the change, if there is a way across."""
    metric, service = series(name)
    return _change(compare(known_from(given), metric, Period.parse(old), Period.parse(new), service))


def spliced(given, period):
    """Return which months count how, and the sum of them."""
    known = known_from(rows_of(given))
    found = converted(known, NEW, Period.parse(period), 2021)
    return (span(found.interval, number),)


def _change(result):
    assert isinstance(result, NotComparable)
    if result.bridged is None:
        return "", "none"
    return span(result.bridged.converted.interval, number), span(result.bridged.interval, signed)


RATIOS = Example(
    lead="""
What the months that both counted give: February, March and April 2020 by the old and by the new tool (invented).
""",
    table="""
old                          | new                          || least and greatest | of the sums  | by itself, in percent
100; 200; 100                | 80; 140; 60                  || 0.60 to 0.80       | 0.70         | −40.00 to −20.00
100; 200; 100                | 90; 220; 120                 || 0.90 to 1.20       | 1.08         | −10.00 to +20.00
100; 200; 100                | 110; 220; 110                || 1.10               | 1.10         | +10.00
100; 200; 100                | 80; 140; 0                   || 0.00 to 0.80       | 0.55         | −100.00 to −20.00
1.0 million; 2.0 million; 1.0 million | 0.8 million; 1.4 million; 0.6 million || 0.52 to 0.89 | 0.64 to 0.76 | x
100; 200                     | 80; 140; 60                  || no bridge          | –            | –
100; 200; 100                | 80; 140                      || no bridge          | –            | –
100; 200; 0                  | 80; 140; 60                  || no bridge          | –            | –
""",
    call=ratios,
    working="x",
)
