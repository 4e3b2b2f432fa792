"""The examples in the docstrings give what they say."""

import doctest
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pkgutil import walk_packages

import pytest

import helsetrend

MODULES = [module.name for module in walk_packages(helsetrend.__path__, "helsetrend.")]
WITH_EXAMPLES = [name for name in MODULES if "    >>> " in Path(find_spec(name).origin).read_text("utf-8")]


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_the_examples_of_a_module_hold(name):
    """On the frozen data, as all tests."""
    result = doctest.testmod(import_module(name), optionflags=doctest.ELLIPSIS)
    assert result.attempted > 0
    assert result.failed == 0


def test_modules_with_examples_are_found():
    assert len(WITH_EXAMPLES) > 3
