"""Functions that are called in a fork of the warm process; of kernels see test_kernels.py."""

import operator
import os
from datetime import date

import psutil
import pytest

from helsetrend.edition.pages import pdf
from helsetrend.edition.warm_process import apart
from helsetrend.errors import EditionError


@pytest.mark.usefixtures("warm")
def test_a_function_is_called_in_another_process_which_ends():
    before = psutil.Process().children(recursive=True)
    assert apart(os, "getpid") != os.getpid()
    assert apart(operator, "add", "visits ", "to the portal") == "visits to the portal"
    assert psutil.Process().children(recursive=True) == before


@pytest.mark.usefixtures("provisioned_by")
def test_without_a_warm_process_a_function_is_called_here():
    assert apart(os, "getpid") == os.getpid()


@pytest.mark.usefixtures("warm")
def test_what_a_function_raises_there_is_raised_here(tmp_path):
    page = "<title>A</title><body><h3>1</h3></body>"
    with pytest.raises(FileNotFoundError, match="nowhere"):
        apart(os, "listdir", "nowhere")
    faults = []
    for call in (apart, lambda module, name, *arguments, **options: getattr(module, name)(*arguments, **options)):
        with pytest.raises(EditionError, match="the first heading must be of level 1") as raised:
            call(pdf, "write_pdf", page, tmp_path / "a.pdf", language="en", day=date(2022, 5, 31))
        faults.append(raised.value.faults)
    assert faults[0] == faults[1]


@pytest.mark.usefixtures("warm")
def test_a_function_whose_process_dies_is_an_error():
    with pytest.raises(RuntimeError, match="the process of _exit died"):
        apart(os, "_exit", 0)
