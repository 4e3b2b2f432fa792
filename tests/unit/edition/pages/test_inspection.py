"""Each thing that must hold of an edition is broken in a copy of a good one, and found."""

import re
import shutil
from datetime import date

import pytest
from contents import content_in

from helsetrend.edition import build
from helsetrend.edition.exports.all_tables import datasets
from helsetrend.edition.pages.inspection import PAGE_BYTES, page_faults, pdf_faults
from helsetrend.edition.pages.pdf import write_pdf
from helsetrend.errors import EditionError

DAY = date(2025, 12, 31)

# What is broken, by a pattern on the English page and what takes its place; and words of its fault.
BROKEN = {
    "another language": (r'<html lang="en">', '<html lang="nb">', "lang='nb'"),
    "a part in no language": (r'<span lang="nb">', '<span lang="">', "the code of a language"),
    "no title": (r"<title>.*?</title>", "<title></title>", "the title of the report"),
    "two first headings": (r'<h2 id="visits">(.*?)</h2>', r'<h1 id="visits">\1</h1>', "one first-level heading"),
    "a skipped level": (r'<h2 id="visits">(.*?)</h2>', r'<h4 id="visits">\1</h4>', "level 4 after level 2"),
    "an empty heading": (r'<h2 id="visits">.*?</h2>', '<h2 id="visits"> </h2>', "a heading without text"),
    "a table without caption": (r"<caption>Visits to.*?</caption>", "", "no caption"),
    "a column without scope": (r'<th scope="col">Period', "<th>Period", "header of a column without its scope"),
    "a row without a header": (r'<th scope="row">(\d{4})</th>', r"<td>\1</td>", "a row without a header"),
    "no text alternative": (r' aria-label="[^"]*Column chart[^"]*"', "", "text alternatives"),
    "a placeholder": (
        r' aria-label="[^"]*Column chart[^"]*"',
        ' aria-label="No description has been provided"',
        "its own",
    ),
    "a value that is not described": (r"<li>2020: 72.9 million", "<li>2020: 82.9 million", "without '72.9'"),
    "a chart without its table": (r'(id="chart-visits">.*?)<details>.*?</details>', r"\1", "no table with figures"),
    "a script": (r"</main>", "<script>1</script></main>", "<script>"),
    "an image from elsewhere": (r"</main>", '<img src="https://example.org/a.png" alt="a"></main>', "<img"),
    "a style from elsewhere": (r"</style>", "@import 'https://example.org';</style>", "@import"),
    "a background from elsewhere": (r"</style>", "p { background: url(a.png) }</style>", "url(a.png)"),
    "a drawing with a program": (r"</svg>", "<script>1</script></svg>", "<script"),
    "a drawing with an image": (r"</svg>", '<image href="https://example.org/a.png"/></svg>', "https://example.org"),
    "a drawing that acts": (r"<svg ", '<svg onload="1" ', "onload"),
    "a link to no place": (r'href="#visits"', 'href="#nowhere"', "a place on the page"),
    "a link to no file": (r'href="../en/report.pdf"', 'href="../en/other.pdf"', "a file of the edition"),
    "a link without text": (r"</main>", '<a href="#visits"></a></main>', "no text"),
    "an identifier twice": (r"</main>", '<p id="visits">a</p></main>', "2 elements"),
    "another number than in print": (r'href="#figure-32">140.9 million', 'href="#figure-32">140.8 million', "printed"),
    "a quote that the data do not have": (
        '(id="figure-33">.*?)72,9 millioner',
        r"\g<1>72,8 millioner",
        "the data print",
    ),
    "a sentence that the PDF lacks": (r"</main>", "<p>One more.</p></main>", "Onemore"),
    "a number that the PDF lacks": (r"an increase of 93 percent", "an increase of 94 percent", "94percent"),
    "a page that is too large": (
        r"</main>",
        f"<p hidden>{'a ' * (PAGE_BYTES // 2)}</p></main>",
        "at most 1000000",
    ),
}


