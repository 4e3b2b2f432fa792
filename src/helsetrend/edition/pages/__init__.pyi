"""The words of edition.pages that others use."""

from .downloads import downloads_of as downloads_of
from .drawings import drawn_on as drawn_on
from .drawings import without_drawings as without_drawings
from .page import TEMPLATES as TEMPLATES
from .page import exporter as exporter
from .page import page_of as page_of
from .pdf import Node as Node
from .pdf import foot as foot
from .pdf import nodes_of as nodes_of
from .pdf import title_of as title_of
from .pdf import write_pdf as write_pdf
from .pictures import pictures_of as pictures_of

__all__ = [
    "TEMPLATES",
    "Node",
    "downloads_of",
    "drawn_on",
    "exporter",
    "foot",
    "nodes_of",
    "page_of",
    "pictures_of",
    "title_of",
    "without_drawings",
    "write_pdf",
]
