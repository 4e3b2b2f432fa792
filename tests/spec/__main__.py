"""Prints the documentation of the definitions anew: `make definitions`."""

from spec.contents import DEFINITIONS
from spec.page import PAGE, page

PAGE.write_text(page(DEFINITIONS), encoding="utf-8", newline="")
