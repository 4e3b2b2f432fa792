"""What other packages use of public."""

from .calls import UnknownAttributeError as UnknownAttributeError
from .calls import public as public
from .calls import public_class as public_class
from .tables import LEFT as LEFT
from .tables import NotebookTable as NotebookTable
from .tables import table as table
