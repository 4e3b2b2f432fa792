"""What other modules of proofreading use of resolving."""

from .resolver import read as read
from .statements import CHANGES as CHANGES
from .statements import Near as Near
from .statements import NoFigure as NoFigure
from .statements import Statement as Statement
