"""What other packages use of proofreading."""

from .proof import Proof as Proof
from .reader import proofread as proofread
