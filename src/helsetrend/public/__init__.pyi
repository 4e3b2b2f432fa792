"""What other packages use of public."""

from .calls import public as public
from .classes import UnknownAttributeError as UnknownAttributeError
from .classes import public_class as public_class
from .shown import table as table
from .tables import LEFT as LEFT
from .tables import NotebookTable as NotebookTable

__all__ = ["LEFT", "NotebookTable", "UnknownAttributeError", "public", "public_class", "table"]
