"""What other modules of proofreading use of checking."""

from .corrections import corrected as corrected
from .deciding import decide as decide
from .inner import Contradiction as Contradiction
from .inner import contradictions as contradictions
from .said import said_of as said_of
from .settled import Settled as Settled
from .settled import settle as settle
from .verdicts import Evidence as Evidence
from .verdicts import Judged as Judged
from .verdicts import period_text as period_text
