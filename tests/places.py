"""Where things lie: the checkout, and the frozen data that the tests run on (see conftest.py)."""

from pathlib import Path

TOP = Path(__file__).parents[1]
DATA = TOP / "tests" / "data"
"""A copy of published data that no later figure changes; what is worked out in tests is worked out from these."""
