"""The drawings, read back from their SVG: lengths, dashes, frames, hatches and labels."""

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import chain, pairwise

import html5lib
import pytest

from helsetrend.analysis.vintage.observations import Observation, Reason
from helsetrend.published.figures import Figure, bounds_of
from helsetrend.report.presentation.chart import WIDTHS, Bar, Chart, draw
from helsetrend.report.presentation.palette import LIGHT
from helsetrend.report.presentation.table import Column, Table
from helsetrend.report.presentation.wording import Phrase, words
from helsetrend.values.interval import Interval
from helsetrend.values.period import Period

SVG = "{http://www.w3.org/2000/svg}"
MILLION = 1_000_000
COLOUR = re.compile(r"var\(--([a-z]+), (#[0-9a-f]{6})\)")
LETTER = 0.6
"""The width of a letter as a part of its size: generous for text, about right for digits."""

# Figures in millions, and their bounds.
BOUNDS = """
print   rounding  hedge   from    to
72      1         none    71.5    72.5
140     1         over    140     141
43      1         nearly  42      43
77.5    0.1       about   77.4    77.6
37.2    0.1       none    37.15   37.25
0       1         none    0       0.5
"""


def cells(table):
    return [line.split() for line in table.strip().splitlines()[1:]]


def observation(year, print_=None, rounding="1", hedge="none", *, revised=None, is_part=False):
    """Return the observation of a year in millions; `revised` is the old figure, as a number."""
    return Observation(
        metric="visits",
        service="",
        period=Period.parse(str(year)),
        figure=figure(year, print_, rounding, hedge) if print_ else None,
        revised=figure(year, revised, "1", "none") if revised else None,
        gap=None if print_ else Reason("not_published"),
        part=Reason("part_of_period") if is_part else None,
    )


def figure(year, print_, rounding, hedge):
    bounds = bounds_of(
        Interval.of_print(Fraction(print_) * MILLION, rounding=Fraction(rounding) * MILLION, hedge=hedge),
        is_whole=True,
        is_share=False,
    )
    return Figure(
        row=2,
        metric="visits",
        service="",
        period=Period.parse(str(year)),
        as_printed="",
        value=Fraction(print_) * MILLION,
        unit="visits",
        hedge=hedge,
        rounding=Fraction(rounding) * MILLION,
        interval=bounds,
        literal_low=float(bounds.low),
        literal_high=float(bounds.high),
        source="page",
        published=date(2022, 5, 31),
        precedence=0,
        revision={},
    )


def bar(observed, text="x", **more):
    return Bar(label=str(observed.period.year), observation=observed, value_text=text, **more)


def drawn(bars, *, language="nb", width="wide", name="visits", **more):
    return draw(bars, words(language), name=name, scale=MILLION, **more)[width]


# --- reading a drawing back


@dataclass
class Box:
    """A filled or outlined area."""

    left: float
    right: float
    top: float
    bottom: float
    style: dict[str, str]

    def holds(self, y):
        return self.top < y < self.bottom

    @property
    def fill(self):
        return (COLOUR.fullmatch(self.style["fill"]) or [None, None])[1]

    @property
    def stroke(self):
        return (COLOUR.fullmatch(self.style.get("stroke", "")) or [None, None])[1]


@dataclass
class Label:
    """Text that starts, ends or has its middle at a place."""

    text: str
    x: float
    y: float
    anchor: str
    size: float
    style: dict[str, str]

    @property
    def left(self):
        return self.x - self.width * {"start": 0, "middle": 0.5, "end": 1}[self.anchor]

    @property
    def right(self):
        return self.left + self.width

    @property
    def width(self):
        return len(self.text) * self.size * LETTER


def styled(element):
    return dict(part.strip().split(": ", 1) for part in element.get("style", "").split(";") if part.strip())


def shown(svg):
    """Return the elements of a drawing outside its definitions."""
    root = ET.fromstring(svg)
    defined = {id(element) for part in root.iter(f"{SVG}defs") for element in part.iter()}
    return [element for element in root.iter() if id(element) not in defined]


