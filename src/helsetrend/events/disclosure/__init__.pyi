"""The names that other modules use from events.disclosure."""

from .across import protected as protected
from .releases import Releases as Releases
from .releases import read_releases as read_releases
from .releases import write_releases as write_releases
