"""The words of edition.pages that others use."""

from .change_words import ChangeWords as ChangeWords
from .changes_page import CHANGES_PAGE as CHANGES_PAGE
from .changes_page import NEWEST as NEWEST
from .changes_page import changes_page as changes_page
from .changes_page import changes_section as changes_section
from .changes_page import newest_line as newest_line
from .correction import NOTICE as NOTICE
from .correction import correction_notice as correction_notice
from .downloads import downloads_of as downloads_of
from .drawings import drawn_on as drawn_on
from .drawings import parsed as parsed
from .page import exporter as exporter
from .page import page_of as page_of
from .pdf import FULL_ENOUGH as FULL_ENOUGH
from .pdf import Node as Node
from .pdf import foot as foot
from .pdf import nodes_of as nodes_of
from .pdf import title_of as title_of
from .pdf import write_pdf as write_pdf
from .pictures import pictures_of as pictures_of
from .plain_page import Link as Link
from .plain_page import rendered as rendered
from .sheets import fullness_of as fullness_of
from .sheets import sheets_of as sheets_of

__all__ = [
    "CHANGES_PAGE",
    "FULL_ENOUGH",
    "NEWEST",
    "NOTICE",
    "ChangeWords",
    "Link",
    "Node",
    "changes_page",
    "changes_section",
    "correction_notice",
    "downloads_of",
    "drawn_on",
    "exporter",
    "foot",
    "fullness_of",
    "newest_line",
    "nodes_of",
    "page_of",
    "parsed",
    "pictures_of",
    "rendered",
    "sheets_of",
    "title_of",
    "write_pdf",
]
