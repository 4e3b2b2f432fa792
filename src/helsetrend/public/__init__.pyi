"""What other packages use of public."""

from .calls import public as public
from .tables import LEFT as LEFT
from .tables import NotebookTable as NotebookTable

__all__ = ["LEFT", "NotebookTable", "public"]
