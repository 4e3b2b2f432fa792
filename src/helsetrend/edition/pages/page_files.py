"""The files that are made of the executed notebook of a language: its page, the PDF, and the charts as files."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from markupsafe import Markup

from helsetrend.edition.pages.changes_page import newest_line
from helsetrend.edition.pages.downloads import downloads_of
from helsetrend.edition.pages.page import page_of
from helsetrend.edition.pages.pdf import FULL_ENOUGH, write_pdf
from helsetrend.edition.pages.pictures import pictures_of


def write_page(
    edition: Path, executed: Path, *, language: str, languages: Sequence[str], day: date, changes: Markup | None
) -> dict[int, float]:
    """Write the page of an executed notebook, its PDF and its charts into an edition, the other files of which exist.

    `languages`, `changes` and `day` are those of `page_of` and `write_pdf`, which says what is raised. Returns the
    numbers of the sheets that are far from full, as what follows, such as a chart, is not torn; with how full they are.
    """
    page = partial(page_of, executed, language=language, header=newest_line(language), changes=changes)
    plain = page()
    fullness = write_pdf(plain, edition / language / "report.pdf", language=language, day=day)
    (edition / "figures").mkdir(exist_ok=True)
    for picture in pictures_of(plain, language):
        path = edition / "figures" / f"{picture.name}.{language}.svg"
        path.write_text(picture.svg, encoding="utf-8")
        path.with_suffix(".png").write_bytes(picture.png())
    text = page(languages=languages, downloads=[*downloads_of(edition, language)])  # once all that it links to exists
    (edition / language / "index.html").write_text(text, encoding="utf-8")
    return {number: part for number, part in enumerate(fullness, start=1) if part < FULL_ENOUGH}
