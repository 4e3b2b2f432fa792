"""Where the files lie that come with the program: data, notebooks, templates.

In a checkout data and notebooks lie at its top; a wheel carries them inside the package.
"""

from pathlib import Path

PACKAGE = Path(__file__).parent
_TOP = PACKAGE if (PACKAGE / "notebooks").is_dir() else PACKAGE.parents[1]

DATA = _TOP / "data"
NOTEBOOKS = _TOP / "notebooks"
TEMPLATES = PACKAGE / "templates"


def notebook_of(language: str) -> Path:
    """The notebook that makes the yearly report in a language."""
    return NOTEBOOKS / f"3-annual-report.{language}.ipynb"
