"""What other packages use of published."""

from .addition import add as add
from .catalogue import SECOND_HAND as SECOND_HAND
from .catalogue import Catalogue as Catalogue
from .catalogue import read_catalogue as read_catalogue
from .claim_kinds import CLAIM_KINDS as CLAIM_KINDS
from .claim_kinds import CLAIM_UNITS as CLAIM_UNITS
from .claim_kinds import RANK as RANK
from .claim_kinds import RECORDS as RECORDS
from .claim_kinds import Bounds as Bounds
from .claim_kinds import ClaimKind as ClaimKind
from .figures import FIGURES as FIGURES
from .figures import GAPS as GAPS
from .figures import REVISIONS as REVISIONS
from .figures import Figure as Figure
from .figures import Source as Source
from .figures import bounds_of as bounds_of
from .figures import exact as exact
from .figures import figure_columns as figure_columns
from .figures import no_gaps as no_gaps
from .figures import summed as summed
from .folder import Published as Published
from .folder import Sign as Sign
from .folder import read_published as read_published
from .languages import DEFAULT_LANGUAGES as DEFAULT_LANGUAGES
from .languages import chosen_languages as chosen_languages
from .languages import declared_languages as declared_languages
from .languages import known_languages as known_languages
from .languages import words_file as words_file
from .metric import Break as Break
from .metric import Metric as Metric
from .metric import Service as Service
from .names import series_named as series_named
from .names import service_named as service_named
from .register import Place as Place
from .register import Register as Register
from .release import ContactPoint as ContactPoint
from .release import Publisher as Publisher
from .release import Release as Release
from .schemas import SERVICE_SEPARATOR as SERVICE_SEPARATOR
from .schemas import Contract as Contract
from .schemas import TableSchema as TableSchema
from .schemas import Typed as Typed
from .schemas import as_texts as as_texts
from .schemas import reading_of as reading_of
from .schemas import schema_of_claims as schema_of_claims
from .schemas import schema_of_figures as schema_of_figures
from .schemas import schema_of_sources as schema_of_sources
from .schemas import texts_of as texts_of
from .status import MISSING as MISSING
from .status import STATUSES as STATUSES
from .status import sdmx_code as sdmx_code
from .status import statuses_of as statuses_of
from .tables import draft as draft
from .vintages import SERIES as SERIES
from .vintages import agree as agree
from .vintages import conflicts as conflicts
from .vintages import differences as differences
from .vintages import history as history
from .vintages import in_force as in_force
from .vintages import refinements as refinements
from .vintages import revisions as revisions
from .vintages import with_roles as with_roles

__all__ = [
    "CLAIM_KINDS",
    "CLAIM_UNITS",
    "DEFAULT_LANGUAGES",
    "FIGURES",
    "GAPS",
    "MISSING",
    "RANK",
    "RECORDS",
    "REVISIONS",
    "SECOND_HAND",
    "SERIES",
    "SERVICE_SEPARATOR",
    "STATUSES",
    "Bounds",
    "Break",
    "Catalogue",
    "ClaimKind",
    "ContactPoint",
    "Contract",
    "Figure",
    "Metric",
    "Place",
    "Published",
    "Publisher",
    "Register",
    "Release",
    "Service",
    "Sign",
    "Source",
    "TableSchema",
    "Typed",
    "add",
    "agree",
    "as_texts",
    "bounds_of",
    "chosen_languages",
    "conflicts",
    "declared_languages",
    "differences",
    "draft",
    "exact",
    "figure_columns",
    "history",
    "in_force",
    "known_languages",
    "no_gaps",
    "read_catalogue",
    "read_published",
    "reading_of",
    "refinements",
    "revisions",
    "schema_of_claims",
    "schema_of_figures",
    "schema_of_sources",
    "sdmx_code",
    "series_named",
    "service_named",
    "statuses_of",
    "summed",
    "texts_of",
    "with_roles",
    "words_file",
]
