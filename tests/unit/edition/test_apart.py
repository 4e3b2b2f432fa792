"""A call in a process of its own gives what it would give here, and leaves nothing behind."""

import operator
import os
from datetime import date

import psutil
import pytest
from jupyter_client.provisioning.factory import KernelProvisionerFactory

from helsetrend.edition.apart import apart
from helsetrend.edition.kernels import warm_up
from helsetrend.edition.pages import pdf
from helsetrend.errors import EditionError


@pytest.fixture
def warm(monkeypatch):
    factory = KernelProvisionerFactory.instance()
    monkeypatch.setattr(factory, "default_provisioner_name", factory.default_provisioner_name)  # set back at the end
    warm_up()


@pytest.mark.usefixtures("warm")
def test_a_function_is_called_in_another_process_which_ends():
    before = psutil.Process().children(recursive=True)
    assert apart(os, "getpid") != os.getpid()
    assert apart(operator, "add", "visits ", "to the portal") == "visits to the portal"
    assert psutil.Process().children(recursive=True) == before


def test_without_a_warm_process_it_is_called_here(monkeypatch):
    monkeypatch.setattr(KernelProvisionerFactory.instance(), "default_provisioner_name", "local-provisioner")
    assert apart(os, "getpid") == os.getpid()


@pytest.mark.usefixtures("warm")
def test_what_it_raises_is_raised_here(tmp_path):
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
def test_a_process_that_dies_is_an_error():
    with pytest.raises(RuntimeError, match="the process of _exit died"):
        apart(os, "_exit", 0)
