"""The examples in the docstrings give what they say."""

import doctest
from importlib import import_module

import pytest

MODULES = ["comparison", "explorer", "facts_html", "names", "tidy"]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_hold(name, monkeypatch):
    monkeypatch.delenv("HELSETREND_DATA", raising=False)
    module = import_module(f"helsetrend.{name}")
    result = doctest.testmod(module, optionflags=doctest.ELLIPSIS)
    assert result.attempted > 0
    assert result.failed == 0
