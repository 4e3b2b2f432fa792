"""What other modules of published use of schemas."""

from .alike import BY_WAY as BY_WAY
from .alike import with_ways as with_ways
from .claims_schema import SERVICE_SEPARATOR as SERVICE_SEPARATOR
from .claims_schema import schema_of_claims as schema_of_claims
from .distinct import Distinct as Distinct
from .distinct import Each as Each
from .distinct import Unkept as Unkept
from .distinct import as_category as as_category
from .distinct import as_texts as as_texts
from .distinct import each_distinct as each_distinct
from .distinct import stacked as stacked
from .distinct import used as used
from .figures_schema import schema_of_figures as schema_of_figures
from .figures_schema import schema_of_sources as schema_of_sources
from .parsed_cells import date_of as date_of
from .plain_numbers import PERCENT_UNITS as PERCENT_UNITS
from .plain_numbers import with_plain_numbers as with_plain_numbers
from .plain_periods import overlapping_years as overlapping_years
from .plain_periods import with_plain_periods as with_plain_periods
from .prints import PRINT_COLUMNS as PRINT_COLUMNS
from .prints import reading_of as reading_of
from .prints import with_prints as with_prints
from .table_schema import Contract as Contract
from .table_schema import TableSchema as TableSchema
from .table_schema import Typed as Typed
from .table_schema import texts_of as texts_of
