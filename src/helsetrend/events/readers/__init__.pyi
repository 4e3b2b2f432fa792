"""The names that other packages use from events.readers."""

from .clock import day_start_us as day_start_us
from .clock import local_day as local_day
from .clock import today as today
from .guess import guess_mapping as guess_mapping
from .mapping import LogMapping as LogMapping
from .mapping import read_mapping as read_mapping
from .pages import quoted as quoted
from .paths import is_beside_a_log as is_beside_a_log
from .paths import log_files as log_files
from .paths import period_in_path as period_in_path
from .preview import Preview as Preview
from .preview import preview as preview
from .rows import CLOSE as CLOSE
from .selection import MAX_SERVICES as MAX_SERVICES
from .selection import event_view as event_view
from .selection import events_with_service as events_with_service
from .survey import FLAWS as FLAWS
from .survey import LEFT_OUT as LEFT_OUT
from .survey import REMARKS as REMARKS
from .survey import Survey as Survey
from .survey import is_full_disk as is_full_disk
from .survey import is_nested as is_nested
from .survey import survey_file as survey_file
