"""What other packages use of tables."""

from .description import DESCRIPTION as DESCRIPTION
from .drafting import draft as draft
from .read import read_tables as read_tables
