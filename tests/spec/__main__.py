"""Print docs/definitions.md from the definitions: `make definitions`."""

from spec.contents import DEFINITIONS
from spec.page import PAGE, page

PAGE.write_text(page(DEFINITIONS), encoding="utf-8", newline="")
