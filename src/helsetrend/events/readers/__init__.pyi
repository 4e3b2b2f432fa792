"""The words of events.readers that others use."""

from .clock import day_start_us as day_start_us
from .clock import local_day as local_day
from .clock import today as today
from .mapping import Mapping as Mapping
from .mapping import read_mapping as read_mapping
from .pages import quoted as quoted
from .paths import dated as dated
from .paths import log_files as log_files
from .rows import CLOSE as CLOSE
from .rows import MOST_SERVICES as MOST_SERVICES
from .rows import Rows as Rows
from .rows import event_view as event_view
from .survey import REMARKS as REMARKS
from .survey import Survey as Survey
from .survey import survey_file as survey_file
from .times import TimeSql as TimeSql

__all__ = [
    "CLOSE",
    "MOST_SERVICES",
    "REMARKS",
    "Mapping",
    "Rows",
    "Survey",
    "TimeSql",
    "dated",
    "day_start_us",
    "event_view",
    "local_day",
    "log_files",
    "quoted",
    "read_mapping",
    "survey_file",
    "today",
]
