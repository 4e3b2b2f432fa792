"""The words of published that others use."""

from .catalogue import Catalogue as Catalogue
from .catalogue import Metric as Metric
from .catalogue import Publisher as Publisher
from .catalogue import Service as Service
from .catalogue import read_catalogue as read_catalogue
from .claim_kinds import KINDS as KINDS
from .claim_kinds import RANK as RANK
from .claim_kinds import UNITS as UNITS
from .claim_kinds import Bounds as Bounds
from .claims_schema import SEPARATOR as SEPARATOR
from .claims_schema import claims_contract as claims_contract
from .figures import FIGURES as FIGURES
from .figures import Figure as Figure
from .figures import Source as Source
from .figures import bounds_of as bounds_of
from .figures import summed as summed
from .folder import Published as Published
from .folder import read_published as read_published
from .vintages import SERIES as SERIES
from .vintages import conflicts as conflicts
from .vintages import history as history
from .vintages import in_force as in_force
from .vintages import refinements as refinements
from .vintages import replaced as replaced
from .vintages import revisions as revisions

__all__ = [
    "FIGURES",
    "KINDS",
    "RANK",
    "SEPARATOR",
    "SERIES",
    "UNITS",
    "Bounds",
    "Catalogue",
    "Figure",
    "Metric",
    "Published",
    "Publisher",
    "Service",
    "Source",
    "bounds_of",
    "claims_contract",
    "conflicts",
    "history",
    "in_force",
    "read_catalogue",
    "read_published",
    "refinements",
    "replaced",
    "revisions",
    "summed",
]
