"""What a view shows, in both languages, and why it does not show something."""

import re

import pandas as pd
import pytest
from places import DATA

import helsetrend as ht

SPRING = ht.known(as_of="2022-05-31")


def view(metric="logins", first=2016, last=2021, **more):
    return ht.view(metric, years=range(first, last + 1), data=SPRING, **more)


def said(shown):
    return " ".join(sentence.text for sentence in shown.sentences)


def refused(shown):
    return " ".join(refusal.text for refusal in shown.refusals)


def test_the_sentence_is_of_the_last_year_on_the_date_of_knowledge():
    assert "about 77.5 million in 2021" in said(view())
    assert "about 90.9 million in 2021" in said(ht.view("logins", years=range(2016, 2022)))
    assert "rundt 77,5 millioner i 2021" in said(view(language="nb"))


def described(chart):
    """Return the text alternative of a chart."""
    return "; ".join([chart.alt, *chart.description])


def test_the_change_is_drawn_with_its_bounds_where_there_is_one():
    """72 is 71.5 to 72.5, over 140 is 140 to 141: 93.1 to 97.2 percent, rounded outwards to whole percent."""
    chart = view("visits", 2020, 2021, show="change").chart
    assert "2021: between 93 and 98 percent" in described(chart)
    assert "<svg" in chart.html


def test_years_that_may_not_be_compared_are_listed_with_the_reason():
    shown = view(show="change")
    assert "2019: The change from 2018 is not given: the figure for 2019" in refused(shown)
    assert "2019" not in described(shown.chart)


def test_an_index_is_the_ratio_to_the_first_year():
    """Visits in 2021 against 2020: 140 / 72.5 = 1.931 to 141 / 71.5 = 1.972."""
    chart = view("visits", 2020, 2021, show="index").chart
    assert "2021: 193 to 198" in described(chart)
    assert "2020: 100" in described(chart)


def test_without_a_figure_of_the_first_year_there_is_no_index_but_the_reason():
    shown = view(show="index")
    assert shown.chart is None
    assert refused(shown).startswith("There is no index, for there is no figure for 2016: ")
    assert "refused" in shown._repr_html_()


def test_each_refusal_names_its_service():
    assert "Messages: There is no index, for" in refused(view("service_visits", show="index"))


def test_a_share_has_no_index():
    shown = view("patient_travel_electronic_share", show="index")
    assert (shown.chart, refused(shown)[:24]) == (None, "A share has no index: it")


def test_without_a_figure_the_reason_is_in_place_of_the_chart():
    shown = view("service_visits", 2017, 2018, service="messages")
    assert shown.chart is None
    assert "There is nothing to show for" in refused(shown)
    assert "2018 is not reported; the reporting began with 2020." in refused(shown)


def test_one_service_can_be_shown_alone():
    both = described(view("service_visits").chart)
    alone = described(view("service_visits", service="messages").chart)
    assert "COVID certificate" in both
    assert "COVID certificate" not in alone
    assert "40 million" in alone


def test_a_link_into_a_report_is_text_in_the_sentences():
    assert "<p class='said'>The number of logins" in view()._repr_html_()


@pytest.mark.parametrize("show", ["level", "change", "index"])
@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_code_makes_the_same(show, language):
    shown = view("visits", show=show, language=language)
    *statements, call = shown.code.splitlines()
    names = {}
    exec("\n".join(statements), names)
    assert eval(call, names)._repr_html_() == shown._repr_html_()


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"metric": "login"}, "there are: logins"),
        ({"metric": "service_visits", "service": "message"}, "there are: messages"),
        ({"show": "levels"}, "there are: level"),
        ({"language": "no"}, "there is no language 'no'"),
        ({"last": 2015}, "years is empty"),
    ],
)
def test_a_choice_that_does_not_exist_is_an_error_with_what_does(wrong, message):
    with pytest.raises((KeyError, ValueError)) as caught:
        view(**wrong)
    assert message in str(caught.value)


def test_a_view_is_in_the_languages_of_its_folder():
    """By default in English, or else in the first of the folder; in another only if the folder has it."""
    published = ht.read_published(DATA / "folders" / "nynorsk")
    shown = {"years": range(2020, 2022), "as_of": "2022-05-31"}
    said = ht.view("logins", language="nn", data=published, **shown).sentences[0].text
    assert said == "Talet på innloggingar var rundt 77,5 millionar i 2021, mot nærmare 43 millionar i 2020."
    assert ht.view("logins", data=published, **shown).labels.words.language == "en"
    assert ht.view("logins", data=published.in_languages(["nn"]), **shown).labels.words.language == "nn"
    with pytest.raises(ValueError, match="not in the language 'nb'; allowed: nn, en"):
        ht.view("logins", language="nb", data=published, **shown)