def boxes(svg):
    """Return the visible areas, without the backgrounds of text, which cannot be seen."""
    return [area for area in areas(svg) if area.fill != "page"]


def areas(svg):
    found = []
    for path in (element for element in shown(svg) if element.tag == f"{SVG}path" and "z" in element.get("d")):
        points = [tuple(map(float, point)) for point in re.findall(r"[ML] (\S+) (\S+)", path.get("d"))]
        xs, ys = zip(*points, strict=True)
        found.append(Box(min(xs), max(xs), min(ys), max(ys), styled(path)))
    return found


def labels(svg):
    texts = [element for element in shown(svg) if element.tag == f"{SVG}text"]
    return [
        Label(text.text, float(text.get("x")), float(text.get("y")), style["text-anchor"], size_of(style), style)
        for text, style in ((text, styled(text)) for text in texts)
    ]


def size_of(style):
    return float(style["font-size"].removesuffix("px"))


def ticks(svg, *, language="nb"):
    """Return the numbers on the axis with their places."""
    to_point = str.maketrans({"nb": {"\u00a0": None, ",": "."}, "en": {",": None}}[language])
    return [(float(label.text.translate(to_point)), label.x) for label in labels(svg) if label.anchor == "middle"]


def millions(svg):
    """Return a function from a place to the number there, by the numbers on the axis."""
    (zero, left), *_, (last, right) = ticks(svg)
    assert zero == 0
    return lambda x: (x - left) * last / (right - left)


def row(svg, period):
    """Return the areas beside the name of a period."""
    (name,) = [label for label in labels(svg) if label.anchor == "end" and label.text == period]
    return [box for box in boxes(svg) if box.holds(name.y - 5) and box.bottom - box.top < 40]


def filled(svg, label):
    """Return the bar and its lighter end beside the name of a period, if they have a width."""
    wide = [box for box in row(svg, label) if box.fill in ("accent", "other") and box.right > box.left]
    return [box for box in wide if "opacity" not in box.style], [box for box in wide if "opacity" in box.style]


# --- what is drawn


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("line", cells(BOUNDS), ids=lambda line: f"{line[2]} {line[0]}")
def test_a_bar_is_as_long_as_its_lower_bound_and_ends_softly_at_its_upper(line, width):
    print_, rounding, hedge, least, most = line
    bars = [bar(observation(2020, "100")), bar(observation(2021, print_, rounding, hedge), is_accent=True)]
    svg = drawn(bars, width=width)
    at = millions(svg)
    solid, soft = filled(svg, "2021")
    if float(least):
        assert [at(edge) for edge in (solid[0].left, solid[0].right)] == pytest.approx([0, float(least)], abs=1e-4)
    assert [at(edge) for edge in (soft[0].left, soft[0].right)] == pytest.approx([float(least), float(most)], abs=1e-4)
    assert (len(solid), len(soft)) == (int(float(least) > 0), 1)


def test_all_bars_are_equally_high_and_do_not_touch():
    bars = [bar(observation(2019, "3")), bar(observation(2020, "4"), notes=("one", "two")), bar(observation(2021, "5"))]
    for some in (bars, bars[:1]):
        areas = [filled(drawn(some), each.label)[0][0] for each in some]
        assert {round(area.bottom - area.top, 3) for area in areas} == {22}
        assert all(above.bottom < below.top for above, below in pairwise(areas))


def test_only_the_accented_bar_is_highlighted():
    svg = drawn([bar(observation(2020, "72")), bar(observation(2021, "140", "1", "over"), is_accent=True)])
    assert [{box.fill for part in filled(svg, year) for box in part} for year in ("2020", "2021")] == [
        {"other"},
        {"accent"},
    ]
    weights = {label.text: label.style.get("font-weight") for label in labels(svg) if label.anchor == "end"}
    assert weights == {"2020": None, "2021": "700"}


