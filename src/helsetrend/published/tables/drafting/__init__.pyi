"""What other modules of tables use of drafting."""

from .draft import draft as draft
