"""The files of an edition that its pages link to: what each is, its type and its size."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from helsetrend.languages import known_languages
from helsetrend.report.presentation import words

KIND_BY_PATTERN = {
    "*/*.pdf": "report",
    "*/*.xlsx": "workbook",
    "data/*.csv": "table",
    "data/*.json": "described",
    "data/*.ttl": "described",
    "figures/*.svg": "drawing",
    "figures/*.png": "drawing",
    "notebooks/*.ipynb": "notebook",
}
"""The kind of each file of an edition, by the pattern of its name."""

GROUPS = {
    "report": ("report", "workbook"),
    "table": ("table",),
    "described": ("described",),
    "drawing": ("drawing",),
    "notebook": ("notebook",),
}
"""The kinds of files that a page lists together, by the name of the group; every kind is in exactly one."""

KILOBYTE = 1000


@dataclass(frozen=True)
class Download:
    """A link to a file: its address relative to the page, its kind, its title, and its type and size as text."""

    href: str
    kind: str
    title: str
    size: str


def downloads_of(edition: Path, language: str) -> Iterator[Download]:
    """Yield the files of an edition for readers of a language; files in another language are left out."""
    say, number = words(language).say, words(language).number
    for pattern, kind in KIND_BY_PATTERN.items():
        for path in sorted(edition.glob(pattern)):
            name = path.relative_to(edition).as_posix()
            if _language_of(name) in (None, language):
                kilobytes = number(Fraction(max(1, round(path.stat().st_size / KILOBYTE))), Fraction(1))
                title = say(f"download.{kind}", name=path.name).text
                size = say("download.size", type=path.suffix[1:].upper(), kilobytes=kilobytes).text
                yield Download(f"../{name}", kind, title, size)


def _language_of(name: str) -> str | None:
    """Return the language that the folder or the name of a file states, or None if there is none."""
    parts = [name.split("/")[0], *name.split(".")[1:]]
    return next((part for part in parts if part in known_languages()), None)
