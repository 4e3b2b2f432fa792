"""How the command ends: one code for each kind of end, for whoever called it to act upon."""

from helsetrend.errors import DataError, EditionError
from helsetrend.interrupts import OutOfTimeError
from helsetrend.shelf import LockedError

DONE = 0
FAILED = 1
WRONG_PARAMETERS = 2
DATA_AT_FAULT = 3
CHECK_FAILED = 4
LOCKED = 5
OUT_OF_TIME = 124
INTERRUPTED = 130

_CODES: tuple[tuple[type[BaseException], int], ...] = (
    (DataError, DATA_AT_FAULT),
    (EditionError, CHECK_FAILED),
    (LockedError, LOCKED),
    (OutOfTimeError, OUT_OF_TIME),
    (KeyboardInterrupt, INTERRUPTED),
    (ValueError, WRONG_PARAMETERS),
)


def code_of(error: BaseException) -> int:
    """The code of the end that an error makes; of one that is none of those named, 1."""
    return next((code for kind, code in _CODES if isinstance(error, kind)), FAILED)
