"""The languages that reports are written in, and the locale of each."""

LOCALES = {"nb": "nb", "en": "en_GB"}
"""The locale of each language, by which Babel forms its numbers and dates."""

LANGUAGES = tuple(LOCALES)
