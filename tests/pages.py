"""The Markdown pages of the project: their code blocks, and the output of a Python block."""

import ast
import re
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from textwrap import dedent

from places import TOP

_BLOCK = re.compile(r"^( *)```(\w+)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
CELL = re.compile(r"(```python\n(.*?)```\n)(?:\n```text\n(.*?)```\n)?", re.DOTALL)
"""A Python block and, if there is one, the text block below it with its output."""


def read(name: str) -> str:
    """Return the text of a page, such as "docs/library.md"."""
    return Path(TOP, name).read_text("utf-8")


def blocks(name: str, language: str) -> list[str]:
    """Return the code blocks of a page in a language, in their order, without their indentation."""
    return [dedent(code) for _, marked, code in _BLOCK.findall(read(name)) if marked == language]


def commands(name: str) -> list[str]:
    """Return the lines of the shell blocks of a page."""
    return [line for block in blocks(name, "sh") for line in block.splitlines() if line]


def output_of(code: str, names: dict[str, object]) -> str:
    """Run a block in a namespace and return as text what a notebook would show below the cell."""
    printed = StringIO()
    *statements, last = ast.parse(code).body
    with redirect_stdout(printed):
        exec(compile(ast.Module(statements, []), "cell", "exec"), names)
        if not isinstance(last, ast.Expr):
            exec(compile(ast.Module([last], []), "cell", "exec"), names)
        else:
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
            print(value.to_string() if hasattr(value, "to_string") else repr(value))
    return "\n".join(line.rstrip() for line in printed.getvalue().splitlines()) + "\n"
