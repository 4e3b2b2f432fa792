"""What a view shows, in both languages, and why it does not show something."""

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
