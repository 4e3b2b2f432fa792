"""The files of an edition that its pages link to: what each holds, in which types, and of what size."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

from helsetrend.published import known_languages
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
    "report": ("report", "workbook", "notebook"),
    "table": ("table",),
    "drawing": ("drawing",),
    "described": ("described",),
}
"""The kinds of files that a page lists together, by the name of the group; every kind is in exactly one."""

DESCRIPTIONS = {"datapackage.json": "data_package", "figures.json": "json_stat", "dcat.ttl": "dcat"}
"""What the files for programs hold, by their names."""

KILOBYTE = 1000
SVG_TITLE = "{http://www.w3.org/2000/svg}title"


@dataclass(frozen=True)
class FileLink:
    """A link to a file: its address relative to the page, and its type and size as text."""

    href: str
    text: str


@dataclass(frozen=True)
class Download:
    """Files that hold the same, each in another type: their kind, and what they hold."""

    kind: str
    title: str
    files: Sequence[FileLink]


def downloads_of(edition: Path, language: str) -> Iterator[Download]:
    """Yield what there is in an edition for readers of a language; files in another language are left out."""
    held: dict[tuple[str, str], list[Path]] = {}
    for pattern, kind in KIND_BY_PATTERN.items():
        for path in sorted(edition.glob(pattern)):
            if _language_of(path.relative_to(edition)) in (None, language):
                name = path.name if kind == "described" else path.name.split(".")[0]
                held.setdefault((kind, name), []).append(path)
    for (kind, name), paths in held.items():
        files = [FileLink(f"../{path.relative_to(edition).as_posix()}", _text(path, kind, language)) for path in paths]
        yield Download(kind, _title(kind, name, paths[0], language), files)


def _title(kind: str, name: str, path: Path, language: str) -> str:
    """Return what a file holds: a table and a drawing say so themselves."""
    if kind == "table":
        return words(language).say(f"dataset.{name}.title").text
    if kind == "drawing":
        return ElementTree.parse(path).findtext(SVG_TITLE, "")
    return words(language).say(f"download.{DESCRIPTIONS[name] if kind == 'described' else kind}").text


def _text(path: Path, kind: str, language: str) -> str:
    """Return the type and the size of a file."""
    say = words(language)
    kilobytes = say.number(Fraction(max(1, round(path.stat().st_size / KILOBYTE))), Fraction(1))
    is_own = kind == "table" and _language_of(Path(path.name)) is not None
    type_ = say.say("download.own_csv").text if is_own else path.suffix[1:].upper()
    return say.say("download.file", type=type_, kilobytes=kilobytes).text


def _language_of(path: Path) -> str | None:
    """Return the language that the folder or the name of a file states, or None if there is none."""
    parts = [path.parts[0], *path.name.split(".")[1:]]
    return next((part for part in parts if part in known_languages()), None)
