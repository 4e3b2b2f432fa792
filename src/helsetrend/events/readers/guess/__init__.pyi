"""What other modules use of the drafts of mappings."""

from .draft import guess_mapping as guess_mapping

__all__ = ["guess_mapping"]