def test_years_are_given_in_any_form_or_are_all_with_figures():
    spans = [ht.view("visits", years=years, data=SPRING).scope for years in (2021, "2021", 2021.0, "2021-2021", [2021])]
    assert {(span.first_year, span.year) for span in spans} == {(2021, 2021)}
    assert (ht.view("visits", data=SPRING).scope.first_year, ht.view("visits").scope.year) == (
        min(SPRING.years("visits")),
        max(ht.known().years("visits")),
    )


def test_names_are_those_on_the_screen():
    assert ht.view("Meldinger", data=SPRING).series == (("service_visits", "messages"),)
    assert ht.view(["besøk", "Innlogginger"], data=SPRING).series == (("visits", ""), ("logins", ""))


def test_several_series_are_lines_with_one_year_as_100_and_none_is_dropped_in_silence():
    """Logins are 77.4 to 77.6 and, as others say, 78.5 to 79.5 against nearly 43, 42 to 43; visits are as above."""
    shown = ht.view(
        ["visits", "logins", "patient_travel_electronic_share"], years="2019-2021", show="index", base=2020, data=SPRING
    )
    text = described(shown.chart)
    assert "Visits to Helsenorge 2021: 193 to 198" in text
    assert "Visits to Helsenorge 2020: 100" in text
    low, high = 77.4 / 43 * 100, 79.5 / 42 * 100
    assert f"Logins to Helsenorge 2021: {round(low)} to {int(high) + 1}" in text
    assert "Logins to Helsenorge 2019: The change from 2020" in refused(shown)
    assert "Share of electronic claims for patient travel: A share has no index" in refused(shown)
    assert 'show="index", base=2020' in shown.code


def test_a_share_and_a_number_are_not_on_one_axis():
    shown = ht.view(["visits", "patient_travel_electronic_share"], years="2019-2021", data=SPRING)
    assert "Share of electronic claims for patient travel: a share and a number are not on one axis" in refused(shown)
    assert "Visits to Helsenorge 2021: over 140 million" in described(shown.chart)


def test_a_run_of_holes_is_one_line():
    shown = ht.view(["visits", "logins"], years="2018-2024")
    assert [text.text for text in shown.refusals] == [
        "Logins to Helsenorge 2019: not published as a number",
        "Logins to Helsenorge 2022\N{EN DASH}2024: not published",
    ]


def test_it_starts_at_the_years_asked_for_even_if_earlier_ones_are_shown_as_a_picture():
    assert "2014" not in described(ht.view("logins", years="2020-2021", data=SPRING).chart)


def test_title_and_shaded_stretches_are_ones_own():
    shown = ht.view("visits", years="2019-2021", title="Our year", marks={"Pandemic": ("2020-03", "2022-02")})
    assert shown.chart.title == "Our year"
    assert shown.chart.alt.startswith("Our year. ")
    assert any(note.startswith("Shaded: Pandemic, March 2020") for note in shown.chart.notes)
    assert ">Pandemic<" in shown.chart.drawings["wide"]


def test_months_and_quarters_are_shown_with_their_holes():
    shown = ht.view("visits", every="quarter", years="2016", data=SPRING)
    assert shown.chart is None
    assert refused(shown).startswith("1st quarter 2016\N{EN DASH}")


def test_an_index_of_quarters_has_one_quarter_as_100():
    """934 510 / 801 233 = 1.1663, 801 233 / 902 118 = 0.8882; the months of 2025 that are published are part of one."""
    shown = ht.view("parkings", every="quarter", show="index", years="2023-2024", data=DATA / "folders" / "rutepark")
    assert shown.chart.title == "Parkings in Rutepark: index, 1st quarter 2023 = 100"
    assert "1st quarter 2023: 100; 2nd quarter 2023: 116.6" in described(shown.chart)
    assert "The index is not adjusted for the season or the number of days." in shown.chart.notes
    assert 'base="2023-Q1", every="quarter"' in shown.code
    other = ht.view("parkings", every="quarter", show="index", base="2024-Q1", data=DATA / "folders" / "rutepark")
    assert "1st quarter 2023: 88.8" in described(other.chart)
    assert "of 2nd quarter 2025 only" in refused(other)
    assert other.scope.first_year == 2023  # the first year with quarters; the years before have none


def test_an_index_of_months_is_drawn_too():
    """288 310 / 296 044 = 0.9739, 402 733 / 296 044 = 1.3604."""
    shown = ht.view("parkings", every="month", show="index", data=DATA / "folders" / "rutepark")
    assert "Jan 2024: 100; Feb 2024: 97.4" in described(shown.chart)
    assert "May 2025: 136.0" in described(shown.chart)


def test_the_norwegian_axis_has_a_space_of_thousands():
    from helsetrend.report.presentation.lines import _ticks

    assert "1\N{NO-BREAK SPACE}000" in _ticks(ht.words("nb"), 0, 1000, 1).values()


