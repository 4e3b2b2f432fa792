"""The overview of all editions, a page in each of their languages, made from their manifests alone.

`reports/index.html` is in the first language of the newest edition, `index.en.html` and the like are in the others.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from markupsafe import Markup

from helsetrend.edition.manifest import MANIFEST, read_manifest
from helsetrend.edition.pages import Link, link_to_language, rendered
from helsetrend.edition.shelf import editions, lock_on
from helsetrend.errors import EditionError, Fault
from helsetrend.files import write_whole
from helsetrend.report.presentation import Phrase, Words, words


@dataclass(frozen=True)
class Entry:
    """An edition as the overview lists it.

    `known` is its date of knowledge; `languages` are its own, that of the page first; `lead` is in the first of them;
    `status` says that it is the newest, or which edition superseded it and what changed.
    """

    address: str
    known: str
    languages: Sequence[str]
    others: Sequence[Link]
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
        pages = _pages(manifest for known in years.values() for manifest in known.values())
        for language in pages:
            entries = {year: [*_entries(year, known, words(language))] for year, known in years.items()}
            write_whole(reports / pages[language], _page(entries, language, pages))


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
        for language, abstract in manifest["abstract"].items():
            _ = words(language), abstract["lead"], dict(abstract["figures"])
        _ = next(iter(manifest["abstract"].values()))
    except (ValueError, KeyError, TypeError, AttributeError, StopIteration) as error:
        allowed = "a manifest of this program; make that edition again, or remove it"
        raise EditionError([Fault(str(edition / MANIFEST), 0, "", repr(error), allowed)]) from error
    return manifest


def _entries(year: str, manifests: dict[str, dict[str, Any]], phrases: Words) -> Iterator[Entry]:
    newest = next(iter(manifests))
    for day, manifest in manifests.items():
        languages = sorted(manifest["abstract"], key=lambda language: language != phrases.language)
        abstract = manifest["abstract"][languages[0]]
        changes = _changes(abstract["figures"], _figures(manifests[newest], languages[0]), phrases)
        status = (
            phrases.say("overview.newest") if day == newest else phrases.joined(_superseded(newest, changes, phrases))
        )
        yield Entry(
            address=f"{year}/{day}",
            known=phrases.day(date.fromisoformat(day)),
            languages=languages,
            lead=abstract["lead"],
            status=status.html,
            is_newest=day == newest,
            others=[_link(year, day, other) for other in languages if other != phrases.language],
        )


def _link(year: str, day: str, language: str) -> Link:
    """Return the link to an edition in another language than that of the page."""
    say, known = words(language).say, words(language).day(date.fromisoformat(day))
    label = say("overview.read_in", year=year, date=known).text
    return link_to_language(language, f"{year}/{day}/{language}/index.html", label)


def _figures(manifest: dict[str, Any], language: str) -> dict[str, str]:
    """Return the figures of an edition in a language; none if it is in others."""
    return dict(manifest["abstract"].get(language, {"figures": {}})["figures"])


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
    changes = []
    if revised:
        changes.append(phrases.say_many("overview.revised", len(revised), figures=phrases.separated(revised)))
    if new := len(after.keys() - before.keys()):
        changes.append(phrases.say_many("overview.new", new))
    return [change.capitalised() for change in changes]


def _pages(manifests: Iterable[dict[str, Any]]) -> dict[str, str]:
    """Return the name of the page in each language of the editions, which come with the newest first."""
    first, *others = dict.fromkeys(language for manifest in manifests for language in manifest["abstract"])
    return {first: "index.html", **{language: f"index.{language}.html" for language in others}}


def _page(years: dict[str, list[Entry]], language: str, pages: dict[str, str]) -> str:
    others = [link_to_language(other, page) for other, page in pages.items() if other != language]
    return rendered("overview", language=language, years=years, others=others)
