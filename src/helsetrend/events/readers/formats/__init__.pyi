"""What other modules use of the formats of logs."""

from .access import access_fields as access_fields
from .csv import Records as Records
from .csv import csv_fields as csv_fields
from .csv import delimiter_of as delimiter_of
from .csv import names_in as names_in
from .csv import numbers_of as numbers_of
from .json import json_fields as json_fields
from .json import json_text as json_text
from .json import root_of as root_of
from .lines import escaped_path as escaped_path
from .lines import lines_of as lines_of
from .lines import quoted_name as quoted_name
from .lines import raw_lines as raw_lines
from .log_format import ACCESS_TIME as ACCESS_TIME
from .log_format import log_format_fields as log_format_fields
from .snowplow import COLUMNS as COLUMNS
from .w3c import w3c_fields as w3c_fields
from .w3c import w3c_headers as w3c_headers
