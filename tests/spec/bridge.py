"""How a break is bridged, where two ways of counting overlap."""

from spec.answers import number, signed, span, two_decimals
from spec.definition import Definition, Example
from spec.given import figure, listed
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


def in_part(old, new):
    """Return 2020 as the new tool would have counted it, of which these are the figures of both tools."""
    rows = [figure(print_, series=OLD, period=period) for period, print_ in _dated(old)]
    rows += [figure(print_, series=NEW, period=period) for period, print_ in _dated(new)]
    known = known_from([*months("100; 200; 100", "80; 140; 60"), *rows])
    found = converted(known, NEW, 2020, 2021)
    return (span(found.interval, number) if found else "",)


def _dated(cell):
    """Return the periods of 2020 in a cell and their prints: "Jan 100; May–Dec 800; year 1 300"."""
    periods = {"Jan": "2020-01", "May–Dec": "2020-05/2020-12", "year": "2020"}
    return [(periods[name], print_) for name, print_ in (item.split(" ", 1) for item in listed(cell))]


def _change(result):
    assert isinstance(result, NotComparable)
    if result.bridged is None:
        return "", "none"
    return span(result.bridged.converted.interval, number), span(result.bridged.interval, signed)


RATIOS = Example(
    lead="What the change of tool did: February, March and April 2020 by the old and by the new tool (invented).",
    table="""
old                                   | new                                   || of the months | of their sum | the change by itself
100; 200; 100                         | 80; 140; 60                           || 0.60 to 0.80  | 0.70         | −40.00 to −20.00
100; 200; 100                         | 90; 220; 120                          || 0.90 to 1.20  | 1.08         | −10.00 to +20.00
100; 200; 100                         | 110; 220; 110                         || 1.10          | 1.10         | +10.00
100; 200; 100                         | 80; 140; 0                            || 0.00 to 0.80  | 0.55         | −100.00 to −20.00
1.0 million; 2.0 million; 1.0 million | 0.8 million; 1.4 million; 0.6 million || 0.52 to 0.89  | 0.64 to 0.77 | −47.62 to −10.53
100; 200                              | 80; 140; 60                           || no bridge     | –            | –
100; 200; 100                         | 80; 140                               || no bridge     | –            | –
100; 200; 0                           | 80; 140; 60                           || no bridge     | –            | –
""",
    call=ratios,
    working="""
80 / 100, 140 / 200 and 60 / 100; 280 / 400. In the second row 430 / 400 = 1.075. Rounded, the ratios are 0.75 / 1.05
to 0.85 / 0.95, 1.35 / 2.05 to 1.45 / 1.95 and 0.55 / 1.05 to 0.65 / 0.95, and that of the sums 2.65 / 4.15 to
2.95 / 3.85.
""",
)

YEARS = Example(
    lead="2019, counted by the old tool, against 2021, counted by the new one (invented).",
    table="""
old           | new         | 2019, old    | 2021, new || 2019 in the new way | change in percent
100; 200; 100 | 80; 140; 60 | 1 200        | 1 000     || 720 to 960          | +4.17 to +38.89
100; 200; 100 | 80; 140; 60 | 1 200        | 960       || 720 to 960          | 0.00 to +33.33
100; 200; 100 | 80; 140; 60 | 1 200        | 600       || 720 to 960          | −37.50 to −16.67
100; 200; 100 | 80; 140; 60 | 1.2 thousand | 1 000     || 690 to 1 000        | 0.00 to +44.93
100; 200; 100 | 80; 140; 60 | 1 200        | –         || –                   | none
100; 200; 100 | 80; 140; 60 | –            | 1 000     || –                   | none
100; 200; 100 | 80; 140; 60 | 0            | 1 000     || –                   | none
100; 200; 100 | 80; 140     | 1 200        | 1 000     || –                   | none
""",
    call=year,
    working="""
1 200 × 0.60 and 1 200 × 0.80; 1 000 / 960 and 1 000 / 720. "1.2 thousand" is 1 150 to 1 250. Of nothing there is no
change in percent.
""",
)

