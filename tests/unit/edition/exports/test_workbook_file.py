"""The finished file of a workbook has its language, and all else as it was."""

import zipfile

from openpyxl import Workbook, load_workbook

from helsetrend.edition.exports.workbook import finish


def test_the_language_is_added_and_nothing_else_changed(tmp_path):
    book = Workbook()
    book.active["A1"] = "æ"
    book.properties.title = "x"
    book.save(tmp_path / "draft.xlsx")
    finish(tmp_path / "draft.xlsx", tmp_path / "done.xlsx", language="en-GB")
    read = load_workbook(tmp_path / "done.xlsx")
    assert (read.properties.language, read.properties.title, read.active["A1"].value) == ("en-GB", "x", "æ")
    with zipfile.ZipFile(tmp_path / "draft.xlsx") as draft, zipfile.ZipFile(tmp_path / "done.xlsx") as done:
        assert draft.namelist() == done.namelist()
        others = [name for name in draft.namelist() if name != "docProps/core.xml"]
        assert all(draft.read(name) == done.read(name) for name in others)
        assert {part.date_time for part in done.infolist()} == {(1980, 1, 1, 0, 0, 0)}
