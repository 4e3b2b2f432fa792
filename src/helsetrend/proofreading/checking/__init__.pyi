"""What other modules of proofreading use of checking."""

from .arithmetic import is_claim as is_claim
from .corrections import corrected as corrected
from .deciding import decide as decide
from .evidence import Evidence as Evidence
from .evidence import Judged as Judged
from .inner import Contradiction as Contradiction
from .inner import contradictions as contradictions
from .said import said_of as said_of
from .settled import Settled as Settled
from .settled import settle as settle
from .verdicts import period_text as period_text
