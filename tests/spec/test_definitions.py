"""The program gives the answers of each row of each definition, and docs/definitions.md is printed from them."""

import pytest
from spec.contents import DEFINITIONS
from spec.page import PAGE, page

CASES = [
    pytest.param(example, inputs, answers, id=f"{definition.title}-{place}-{' | '.join(filter(None, inputs))}")
    for definition in DEFINITIONS
    for place, example in enumerate(definition.examples, start=1)
    for inputs, answers in example.cases()
]


@pytest.mark.parametrize(("example", "inputs", "answers"), CASES)
def test_the_program_gives_the_answers_of_the_row(example, inputs, answers):
    assert example.answers(inputs) == answers


def test_the_documentation_is_printed_from_the_definitions():
    assert PAGE.read_text("utf-8") == page(DEFINITIONS), "docs/definitions.md is stale: run `make definitions`"
