"""What other modules use of the drafts of mappings."""

from .draft import guess_mapping as guess_mapping
