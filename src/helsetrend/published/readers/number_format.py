"""A number or a date as a spreadsheet shows it, by the format of its cell.

The common formats are known: digits and decimals, thousands, percent, words around the number. With any other format
all digits are shown. A number has 15 digits, as in Excel, so that 0.1+0.2 is 0.3. The decimal mark is a point.
"""

import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal

_TOKEN = re.compile(r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[[^\]]*\]|[_*].|(?P<plain>.)', re.DOTALL)
_MARKED = "\x01"  # precedes each literal sign
_WORDS = rf"(?:{_MARKED}.)*"
_NUMBER = re.compile(
    rf"(?P<before>{_WORDS})"
    rf"(?:(?P<general>General)|(?P<whole>[0#?](?:[0#?,]|{_MARKED}[ \u00a0\u202f])*?)"
    rf"(?:\.(?P<decimals>[0#?]*))?"
    rf"(?P<thousands>,*))"
    rf"(?P<after>{_WORDS}%?{_WORDS})",
    re.DOTALL,
)
_CONDITION = re.compile(r"\[[<>=]")
_FIFTEEN = Context(prec=15)


def digits_of(value: float) -> str:
    """Return the number in at most 15 plain digits with a point: 37.2, -5, 1000000. "" for infinity and NaN."""
    number = _FIFTEEN.create_decimal(value)
    return _plain(number) if number.is_finite() else ""


def is_percent(code: str, value: float) -> bool:
    """Return whether a cell of this format shows the number as a percentage."""
    return "%" in re.sub(f"{_MARKED}.", "", _pattern(code, value)[0], flags=re.DOTALL)


def percent_of(value: float) -> str:
    """Return the number times a hundred in plain digits, with a percent sign: 12.5 % for 0.125."""
    return f"{_plain(_FIFTEEN.create_decimal(value).scaleb(2))} %"


def shown(value: float, code: str) -> str:
    """Return the number as a cell of the format `code` shows it: 37.0 for 37 and 0.0, 12.5 % for 0.125 and 0.0%."""
    number = _FIFTEEN.create_decimal(value)
    pattern, has_sign = _pattern(code, value)
    match = None if _CONDITION.search(code) else _NUMBER.fullmatch(pattern)
    if not match:
        return _plain(number)
    number = number if has_sign else abs(number)
    number = number.scaleb(2) if is_percent(code, value) else number
    digits = _plain(number) if match["general"] else _rounded(number, match)
    words = [re.sub(f"{_MARKED}(.)", r"\1", match[side], flags=re.DOTALL) for side in ("before", "after")]
    sign = "-" if digits.startswith("-") else ""
    return re.sub(r"\s*%", " %", f"{sign}{words[0]}{digits.removeprefix('-')}{words[1]}").strip()


def shown_date(moment: date, code: str) -> str:
    """Return the date as far as a cell of the format shows it: 2021-06-15, 2021-06 or 2021; "" without a year."""
    signs = _TOKEN.sub(lambda token: token["plain"] or "", code.partition(";")[0]).lower()
    return date_to(moment, has_year="y" in signs, has_month="m" in signs, has_day="d" in signs)


def date_to(moment: date, *, has_year: bool, has_month: bool, has_day: bool) -> str:
    """Return the shown parts of the date, and the time unless it is midnight; "" without a year."""
    if not has_year:
        return ""
    if isinstance(moment, datetime):
        if moment.time().replace(microsecond=0) != moment.min.time():
            return moment.isoformat(" ", "seconds")
        moment = moment.date()
    return moment.isoformat()[: 10 if has_day else 7 if has_month else 4]


def _pattern(code: str, value: float) -> tuple[str, bool]:
    """Return the part of the format for the value, its literals marked, and whether a minus sign is to be added."""
    parts = [""]
    for token in _TOKEN.finditer("General" if code in ("", "@") else code):
        literal, plain = token["quoted"] or token["escaped"] or "", token["plain"] or ""
        if plain == ";":
            parts.append("")
        elif plain and (plain in "0#?,.%" or plain.isalpha()):
            parts[-1] += plain
        else:
            parts[-1] += "".join(_MARKED + sign for sign in literal + plain)
    if value < 0 and len(parts) > 1:
        return parts[1], False
    return parts[2 if value == 0 and len(parts) > 2 else 0], True


def _rounded(number: Decimal, match: re.Match[str]) -> str:
    """Return the number in the digits of the format; a 0 shows zeros at either end, a # or ? does not."""
    places = match["decimals"] or ""
    exact = number.scaleb(-3 * len(match["thousands"]))
    rounded = f"{exact.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP, Context(prec=400)):f}"
    sign, (whole, _, decimals) = rounded[:1].strip("0123456789"), rounded.lstrip("-").partition(".")
    least = len(places.rstrip("#?"))
    decimals = decimals[:least] + decimals[least:].rstrip("0")
    whole = whole.lstrip("0").zfill(match["whole"].count("0"))
    digits = whole + (f".{decimals}" if decimals else "")
    return sign + digits if digits.strip("0.") else digits


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text
