"""The words of cli that others use."""

from .commands import main as main

__all__ = [
    "main",
]
