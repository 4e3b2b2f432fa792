"""What the marks beside a printed figure, and the signs in the place of one, mean: provisional, suppressed, missing.

Publishers mark their figures each in their own way, so a mark is declared for a source. The signs in place of a figure
are those of Statistics Norway ("..", ":", ".") and of the British statistical services ("[x]", "[c]", "[z]"); a source
can declare another meaning for them.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from helsetrend.values import SPACES, SUPERSCRIPT_SIGNS, superscript

STATUSES = {
    "provisional": "P",
    "final": "A",
    "estimated": "E",
    "forecast": "F",
    "revised": "A",
    "break": "B",
    "unreliable": "U",
    "note": "A",
    "suppressed": "Q",
    "suppressed_above_zero": "Q",
    "not_available": "O",
    "not_applicable": "M",
    "not_collected": "L",
}
"""The statuses of a figure, with their codes in the SDMX list CL_OBS_STATUS, which knows no revision and no note."""

_SDMX_ORDER = "BOMLQFEPUA"
"""The codes in the order of "Possible Ways of Implementing the Observation Status Concept" (SDMX, 2019)."""

MISSING = ("suppressed", "not_available", "not_applicable", "not_collected")
"""The statuses that a sign in the place of a figure can have."""

SIGNS_OF_MISSING = {
    **dict.fromkeys(("..", "…", "...", "-", "\u2013", "\u2014"), "not_available"),
    **dict.fromkeys(("[x]", "n/a", "#n/a", "n.a.", "na", "nan", "null", "none", "i.t."), "not_available"),
    **dict.fromkeys((".", "[z]"), "not_applicable"),
    **dict.fromkeys((":", "[c]"), "suppressed"),
    "[w]": "not_collected",
}
"""The signs in the place of a figure; a dash is a figure that is not there, never a zero."""

_MARK_LIKE = re.compile(
    rf"[*\u2020\u2021\u00a7#^]+|[{SUPERSCRIPT_SIGNS}]+|\[[^\]]*\]|\([^)\s]{{1,4}}\)|\w{{1,2}}\)|[a-zA-Z]\Z"
)
_LETTERS = re.compile(r"[^\W\d_]+\Z")
_RAISED = re.compile(f"[{SUPERSCRIPT_SIGNS}]+")
_COMMA_OF_MARKS = re.compile(rf"(?<=[{SUPERSCRIPT_SIGNS}*])[,;]\Z")  # 322¹,²


@dataclass(frozen=True)
class MarkedPrint:
    """A printed figure without its marks, and the statuses that these give it.

    Where a sign stands in the place of the figure, `text` is empty and `missing` is the reason.
    """

    text: str
    statuses: tuple[str, ...] = ()
    missing: str = ""


def marks_of(text: str) -> dict[str, str]:
    """Read the marks of a source, "* = provisional; [u] = unreliable", as the status of each mark.

    Raises ValueError where a mark has no status, or one that is not in `STATUSES`.
    """
    marks = {}
    for item in filter(str.strip, text.split(";")):
        mark, _, status = (part.strip() for part in item.rpartition("="))
        if not mark or status not in STATUSES:
            raise ValueError(f"{item.strip()!r} is not a mark, =, and one of {', '.join(STATUSES)}")
        marks[mark] = status
    return marks


def statuses_of(text: str) -> tuple[str, ...]:
    """Read the statuses of a figure, "provisional, break". Raises ValueError for one that is not in `STATUSES`."""
    statuses = tuple(part.strip() for part in text.split(",") if part.strip())
    if unknown := [status for status in statuses if status not in STATUSES]:
        raise ValueError(f"{unknown[0]!r} is not one of {', '.join(STATUSES)}")
    return statuses


def sdmx_code(statuses: Iterable[str]) -> str:
    """Return the SDMX code of a figure with these statuses: of several the first in the order of SDMX; of none, ""."""
    return min((STATUSES[status] for status in statuses), key=_SDMX_ORDER.index, default="")


def without_marks(print_: str, marks: Mapping[str, str]) -> MarkedPrint:
    """Return a print without the marks that its source declares, or the reason why no figure is printed.

    A mark before or after the print is taken off; "<" stays, since it bounds the number.
    """
    text = print_.strip()
    statuses = [marks["<"]] if text.startswith("<") and "<" in marks else []
    while found := _mark_at_an_end(text, marks):
        text, status = found
        statuses.append(status)
    declared = (status for mark, status in marks.items() if text in _forms(mark))
    sign = next(declared, "") or SIGNS_OF_MISSING.get(text.lower(), "")
    if sign in MISSING or not text:
        return MarkedPrint("", tuple(statuses), sign or next((name for name in statuses if name in MISSING), ""))
    return MarkedPrint(text, tuple(reversed(statuses)))


def undeclared_mark(rest: str) -> str:
    """Return what looks like a mark at the beginning of the text after a number, or ""."""
    match = _MARK_LIKE.match(rest.strip(SPACES))
    return match[0] if match else ""


def _mark_at_an_end(text: str, marks: Mapping[str, str]) -> tuple[str, str] | None:
    """Return the text without one mark before or after it, and the status of the mark."""
    for mark, status in sorted(marks.items(), key=lambda pair: -len(pair[0])):
        if mark == "<":  # part of the number, which it bounds
            continue
        for form in _forms(mark):
            if text == form and status in MISSING:
                return None
            is_raised = bool(_RAISED.fullmatch(form))
            rest = text.removesuffix(form)
            if rest != text and (is_raised or not form.isalpha() or _is_of_marks(text, marks)):
                return _COMMA_OF_MARKS.sub("", rest.strip(SPACES)), status
            rest = text.removeprefix(form)
            if rest != text and (is_raised or not form.isalnum()):
                return rest.strip(SPACES), status
    return None


def _is_of_marks(text: str, marks: Mapping[str, str]) -> bool:
    """Return whether the letters at the end of a text are a mark, or one mark a letter, and no word by themselves."""
    letters = _LETTERS.search(text)
    run = letters[0] if letters else ""
    return run != text and (run in marks or all(letter in marks for letter in run))


def _forms(mark: str) -> tuple[str, ...]:
    """Return how a mark can be printed: as it is declared, or in superscript, in which alone a digit is a mark."""
    return (superscript(mark),) if mark.isdigit() else tuple(dict.fromkeys((superscript(mark), mark)))
