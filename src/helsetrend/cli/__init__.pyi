"""The names of cli that other packages use."""

from .entry import main as main
