"""The names of cells."""

import pytest
from openpyxl.utils import get_column_letter

from helsetrend.published.readers.cells import Sheet


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Tall", "Tall!E7"),
        ("År2021", "År2021!E7"),
        ("Ark 1", "'Ark 1'!E7"),
        ("2021", "'2021'!E7"),
        ("O'Hara", "'O''Hara'!E7"),
    ],
)
def test_a_cell_is_named_as_a_formula_names_it(name, expected):
    assert Sheet(name, iter(())).reference(7, 4) == expected


def test_a_row_has_a_name_too_and_a_text_file_has_none():
    assert Sheet("Tall", iter(())).reference(7) == "Tall!7:7"
    assert Sheet("", iter(())).reference(7, 4) == ""


def test_the_letters_of_all_columns_are_those_of_excel():
    sheet = Sheet("A", iter(()))
    for position in range(16384):
        assert sheet.reference(1, position) == f"A!{get_column_letter(position + 1)}1"
