"""Reading a draft of any kind, by the ending of its name."""

from pathlib import Path

from helsetrend.errors import DataError, Fault
from helsetrend.proofreading.documents.document import Document
from helsetrend.proofreading.documents.html import html_document
from helsetrend.proofreading.documents.plain import markdown_document, text_document

READ = {
    ".txt": "text",
    ".text": "text",
    "": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".odt": "odt",
    ".pdf": "pdf",
}
"""The kind of a draft by the ending of its name."""


def document_of(data: bytes, name: str) -> Document:
    """Return a file as a document, by the ending of its name.

    Raises DataError where the ending is of no kind that is read, or the file cannot be read.
    """
    form = READ.get(Path(name).suffix.lower())
    if form is None:
        kinds = ", ".join(sorted(ending for ending in READ if ending))
        raise DataError([Fault(name, 0, "", Path(name).suffix, f"a draft that ends in {kinds}")])
    if form == "docx":
        from helsetrend.proofreading.documents.word import word_document

        return word_document(data, name)[0]
    if form == "odt":
        from helsetrend.proofreading.documents.opendocument import opendocument_document

        return opendocument_document(data, name)
    if form == "pdf":
        from helsetrend.proofreading.documents.pdf import pdf_document

        return pdf_document(data, name)
    return text_of(_decoded(data, name), name, form)


def text_of(text: str, name: str = "", form: str = "text") -> Document:
    """Return a text as a document: plain text, Markdown or HTML."""
    return {"text": text_document, "markdown": markdown_document, "html": html_document}[form](text, name)


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(
            [Fault(name, 0, "", f"byte {data[error.start]:#x} at {error.start}", "text in UTF-8")]
        ) from error
