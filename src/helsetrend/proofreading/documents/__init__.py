"""Drafts of any kind as documents: plain text, Markdown, HTML, Word, OpenDocument and PDF.

Each reader gives blocks of clean text with the place of each character; what is expensive to import is imported when a
draft of its kind is read.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
