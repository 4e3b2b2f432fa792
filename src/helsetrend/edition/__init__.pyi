"""The names of edition that other packages use."""

from .exit_codes import CHECK_FAILED as CHECK_FAILED
from .exit_codes import code_of as code_of
from .exit_codes import exit_now as exit_now
from .log import CURRENT_REPORT as CURRENT_REPORT
from .manifest import verify as verify
from .notebook import parameters_of as parameters_of
from .request import Request as Request
from .run import STEPS as STEPS
from .run import report_failure as report_failure
from .run import run_reports as run_reports
