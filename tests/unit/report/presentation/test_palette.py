"""The colours differ from the page and from one another, by the formulas of WCAG 2.1 and in greyscale."""

import re
from itertools import combinations

import pytest

from helsetrend.report.presentation.palette import DARK, LIGHT

PALETTES = {"light": LIGHT, "dark": DARK}
TEXT_PARTS = ("ink", "muted", "accent", "good", "bad")
"""The colours of text; WCAG 1.4.3 requires 4.5 to 1."""
BAR_PARTS = ("accent", "other")
"""The colours of bars; WCAG 1.4.11 requires 3 to 1, to the page and between bars that touch."""

in_both = pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)


def luminance(colour):
    """Return the relative luminance of a colour, as WCAG 2.1 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(colour, other):
    dark, light = sorted((luminance(colour), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def lightness(colour):
    """Return how light a colour looks in a grey print, from 0 to 100: the L* of CIE."""
    value = luminance(colour)
    return 116 * value ** (1 / 3) - 16 if value > 0.008856 else 903.3 * value


@pytest.mark.parametrize(
    ("colour", "other", "expected"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#777777", "#ffffff", 4.48),  # the grey that just fails, as W3C's own examples have it
        ("#767676", "#ffffff", 4.54),  # and the one that just passes
        ("#ff0000", "#ffffff", 4.00),
    ],
)
def test_contrast_is_measured_as_wcag_does(colour, other, expected):
    assert round(contrast(colour, other), 2) == expected


def test_light_and_dark_have_the_same_parts_each_with_its_own_colour():
    assert LIGHT.keys() == DARK.keys()
    for palette in PALETTES.values():
        assert all(re.fullmatch(r"#[0-9a-f]{6}", colour) for colour in palette.values())
        assert len(set(palette.values())) == len(palette)


@in_both
@pytest.mark.parametrize("part", TEXT_PARTS)
def test_words_can_be_read_on_the_page(part, palette):
    assert contrast(palette[part], palette["page"]) >= 4.5


@in_both
@pytest.mark.parametrize("pair", [*((bar, "page") for bar in BAR_PARTS), *combinations(BAR_PARTS, 2)], ids="-".join)
def test_bars_can_be_told_from_the_page_and_from_one_another(pair, palette):
    assert contrast(*(palette[part] for part in pair)) >= 3


@in_both
def test_bars_can_be_told_apart_in_grey(palette):
    """By at least a fifth of the way from black to white."""
    assert abs(lightness(palette["accent"]) - lightness(palette["other"])) >= 20


@in_both
def test_the_rules_stay_behind_the_bars(palette):
    """The lines of the grid are seen, and less than any bar."""
    assert (
        1.1
        < contrast(palette["rule"], palette["page"])
        < min(contrast(palette[bar], palette["page"]) for bar in BAR_PARTS)
    )
