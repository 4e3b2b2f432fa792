"""What other packages use of proofreading."""

from .reader import proofread as proofread