def test_the_table_has_numbers_below_headers_in_words():
    table = ht.view("visits", years="2020-2021", data=SPRING).table
    assert list(table.columns) == ["Period", "At least (visits)", "At most (visits)", "Value", "Note", "Source"]
    assert table["At least (visits)"].tolist() == [71.5e6, 140e6]
    assert table["At most (visits)"].tolist() == [72.5e6, 141e6]
    norwegian = ht.view(["visits", "logins"], years=2021, language="nb", data=SPRING).table
    assert list(norwegian.columns)[:2] == ["Serie", "Periode"]
    assert norwegian["Serie"].tolist() == ["Besøk på Helsenorge", "Innlogginger på Helsenorge"]


@pytest.mark.parametrize("size", ["slide", "page"])
@pytest.mark.parametrize(("ending", "start"), [("png", b"\x89PNG"), ("svg", b"<svg"), ("pdf", b"%PDF")])
def test_a_view_is_saved_with_title_unit_and_source(tmp_path, ending, start, size):
    shown = ht.view("visits", years="2019-2021", data=SPRING)
    path = shown.save(tmp_path / f"visits.{ending}", size=size)
    assert path.read_bytes().startswith(start)
    if ending == "svg":
        text = path.read_text(encoding="utf-8")
        for said in ("Visits to Helsenorge", "Million visits", "Direktoratet for e-helse", "Known on 31 May 2022."):
            assert said in " ".join(re.findall(r">([^<>]+)</text>", text))
        assert "var(" not in text


def test_what_cannot_be_saved_says_what_can(tmp_path):
    shown = ht.view("visits", years="2019-2021", data=SPRING)
    with pytest.raises(ValueError, match=r"allowed: an ending of \.svg, \.png, \.pdf"):
        shown.save(tmp_path / "visits.jpg")
    with pytest.raises(ht.UnknownNameError, match="there is no size 'poster'; there are: page, slide"):
        shown.save(tmp_path / "visits.png", size="poster")
    with pytest.raises(ValueError, match=r"allowed: an ending of \.xlsx"):
        shown.to_excel(tmp_path / "visits.csv")
    with pytest.raises(ValueError, match="there is nothing to draw: There is no index"):
        view(show="index").save(tmp_path / "logins.png")


def test_the_workbook_has_title_numbers_and_source(tmp_path):
    path = ht.view("visits", years="2020-2021", data=SPRING).to_excel(tmp_path / "visits.xlsx")
    cells = pd.read_excel(path, header=None)
    assert cells.iat[0, 0] == "Visits to Helsenorge"
    assert cells.iloc[3:5, 1].tolist() == [71.5e6, 140e6]
    assert "Known on 31 May 2022" in cells[0].tolist()


def test_links_lead_to_the_addresses_of_the_sources():
    html = view("visits", 2020, 2021).html
    assert SPRING.published.sources["monitor-2022"].address in html
    assert not re.search(r'<a[^>]* href="#', html)


@pytest.mark.parametrize(
    ("wrong", "error", "message"),
    [
        ({"metric": 5}, TypeError, "5 is not the name of a metric"),
        ({"metric": []}, ValueError, "there is no metric in the list"),
        ({"years": "soon"}, ValueError, "years: 'soon' is not a period"),
        ({"years": 2021.5}, ValueError, "years: 2021.5 is not a year"),
        ({"show": "index", "base": "may"}, ValueError, "base: 'may' is not a year"),
        ({"base": 2019}, ValueError, "allowed with it: show='index'"),
        ({"every": "week"}, ht.UnknownNameError, "there is no step of time 'week'; there are: "),
        ({"every": "month", "show": "index", "base": 2019}, ValueError, "base: 2019 is not a month; allowed with"),
        ({"every": "month", "show": "index", "base": "2019-Q1"}, ValueError, "base: '2019-Q1' is not a month; allowed"),
        ({"marks": {"x": ("2021", "2020")}}, ValueError, "ends before it starts"),
        ({"marks": {"x": (1, 2, 3)}}, ValueError, "allowed: a period, or the first and the last"),
        ({"language": 5}, TypeError, "5 is not a language; allowed: nb, en"),
    ],
)
def test_a_wrong_argument_says_what_is_allowed(wrong, error, message):
    with pytest.raises(error) as caught:
        ht.view(**{"metric": "visits", "data": SPRING, **wrong})
    assert message in str(caught.value)


def test_the_code_makes_the_same_of_several_series():
    shown = ht.view(
        ["visits", "logins"], years="2018-2021", show="index", base=2020, title='The "year"', marks={"A": "2020-03"}
    )
    *statements, call = shown.code.splitlines()
    names = {}
    exec("\n".join(statements), names)
    assert eval(call, names)._repr_html_() == shown._repr_html_()
