"""What other packages use of documents."""

from .document import Block as Block
from .document import Document as Document
from .read import READ as READ
from .read import document_of as document_of
from .read import text_of as text_of