@pytest.mark.parametrize("width", WIDTHS)
def test_a_year_without_a_figure_is_a_dashed_empty_box_with_a_label(width):
    svg = drawn([bar(observation(2019), "ikke publisert"), bar(observation(2020, "72"))], width=width)
    assert filled(svg, "2019") == ([], [])
    (gap,) = [box for box in row(svg, "2019") if "stroke-dasharray" in box.style]
    (label,) = [label for label in labels(svg) if label.text == "ikke publisert"]
    assert gap.style["fill"] == "none"
    assert gap.right > gap.left
    assert gap.holds(label.y)
    assert label.left > gap.right
    assert not [box for box in row(svg, "2020") if "stroke-dasharray" in box.style]


@pytest.mark.parametrize(("old", "new"), [("77.5", "90.9"), ("109.5", "90.9")], ids=["raised", "lowered"])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_revised_figure_has_a_thin_frame_at_its_old_value(old, new, width):
    svg = drawn([bar(observation(2020, "43")), bar(observation(2021, new, "0.1", "about", revised=old))], width=width)
    at = millions(svg)
    frames = [box for box in row(svg, "2021") if box.stroke == "ink"]
    assert [(at(frame.left), at(frame.right)) for frame in frames] == [pytest.approx((0, float(old)), abs=1e-4)]
    assert frames[0].style["fill"] == "none"
    (solid,), _ = filled(svg, "2021")
    assert frames[0].top < solid.top
    assert frames[0].bottom > solid.bottom
    assert not [box for box in row(svg, "2020") if box.stroke == "ink"]


def test_a_part_of_a_year_is_hatched_and_a_whole_year_is_not():
    svg = drawn([bar(observation(2021, "20", is_part=True)), bar(observation(2022, "12"))])
    (hatched,) = [box for box in row(svg, "2021") if box.style["fill"].startswith("url(#")]
    (solid,), _ = filled(svg, "2021")
    assert (hatched.left, hatched.right) == (solid.left, solid.right)
    pattern = hatched.style["fill"].removeprefix("url(#").removesuffix(")")
    assert [part.get("id") for part in ET.fromstring(svg).iter(f"{SVG}pattern")] == [pattern]
    assert not [box for box in row(svg, "2022") if box.style["fill"].startswith("url(#")]


def test_notes_are_below_their_bar_and_groups_above_their_first():
    bars = [
        bar(observation(2020, "15.9"), group="Meldinger"),
        bar(observation(2021, "40"), group="Meldinger", notes=("rettet", "appen kommer")),
        bar(observation(2021, "20"), group="Koronasertifikat"),
    ]
    inks = [(label.text, label.y) for label in labels(drawn(bars)) if label.anchor != "middle"]
    in_order = [text for text, _ in sorted(inks, key=lambda ink: round(ink[1]))]
    assert in_order == [
        *("Meldinger", "x", "2020", "x", "2021", "rettet", "appen kommer", "Koronasertifikat", "x", "2021"),
    ]


def test_no_grid_line_runs_through_text():
    """Text has a background in the colour of the page, at least as wide as letters half as wide as high."""
    svg = drawn(
        [bar(observation(2020, "72"), "over 72"), bar(observation(2021, "140"), "140", notes=["the app comes"])]
    )
    grounds = [area for area in areas(svg) if area.fill == "page"]
    words = [label for label in labels(svg) if label.anchor == "start"]
    assert [word.text for word in words] == ["over 72", "140", "the app comes"]
    for word, ground in zip(words, grounds, strict=True):
        assert ground.left < word.x < word.x + len(word.text) * word.size / 2 < ground.right
        assert ground.holds(word.y)
        assert ground.holds(word.y - word.size / 2)


def test_a_drawing_can_be_read_on_any_page():
    """Its background is the page's own colour; if the page has none, as in JupyterLab, it is light with dark text."""
    svg = drawn([bar(observation(2021, "140"))])
    assert svg.startswith('<svg style="background: var(--page, #ffffff)"')
    assert {label.style["fill"] for label in labels(svg)} <= {"var(--ink, #1b2026)", "var(--muted, #59626d)"}


