"""What a sentence should say instead: the number that the figures give, as exact as they bear, in its language."""

from fractions import Fraction

from helsetrend.proofreading.checking.evidence import Judged
from helsetrend.values import Interval, nearest, places

SCALES = {"nb": ("millioner", "milliarder"), "nn": ("millionar", "milliardar"), "en": ("million", "billion")}
UNITS = {
    "percent": {"nb": "prosent", "nn": "prosent", "en": "percent"},
    "points": {"nb": "prosentpoeng", "nn": "prosentpoeng", "en": "percentage points"},
    "times": {"nb": "ganger", "nn": "gonger", "en": "times"},
}
HEDGES = {
    "over": {"nb": "over", "nn": "over", "en": "over"},
    "about": {"nb": "rundt", "nn": "rundt", "en": "about"},
    "nearly": {"nb": "nærmere", "nn": "nærare", "en": "nearly"},
}
TO = {"nb": "til", "nn": "til", "en": "to"}


def corrected(judged: Judged) -> str:
    """Return the wording that would be right for a statement that is not; "" where nothing follows from the figures."""
    if judged.verdict not in ("contradicts", "outdated", "imprecise") or judged.derived is None:
        return ""
    statement, language = judged.statement, judged.statement.sentence.language or "en"
    kind = statement.kind
    if kind == "rank":
        return f"{int(judged.derived.low)}" + ("." if language != "en" else "")
    derived = judged.derived
    if kind == "decline" or (kind in ("points", "difference") and derived.high < 0):
        derived = derived.scaled(-1)
    unit = _unit(judged)
    if unit in UNITS:
        return f"{_range(derived, language)} {UNITS[unit][language]}"
    if len(judged.figures) == 1 and kind == "level" and judged.figures[0].hedge in HEDGES:
        figure = judged.figures[0]
        shown = number(figure.value, figure.rounding, language)
        return f"{HEDGES[figure.hedge][language]} {shown}"
    return _amount(derived, language)


def _unit(judged: Judged) -> str:
    kind = judged.statement.kind
    if kind in ("growth", "decline", "share"):
        return "percent"
    if kind in ("multiple", "ratio"):
        return "times" if kind == "multiple" else ""
    if kind == "level" and judged.statement.number.form in ("percent", "part"):
        return "percent"
    return kind if kind in UNITS else ""


def _range(interval: Interval, language: str) -> str:
    """Return both ends of an interval, or one number where they are the same to the digits that are given."""
    low, high = interval.low, interval.high
    for decimals in (1, 0):
        worth = Fraction(1, 10**decimals)
        if nearest(low, worth) == nearest(high, worth):
            return decimal_text(nearest(low, worth), worth, language)
    worth = Fraction(1) if abs(high) >= 10 else Fraction(1, 10)
    first, last = nearest(low, worth), nearest(high, worth)
    return f"{decimal_text(first, worth, language)} {TO[language]} {decimal_text(last, worth, language)}"


def _amount(interval: Interval, language: str) -> str:
    """Return an amount with the digits that its bounds leave no doubt of."""
    middle = (interval.low + interval.high) / 2
    worth = Fraction(1)
    while worth < interval.width:
        worth *= 10
    if interval.width and interval.width < 1:
        worth = Fraction(1, 10)
    return number(middle, worth, language)


def number(value: Fraction, worth: Fraction, language: str) -> str:
    """Return a number whose last digit is worth `worth`, with a scale in words where it has one."""
    for scale, word in ((10**9, 1), (10**6, 0)):
        if abs(value) >= scale and worth >= Fraction(scale, 100):
            unit = worth / scale
            return f"{decimal_text(nearest(value / scale, unit), unit, language)} {SCALES[language][word]}"
    return decimal_text(nearest(value, worth), worth, language)


def decimal_text(value: Fraction, worth: Fraction, language: str) -> str:
    """Return a number with the decimals of its last digit, by the rules of a language."""
    text = f"{float(value):,.{places(worth)}f}"
    if language == "en":
        return text
    return text.translate(str.maketrans(",.", "\u00a0,"))
