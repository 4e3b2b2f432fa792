"""What an analyst asks to be shown as the library shows its own: a table of pandas."""

import pandas as pd

from helsetrend.public.calls import public
from helsetrend.public.tables import NotebookTable


@public
def table(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table of pandas so that a notebook shows it, and what is made of it, with its prose at the left.

    The tables that the library returns are shown so already. Raises TypeError for anything that is no DataFrame.
    """
    if not isinstance(frame, pd.DataFrame):
        raise TypeError(f"{frame!r} is not a table of pandas; allowed: a DataFrame, as from read_csv")
    return NotebookTable(frame)
