"""What other packages use of proofread."""

from .proof import Proof as Proof
from .proof import proofread as proofread

__all__ = ["Proof", "proofread"]