def test_the_value_is_to_the_right_of_all_that_is_drawn():
    """That is the bar, its lighter end and its frame."""
    bars = [bar(observation(2020, "72", "1", "over", revised="90"), "over 72"), bar(observation(2021, "140"), "140")]
    svg = drawn(bars)
    for year, text in (("2020", "over 72"), ("2021", "140")):
        (label,) = [label for label in labels(svg) if label.text == text]
        assert label.left > max(box.right for box in row(svg, year))


# --- the axis


@pytest.mark.parametrize(("language", "expected"), [("nb", {"2,5", "7,5"}), ("en", {"2.5", "7.5"})])
def test_the_axis_has_the_decimal_mark_of_the_language(language, expected):
    """Up to nine million it has steps of two and a half."""
    svg = drawn([bar(observation(2021, "8", "1", "over"))], language=language)
    assert [number for number, _ in ticks(svg, language=language)] == [0, 2.5, 5, 7.5]
    assert expected <= {label.text for label in labels(svg)}


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("most", ["1", "1.2", "2.5", "7.5", "8.7", "43", "99.5", "141", "1234"])
def test_the_numbers_on_the_axis_are_at_their_places(most, width):
    svg = drawn([bar(observation(2021, most, "0.1", "nearly"))], width=width)
    at = millions(svg)
    assert [at(x) for _, x in ticks(svg)] == pytest.approx([number for number, _ in ticks(svg)], abs=1e-3)
    assert 2 <= len(ticks(svg)) <= 6
    assert at(filled(svg, "2021")[1][0].right) == pytest.approx(float(most), rel=1e-4)


def test_shares_are_drawn_against_a_hundred():
    svg = draw([bar(observation(2021, "84"))], words("nb"), name="share", scale=MILLION, most=Fraction(100 * MILLION))
    assert [number for number, _ in ticks(svg["wide"])] == [0, 25, 50, 75, 100]


# --- both widths, both languages

BREAK = "brudd i juni 2021: tellingen omfatter fra da av også besøk i appen, som ikke var med i tallene for årene før"
HARD = {
    "numbers": [
        bar(observation(2020, "77.5", "0.1", "about"), "about 77.5 million"),
        bar(observation(2021, "140.9", "0.1", "nearly", revised="142"), "nærmere 140,9 millioner", is_accent=True),
    ],
    "gaps": [
        bar(observation(2019), "not published as a number", is_accent=True),
        bar(observation(2020), "ikke publisert som tall", is_accent=True),
        bar(observation(2021, "87", "1", "over"), "nearly 84 percent"),
    ],
    "notes": [
        bar(
            observation(2021, "40", revised="39", is_part=True),
            "nærmere 40 millioner",
            notes=("revised, was about 77.5 million (February 2024); only a part of the year", BREAK),
            group="Koronasertifikat",
        )
    ],
    "months": [
        Bar("des. 2020", observation(2020, "84"), "nærmere 84 prosent", notes=(BREAK,)),
        Bar("Sept 2021", observation(2021, "87"), "over 87 percent", is_accent=True),
    ],
}


@pytest.mark.parametrize("bars", HARD.values(), ids=HARD)
@pytest.mark.parametrize("width", WIDTHS)
def test_no_text_runs_out_of_the_drawing(width, bars):
    svg = drawn(bars, width=width)
    _, _, across, down = map(float, ET.fromstring(svg).get("viewBox").split())
    assert across == WIDTHS[width]
    outside = [
        label.text for label in labels(svg) if label.left < 0 or label.right > across or not label.size < label.y < down
    ]
    assert outside == []


