"""The overview of all editions, `reports/index.html` and `index.en.html`, made from their manifests alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from helsetrend.edition.manifest import MANIFEST, read_manifest
from helsetrend.edition.pages import TEMPLATES
from helsetrend.edition.shelf import editions, lock_on
from helsetrend.errors import EditionError, Fault
from helsetrend.files import write_whole
from helsetrend.report.presentation import DARK, LIGHT, Phrase, Words, words
from helsetrend.values import LANGUAGES

PAGES = {"nb": "index.html", "en": "index.en.html"}
"""The name of the page in each language."""


@dataclass(frozen=True)
class Entry:
    """An edition as the overview lists it.

    `known` and `known_other` are its date of knowledge in the language of the page and in the other one; `status` says
    that it is the newest, or which edition superseded it and what changed.
    """

    address: str
    known: str
    known_other: str
    lead: str
    status: Markup
    is_newest: bool


def write_overview(reports: Path) -> None:
    """Write the overview of all editions in `reports`, each page in one step.

    Raises EditionError if the manifest of an edition cannot be read.
    """
    with lock_on(
        reports, is_waiting=True
    ):  # of two runs that end together, the second must see the edition of the first
        years = {year: _manifests(reports / year) for year in _years(reports)}
        for language in LANGUAGES:
            page = _page({year: [*_entries(year, known, words(language))] for year, known in years.items()}, language)
            write_whole(reports / PAGES[language], page)


def _years(reports: Path) -> list[str]:
    """Return the years that have editions, the last one first."""
    return sorted((path.name for path in reports.glob("[0-9]*") if editions(path)), reverse=True)


def _manifests(year: Path) -> dict[str, dict[str, Any]]:
    """Return the manifests of the editions of a year by date of knowledge, the newest first."""
    return {edition.name: _manifest(edition) for edition in reversed(editions(year))}


def _manifest(edition: Path) -> dict[str, Any]:
    """Return the manifest of an edition, with its abstract in each language. Raises EditionError if it lacks that."""
    try:
        manifest = read_manifest(edition)
        for language in LANGUAGES:
            _ = manifest["abstract"][language]["lead"], dict(manifest["abstract"][language]["figures"])
    except (ValueError, KeyError, TypeError) as error:
        allowed = "a manifest of this program; make that edition again, or remove it"
        raise EditionError([Fault(str(edition / MANIFEST), 0, "", repr(error), allowed)]) from error
    return manifest


def _entries(year: str, manifests: dict[str, dict[str, Any]], phrases: Words) -> Iterator[Entry]:
    newest = next(iter(manifests))
    for day, manifest in manifests.items():
        figures = manifest["abstract"][phrases.language]["figures"]
        changes = _changes(figures, manifests[newest]["abstract"][phrases.language]["figures"], phrases)
        status = (
            phrases.say("overview.newest") if day == newest else phrases.joined(_superseded(newest, changes, phrases))
        )
        yield Entry(
            address=f"{year}/{day}",
            known=phrases.day(date.fromisoformat(day)),
            known_other=words(_other(phrases.language)).day(date.fromisoformat(day)),
            lead=manifest["abstract"][phrases.language]["lead"],
            status=status.html,
            is_newest=day == newest,
        )


def _superseded(newest: str, changes: list[Phrase], phrases: Words) -> Iterator[Phrase]:
    yield phrases.say("overview.superseded", date=phrases.day(date.fromisoformat(newest)))
    yield from changes or [phrases.say("overview.unchanged")]


def _changes(before: dict[str, str], after: dict[str, str], phrases: Words) -> list[Phrase]:
    """Return what differs between the figures of two editions: which were revised, and how many were added."""
    revised = [
        phrases.say("overview.figure", name=name, old=old, new=after[name])
        for name, old in before.items()
        if after.get(name, old) != old
    ]
    new = len(after.keys() - before.keys())
    changes = (
        [phrases.say_many("overview.revised", len(revised), figures=phrases.separated(revised))] if revised else []
    )
    return changes + ([phrases.say_many("overview.new", new)] if new else [])


def _other(language: str) -> str:
    return next(other for other in LANGUAGES if other != language)


def _page(years: dict[str, list[Entry]], language: str) -> str:
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    other = _other(language)
    return environment.get_template("overview/index.html.j2").render(
        years=years,
        say=words(language).say,
        language=language,
        other=other,
        other_page=PAGES[other],
        palettes={"light": LIGHT, "dark": DARK},
    )
