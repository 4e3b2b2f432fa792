"""The files of an edition that its pages lead to: what each is, its type and its size."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from helsetrend.report.presentation import words
from helsetrend.values import LANGUAGES

KINDS = {
    "*/*.pdf": "report",
    "*/*.xlsx": "workbook",
    "data/*.csv": "table",
    "data/*.json": "described",
    "data/*.ttl": "described",
    "figures/*.svg": "drawing",
    "notebooks/*.ipynb": "notebook",
}
"""What the files of an edition are, by the form of their names."""

GROUPS = {
    "report": ("report", "workbook"),
    "table": ("table",),
    "described": ("described",),
    "drawing": ("drawing",),
    "notebook": ("notebook",),
}
"""The kinds of files that a page shows together, by the name of the group; every kind is in one."""

KILOBYTE = 1000


@dataclass(frozen=True)
class Download:
    """A file as a reader is led to it: its address from the page, what it is, its type and size."""

    href: str
    kind: str
    title: str
    size: str


def downloads(edition: Path, language: str) -> Iterator[Download]:
    """The files of an edition that lie there, for a reader of a language: none that is in another one."""
    say, number = words(language).say, words(language).number
    for form, kind in KINDS.items():
        for path in sorted(edition.glob(form)):
            name = path.relative_to(edition).as_posix()
            if _language_of(name) in (None, language):
                kilobytes = number(Fraction(max(1, round(path.stat().st_size / KILOBYTE))), Fraction(1))
                title = say(f"download.{kind}", name=path.name).text
                size = say("download.size", type=path.suffix[1:].upper(), kilobytes=kilobytes).text
                yield Download(f"../{name}", kind, title, size)


def _language_of(name: str) -> str | None:
    """The language of a file, which its folder or its name tells; None for one of no language."""
    parts = [name.split("/")[0], *name.split(".")[1:]]
    return next((part for part in parts if part in LANGUAGES), None)