@pytest.mark.parametrize("bars", HARD.values(), ids=HARD)
@pytest.mark.parametrize("width", WIDTHS)
def test_no_text_is_lost(width, bars):
    """A note that is too long for a line continues in the next."""
    words_shown = sorted(
        " ".join(label.text for label in labels(drawn(bars, width=width)) if label.anchor != "middle").split()
    )
    groups = {given_bar.group for given_bar in bars}
    given = [text for given_bar in bars for text in (given_bar.label, given_bar.value_text, *given_bar.notes)]
    assert words_shown == sorted(" ".join([*given, *groups]).split())


def test_a_drawing_takes_its_size_from_the_page():
    for svg in draw([bar(observation(2021, "72"))], words("nb"), name="x", scale=MILLION).values():
        assert {"width", "height"} & set(ET.fromstring(svg).keys()) == set()


# --- as a part of a page


@pytest.fixture(scope="module")
def everything():
    """Return bars of each sort, drawn under two names."""
    bars = [
        bar(observation(2019), "ikke publisert"),
        bar(observation(2020, "72", "1", "over", revised="60"), group="G", notes=("rettet",)),
        bar(observation(2021, "20", is_part=True), is_accent=True),
    ]
    return [svg for name in ("visits", "logins") for svg in draw(bars, words("nb"), name=name, scale=MILLION).values()]


def test_identifiers_are_unique_and_lead_to_something(everything):
    found = [[element.get("id") for element in ET.fromstring(svg).iter() if element.get("id")] for svg in everything]
    assert all(found)
    together = [*chain(*found)]
    assert len(together) == len(set(together))
    for svg, names in zip(everything, found, strict=True):
        assert set(re.findall(r"(?:url\(|href=\")#([\w-]+)", svg)) <= set(names)


def test_every_colour_is_one_of_the_page_with_the_light_palette_as_fallback(everything):
    for svg in everything:
        for element in ET.fromstring(svg).iter():
            style = {
                name: text for name, text in [*element.items(), *styled(element).items()] if name in ("fill", "stroke")
            }
            for colour in style.values():
                match = COLOUR.fullmatch(colour)
                assert colour == "none" or colour.startswith("url(#") or LIGHT[match[1]] == match[2]
            if element.tag in (f"{SVG}path", f"{SVG}text"):
                assert "fill" in style, "an element without a colour is black, on a dark page too"


def test_the_same_data_give_the_same_bytes(everything):
    bars = [bar(observation(2020, "72")), bar(observation(2021), "x"), bar(observation(2022, "9", is_part=True))]
    assert drawn(bars) == drawn(bars)
    assert drawn(bars) not in everything


@pytest.mark.parametrize("text", ["<script>alert('&')</script>", "5 $ til 6 $", r"a_b^{c} \frac{1}{2}", "]]> &amp;"])
def test_text_is_drawn_unchanged(text):
    """It comes from the data and is neither markup nor formula."""
    svg = drawn([bar(observation(2021, "40"), text, notes=(text,), group=text)])
    assert ["".join(part.itertext()) for part in ET.fromstring(svg).iter(f"{SVG}text")].count(text) == 3


def test_a_chart_is_one_picture_with_its_text_beside_it(everything):
    evil = """<script>alert("&'")</script>"""
    chart = Chart(
        name="visits",
        finding=evil,
        subtitle=evil,
        alt=evil,
        legend=(evil,),
        source=Phrase.of(evil),
        table=Table(evil, [Column(evil)], [(evil,)]),
        table_label=evil,
        drawings=dict(zip(WIDTHS, everything[:2], strict=True)),
    )
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    (element,) = parser.parseFragment(str(chart.html))
    assert (element.tag, element.get("id")) == ("figure", "chart-visits")
    assert not list(element.iter("script"))
    (picture,) = [part for part in element.iter("div") if part.get("role") == "img"]
    assert picture.get("aria-label") == evil
    assert [part.get("class") for part in picture] == ["wide", "narrow"]
    assert [part.tag for part in element.find("details")] == ["summary", "div"]
    beside = [
        part for path in ("figcaption", "p", "details") for above in element.findall(path) for part in above.itertext()
    ]
    assert [text for text in beside if text.strip()] == [evil] * 8
