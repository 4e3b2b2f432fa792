"""docs/accessibility.md lists each criterion of WCAG 2.1 A and AA once, and names only tests that exist."""

import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
TEXT = (TESTS.parent / "docs" / "accessibility.md").read_text("utf-8")

# In the order of https://www.w3.org/TR/WCAG21/
A = re.findall(
    r"\S+",
    """
1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1 2.4.2 2.4.3 2.4.4
2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.3.1 3.3.2 4.1.1 4.1.2
""",
)
AA = re.findall(
    r"\S+",
    """
1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 3.1.2 3.2.3 3.2.4 3.3.3 3.3.4
4.1.3
""",
)


def test_each_criterion_is_listed_once_with_its_level():
    rows = re.findall(r"^\| (\d\.\d\.\d+) [^|]+ \| (A+) \| ([^|]+) \|", TEXT, re.MULTILINE)
    assert sorted((number, level) for number, level, _ in rows) == sorted(
        [(number, "A") for number in A] + [(number, "AA") for number in AA]
    )
    assert len(A) == 30
    assert len(AA) == 20
    assert all(met.strip() for *_, met in rows)


def test_every_test_that_is_named_exists():
    sources = "\n".join(path.read_text("utf-8") for path in TESTS.rglob("test_*.py"))
    named = set(re.findall(r"`(test_\w+)`", TEXT))
    assert len(named) > 20
    assert {name for name in named if f"def {name}(" not in sources} == set()
    files = set(re.findall(r"`(?:tests/)?(test_\w+\.py)`", TEXT))
    assert {name for name in files if not list(TESTS.rglob(name))} == set()
