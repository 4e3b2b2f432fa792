"""Tables: what a cell says by the heads of its row and its column, and by what stands above."""

import pytest
from places import DATA

from helsetrend.analysis import vintage_on
from helsetrend.proofreading.documents import text_of
from helsetrend.proofreading.reader import proof_of
from helsetrend.published import read_published

FOLDERS = DATA / "drafts" / "folders"

BY_FORMAT = """Lån etter format

| | Papir | E-bok | Lydbok | Sum |
|---|--:|--:|--:|--:|
| 2022 | 610 400 | 148 250 | 96 120 | 854 770 |
| 2024 | 571 026 | 183 440 | 201 379 | 955 845 |
| Andel 2024 | 60 % | 19 % | 21 % | 100 % |
| Endring 2023–2024 | -2,9 % | 6,7 % | 40,2 % | 5,7 % |
"""
KEY_FIGURES = """Nøkkeltall for Lesevik

| Nøkkeltall | 2023 | 2024 | Endring i prosent |
|---|--:|--:|--:|
| Lån | 903 874 | 955 845 | 5,7 |
| Aktive lånere | 66 871 | 70 455 | 5,4 |
| Lån per låner | 13,5 | 13,6 | |
"""
BY_QUARTER = """Visits (thousands)

| Quarter | 2023 | 2024 | Change |
|---|--:|--:|--:|
| First | 402 | 456 | 13% |
| Second | 372 | 421 | 13% |
| Third | 339 | 389 | 15% |
| Fourth | 419 | 502 | 20% |
"""
BY_MONTH = """Parkeringer per måned i 2025

| Måned | Parkeringer | Mot 2024 |
|---|--:|--:|
| Januar | 318 402 | +7,6 % |
| Februar | 301 977 | +4,7 % |
| Mars | 345 118 | +8,6 % |
"""


@pytest.mark.parametrize(
    ("folder", "table", "agree"),
    [("lesevik", BY_FORMAT, 15), ("lesevik", KEY_FIGURES, 8), ("lesevik", BY_QUARTER, 12), ("rutepark", BY_MONTH, 6)],
)
def test_each_cell_is_read_by_its_heads(folder, table, agree):
    known = vintage_on(read_published(FOLDERS / folder), as_of="2025-10-02")
    proof = proof_of(text_of(table, "table.md", "markdown"), known)
    assert [one.statement.quote for one in proof.judged if one.verdict != "agrees"] == []
    assert proof.counts["agrees"] == agree
