"""The names of cli that other packages use."""

from .commands import main as main
