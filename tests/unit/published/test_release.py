"""What a release tells beside its figures: what is read, what is not filled in, and every fault of it at once."""

import pytest
from places import DATA, TOP

from helsetrend.errors import DataError
from helsetrend.published.catalogue import read_catalogue
from helsetrend.values.period import Period

WHOLE = """
[release]
next_publication = 2027-05-31
contact = { name = { nb = "Vakta", en = "The desk" }, email = "vakta@example.org", phone = "+47 22 33 44 55" }
licence = { address = "https://example.org/l", nb = "Lisens", en = "Licence" }
address = "https://example.org/r"
themes = ["HEAL", "GOVE"]
revision_policy = { nb = "r", en = "r" }
[release.about]
accuracy = { nb = "f", en = "e" }
definitions = { nb = "a", en = "a" }
"""

# Each fault of a release, by the place in the file and what is expected there.
FAULTS = {
    'next_publication = "next spring"': ("release.next_publication", "a period in quotes"),
    'contact = { name = { nb = "x", en = "x" } }': ("release.contact", ""),
    'contact = { name = { nb = "x", en = "x" }, email = "mailto:a@example.org" }': (
        "release.contact.email",
        "an e-mail address",
    ),
    'contact = { name = { nb = "x", en = "x" }, email = "a@b@example.org" }': (
        "release.contact.email",
        "an e-mail address",
    ),
    'contact = { name = { nb = "x", en = "x" }, phone = "ring us" }': ("release.contact.phone", "digits and spaces"),
    'licence = { address = "NLOD", nb = "x", en = "x" }': ("release.licence.address", "an address that begins with"),
    'licence = { address = "https://example.org", nb = "x" }': ("release.licence.en", "a text"),
    'address = "reports"': ("release.address", "an address that begins with"),
    'themes = ["health"]': ("release.themes (no. 1)", "one of 'AGRI', 'ECON'"),
    'revision_policy = { nb = "x", en = "" }': ("release.revision_policy.en", "a text that is not empty"),
    'about.sources = { nb = "x", en = "x" }': ("release.about.sources", "one of "),
    'licens = "x"': ("release.licens", "one of licence, "),
}


def catalogue(tmp_path, text):
    shared = (DATA / "metrics.toml").read_text("utf-8").replace('[release]\nthemes = ["HEAL"]\n', "")
    (tmp_path / "metrics.toml").write_text(shared + text, "utf-8")
    return read_catalogue(tmp_path / "metrics.toml")


def test_what_is_filled_in_is_read(tmp_path):
    release = catalogue(tmp_path, WHOLE).release
    assert release.next_publication == Period.parse("2027-05-31")
    assert (release.contact.name["nb"], release.contact.email) == ("Vakta", "vakta@example.org")
    assert (release.licence["en"], release.licence.address) == ("Licence", "https://example.org/l")
    assert list(release.about.groups) == ["definitions", "accuracy"]


def test_what_is_not_filled_in_is_named_in_the_order_of_a_release(tmp_path):
    assert catalogue(tmp_path, WHOLE).not_filled_in == [
        "portal.publisher",
        *(f"release.about.{group}" for group in ("administration", "background", "production")),
    ]
    own = ("next_publication", "contact", "licence", "address", "themes", "revision_policy")
    groups = ("definitions", "administration", "background", "production", "accuracy")
    assert catalogue(tmp_path, "").not_filled_in == [
        "portal.publisher",
        *(f"release.{word}" for word in own),
        *(f"release.about.{group}" for group in groups),
    ]


@pytest.mark.parametrize("folder", ["rutepark", "lesevik"])
def test_the_made_up_folders_are_complete(folder):
    assert read_catalogue(DATA / "folders" / folder / "metrics.toml").not_filled_in == []


def test_the_shipped_folder_names_no_contact_no_licence_and_no_date_that_no_source_gives():
    release = read_catalogue(TOP / "data" / "metrics.toml").release
    assert (release.contact, release.licence, release.next_publication, release.address) == (None, None, None, None)


@pytest.mark.parametrize(("line", "fault"), FAULTS.items())
def test_a_fault_is_told_with_its_place(line, fault, tmp_path):
    with pytest.raises(DataError) as told:
        catalogue(tmp_path, f"[release]\n{line}\n")
    ((place, expected),) = [(fault.column, fault.expected) for fault in told.value.faults]
    assert (place, expected[: len(fault[1])]) == fault


def test_all_faults_are_told_at_once(tmp_path):
    lines = ['next_publication = "x"', 'address = "x"', 'themes = ["x"]']
    with pytest.raises(DataError) as told:
        catalogue(tmp_path, "[release]\n" + "\n".join(lines))
    assert [fault.column for fault in told.value.faults] == [
        "release.address",
        "release.next_publication",
        "release.themes (no. 1)",
    ]
