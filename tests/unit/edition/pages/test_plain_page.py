from helsetrend.edition.pages.plain_page import unbroken


def test_a_single_letter_and_a_span_of_years_stay_with_what_follows():
    assert unbroken("<p>Om e-helse, 2019\N{EN DASH}2021</p>") == (
        '<p>Om <span class="unbroken">e-helse</span>, <span class="unbroken">2019\N{EN DASH}2021</span></p>'
    )


def test_nothing_but_the_text_of_a_page_is_changed():
    page = (
        "<title>Om e-helse</title><style>a-b { }</style><script>a-b</script><svg>\n<text>e-helse</text></svg>"
        '<a class="a-b" href="e-helse.html">ny-norsk, selvbetjening-e-x</a>'
    )
    assert unbroken(page) == page
