"""The frozen data (see conftest.py), read once for all tests of a process."""

from places import DATA

from helsetrend.published.folder import read_published

PUBLISHED = read_published(DATA)
