"""Which languages the program knows, and which of them a data folder is in."""

import pytest
from places import TOP

from helsetrend.published.languages import check_languages, chosen_languages, declared_languages, known_languages

PRESENTATION, NOTEBOOKS = TOP / "src" / "helsetrend" / "report" / "presentation", TOP / "notebooks"


def test_a_language_is_known_by_its_two_files():
    words = {path.name for path in PRESENTATION.glob("wording.*.toml")}
    notebooks = {path.name for path in NOTEBOOKS.glob("3-annual-report.*.ipynb")}
    assert known_languages() == ("en", "nb", "nn")
    assert words == {f"wording.{language}.toml" for language in known_languages()}
    assert notebooks == {f"3-annual-report.{language}.ipynb" for language in known_languages()}


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("", ("nb", "en")),
        ('languages = ["nn", "en"]', ("nn", "en")),
        ('\ufefflanguages = ["en"]', ("en",)),
        ('languages = ["sv", "sv"]', ("sv",)),  # which is a fault, but of this line and not of every text
        ("languages = []", ("nb", "en")),
        ('languages = "en"', ("nb", "en")),
        ("languages = [", ("nb", "en")),
        (None, ("nb", "en")),
    ],
)
def test_a_folder_names_its_languages(text, languages, tmp_path):
    if text is not None:
        (tmp_path / "metrics.toml").write_text(text, "utf-8")
    assert declared_languages(tmp_path) == languages


@pytest.mark.parametrize("languages", [(), ("sv",), ("en", "en"), ("nb", "sv")])
def test_languages_that_are_none_are_refused(languages):
    with pytest.raises(ValueError, match="one or several of en, nb, nn, each once"):
        check_languages(languages)


def test_a_report_is_in_all_languages_or_in_those_chosen():
    among = ("nb", "nn", "en")
    assert chosen_languages((), among) == among
    assert chosen_languages(("en", "nn", "en"), among) == ("en", "nn")
    with pytest.raises(ValueError, match="not in the language 'sv'; allowed: nb, nn, en"):
        chosen_languages(("en", "sv"), among)
