"""What each process that makes pages would do first, done where this is imported: in the one they are forked from."""

import nbformat
import soupsieve

from helsetrend.edition.pages.inspection import LOADING
from helsetrend.edition.pages.page import exporter
from helsetrend.edition.pages.pdf import ONLY_ON_SCREEN
from helsetrend.published import known_languages
from helsetrend.report.presentation import fonts, words

fonts()
for language in known_languages():
    words(language)
_ = exporter().template
for selector in (ONLY_ON_SCREEN, LOADING, "a > b, a + b, a:nth-of-type(1)"):
    soupsieve.compile(selector)
nbformat.validate(nbformat.v4.new_notebook())
