"""What the processes of a report would do first, done where this is imported: in the one that they are forked from."""

import gc
from importlib import import_module

gc.disable()  # what is imported stays; a kernel collects its own garbage
for module in (
    *("ipykernel.kernelapp", "ipykernel.ipkernel"),
    *("helsetrend.report.annual", "matplotlib.backends.backend_svg"),
):
    import_module(module)

import nbformat  # noqa: E402
from bs4 import BeautifulSoup  # noqa: E402

from helsetrend.edition.pages import page_files  # noqa: E402, F401
from helsetrend.edition.pages.page import exporter  # noqa: E402
from helsetrend.published import known_languages  # noqa: E402
from helsetrend.report.presentation import fonts, words  # noqa: E402

fonts()
for language in known_languages():
    words(language)
_ = exporter().template
BeautifulSoup("", "html.parser").select("a > .b, a + b, a:nth-of-type(1), a[b=c]")
nbformat.validate(nbformat.v4.new_notebook())