@pytest.fixture(scope="module")
def inspect():
    """`inspect(edition)` checks it against the data that it was made of."""
    content = content_in(first_year=2019)
    tables = datasets(content)
    return lambda edition: build.inspect(edition, content, tables)


@pytest.fixture(scope="module")
def printed():
    """The figures of the data as printed, by row."""
    return content_in(first_year=2019).vintage.history["as_printed"].to_dict()


@pytest.fixture
def edition(reports, tmp_path):
    return shutil.copytree(reports / "2021" / "latest", tmp_path / "edition")


def test_a_good_edition_has_no_fault(edition, inspect):
    inspect(edition)


@pytest.mark.parametrize("what", BROKEN)
def test_what_is_broken_is_found(what, edition, printed):
    pattern, replacement, words = BROKEN[what]
    path = edition / "en" / "index.html"
    broken, count = re.subn(pattern, replacement, path.read_text("utf-8"), count=1, flags=re.DOTALL)
    assert count == 1
    path.write_text(broken, "utf-8")
    is_of_pdf = "PDF" in what  # which takes as long as all else
    faults = [*(pdf_faults(edition, "en") if is_of_pdf else page_faults(edition, "en", printed))]
    assert any(words in " ".join(fault) for fault in faults), faults


def test_what_a_rate_is_per_is_no_part_of_its_number(edition, inspect):
    """The page is not that of the PDF any more, but its number is as it is printed."""
    path = edition / "en" / "index.html"
    link = 'href="#figure-32">140.9 million'
    path.write_text(path.read_text("utf-8").replace(link, f"{link} visits per 1,200 residents", 1), "utf-8")
    with pytest.raises(EditionError) as raised:
        inspect(edition)
    assert "1,200" in path.read_text("utf-8")
    assert "as it is printed" not in str(raised.value)


def test_all_faults_are_raised_at_once(edition, inspect):
    for language in ("nb", "en"):
        path = edition / language / "index.html"
        path.write_text(path.read_text("utf-8").replace("</main>", "<p>1</p><script></script></main>"), "utf-8")
    with pytest.raises(EditionError) as raised:
        inspect(edition)
    assert len(raised.value.faults) >= 4


def test_a_pdf_of_another_page_is_found(edition, inspect):
    page = (edition / "nb" / "index.html").read_text("utf-8")
    write_pdf(page.replace("<title>", "<title>Another "), edition / "nb" / "report.pdf", language="nb", day=DAY)
    with pytest.raises(EditionError, match="Another Helsenorge i 2021"):
        inspect(edition)


def test_a_pdf_in_another_order_is_found(edition, inspect):
    path = edition / "nb" / "index.html"
    page = path.read_text("utf-8")
    first, second = re.findall(
        r"<li><a href=\"#(?:claims|missing)\">[^<]*</a>[^<]*.*?</li>", page.split("<main", 1)[1]
    )[:2]
    path.write_text(page.replace(second, "").replace(first, f"{second}{first}"), "utf-8")
    with pytest.raises(EditionError, match=r"nb/report\.pdf"):
        inspect(edition)


def test_data_that_are_not_what_the_report_says_are_found(edition, inspect):
    path = edition / "data" / "figures.nb.csv"
    path.write_text(path.read_text("utf-8-sig").replace("140900000", "140800000"), "utf-8-sig")
    with pytest.raises(EditionError, match=r"figures\.nb\.csv, row .*140800000.*140900000"):
        inspect(edition)


def test_a_fault_of_the_page_on_changes_is_found(edition, inspect):
    page = edition / "nb" / "changes.html"
    page.write_text(page.read_text("utf-8").replace('href="correction.txt"', 'href="other.txt"'), "utf-8")
    with pytest.raises(EditionError) as raised:
        inspect(edition)
    ((file, found),) = [(fault.file, fault.found) for fault in raised.value.faults]
    assert (file, found) == ("nb/changes.html", "other.txt")
