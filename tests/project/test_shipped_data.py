"""What must be true of the data folder that is shipped, whatever figures are added to it.

What a report says of figures is tested on the frozen copy in tests/data; here no figure and no number is named.
"""

import csv
import tomllib

import pytest
from places import TOP

from helsetrend.analysis.checks import check_claims
from helsetrend.analysis.vintage.known import vintage_on
from helsetrend.published.folder import read_published

SHIPPED = TOP / "data"


def rows_of(name):
    with (SHIPPED / "published" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def published():
    return read_published(SHIPPED)


def test_it_is_read_without_a_fault(published):
    assert len(published.figures) == len(rows_of("figures"))
    assert len(published.sources) == len(rows_of("sources"))


def test_every_source_is_referred_to():
    used = {row["source"] for name in ("figures", "claims") for row in rows_of(name)}
    assert used == {row["source"] for row in rows_of("sources")}


def test_every_contradicted_claim_is_acknowledged_in_both_languages(published):
    """And no other: an acknowledgement that no figure asks for is out of date."""
    claims = {row["claim"]: row for row in rows_of("claims")}
    contradicted = {
        checked.claim.name for checked in check_claims(vintage_on(published)) if checked.verdict == "contradicts"
    }
    for language in ("nb", "en"):
        acknowledged = {name for name, row in claims.items() if row.get(f"acknowledged_{language}")}
        assert acknowledged == contradicted


def test_what_is_said_in_one_language_is_said_in_the_other():
    for name in ("sources", "figures", "claims"):
        for row in rows_of(name):
            texts = {column: text for column, text in row.items() if column.endswith(("_nb", "_en"))}
            for column, text in texts.items():
                other = column[:-2] + ("en" if column.endswith("nb") else "nb")
                assert bool(text) == bool(texts[other]), f"{name}.csv: {row}"


def untranslated(entry, place=""):
    """The places in the catalogue where a text has one language and not the other."""
    if isinstance(entry, list):
        return [found for number, item in enumerate(entry) for found in untranslated(item, f"{place}[{number}]")]
    if not isinstance(entry, dict):
        return []
    here = [place] if len({"nb", "en"} & entry.keys()) == 1 else []
    return here + [found for key, value in entry.items() for found in untranslated(value, f"{place}.{key}")]


def test_the_catalogue_has_every_text_in_both_languages():
    assert untranslated(tomllib.loads((SHIPPED / "metrics.toml").read_text("utf-8"))) == []