PARTS = Example(
    lead="""
2020 in the new way, with February to April counted in both ways as in the first row above (invented): 400 by the old
tool, 280 by the new one.
""",
    table="""
old, besides         | new, besides || 2020 in the new way
Jan 100; May–Dec 800 | –            || 820 to 1 000
Jan 100; May–Dec 800 | May–Dec 600  || 940 to 960
year 1 300           | –            || 780 to 1 040
Jan 100              | –            || –
""",
    call=in_part,
    working="""
100 × 0.60 + 280 + 800 × 0.60 and 100 × 0.80 + 280 + 800 × 0.80; 100 × 0.60 + 280 + 600 and 100 × 0.80 + 280 + 600.
The year printed as a whole is multiplied as a whole.
""",
)

PERIODS = Example(
    lead="Other periods (invented).",
    given="""
series                | period   | printed
pages by the old tool | 2019     | 1 200
pages by the old tool | 2019-Q4  | 300
pages by the old tool | 2019-W10 | 20
pages by the old tool | 2019-12  | 90
pages by the old tool | 2020-01  | 100
pages by the old tool | 2020-02  | 100
pages by the old tool | 2020-03  | 200
pages by the old tool | 2020-04  | 100
pages                 | 2020-02  | 80
pages                 | 2020-03  | 140
pages                 | 2020-04  | 60
pages                 | 2020-Q4  | 210
pages                 | 2020-W10 | 20
pages                 | 2021-01  | 80
pages                 | 2021     | 1 000
callers of before     | 2019     | 1 000
callers of before     | 2019-06  | 200
callers of before     | 2020-01  | 100
callers of before     | 2020-02  | 100
callers of before     | 2020-03  | 100
callers               | 2020-01  | 80
callers               | 2020-02  | 90
callers               | 2020-03  | 70
callers               | 2020-06  | 150
callers               | 2020     | 900
""",
    table="""
figure  | from     | to       || the older in the new way | change in percent
pages   | 2019     | 2021     || 720 to 960               | +4.17 to +38.89
pages   | 2021     | 2019     || 720 to 960               | −28.00 to −4.00
pages   | 2019-Q4  | 2020-Q4  || 180 to 240               | −12.50 to +16.67
pages   | 2020-01  | 2021-01  || 60 to 80                 | 0.00 to +33.33
pages   | 2019-12  | 2021-01  || –                        | none
pages   | 2019-W10 | 2020-W10 || –                        | none
pages   | 2019     | 2020     || –                        | none
callers | 2019-06  | 2020-06  || 140 to 180               | −16.67 to +7.14
callers | 2019     | 2020     || –                        | none
""",
    call=within,
    working="""
December against January is no fair comparison, bridged or not. A week is shorter than the months that were counted in
both ways. Not all of 2020 is counted in the new way. Ratios of the persons of a month say nothing about the persons of
a year, in which one who comes in several months counts once.
""",
)

DEFINITION = Definition(
    title="A bridge over a break",
    rule="""
Periods before and after a break are not compared. Where some months were counted in both ways, and the description of
the metric says so, the change across the break is given beside the refusal, as a range, with those months named. The
bridge is the ratio of the new count to the old one in each of the months, from the least to the greatest, with the
rounding of both. What the new way would have counted in an older period is the old count multiplied by the bridge; those
parts of the period that were counted in the new way as well stand as they were counted. The change is then
computed on the bounds, as between any two figures. By itself the change of counting made as much as the bridge differs
from one. There is no bridge if a figure of one of the months is missing, or an old one can be zero; over two breaks at
once; for a period shorter than those that both counted; for a year of persons or of a mean, if only months were counted in both
ways; and for shares.
""",
    origin="""
Statistical offices link series by a period that was counted in both ways, mostly with one number, the ratio of the sums
or of the means. That number says nothing about how far another month can be from it. If the ratio of each month of a
year is within the range that was seen, so is that of the year, because it is their mean weighted by the old counts; the
ratio of the sums always lies within the range, and is given as its middle. The range bounds what was seen and not what
must be: that the other months were like these is an assumption, which the report states. A ratio for each calendar
month would need several years counted in both ways. Parts that both counted are not multiplied, since what the new way
counted in them is known.
""",
    examples=(RATIOS, YEARS, PARTS, PERIODS),
)
