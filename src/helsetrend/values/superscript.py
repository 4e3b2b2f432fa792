"""Superscript signs, which Unicode has for digits and most letters: the mark in "322¹" is no digit of the number."""

SUPERSCRIPT_SIGNS = "\u00b2\u00b3\u00b9\u02b0-\u02b8\u02e0-\u02e4\u1d2c-\u1d61\u1d9b-\u1dbf\u2070-\u207f"
"""The superscript digits, letters and parentheses, as a class of a regular expression has them between brackets."""

_RAISED = str.maketrans(
    "0123456789()abcdefghijklmnoprstuvwxyz",
    "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079\u207d\u207e"
    "\u1d43\u1d47\u1d9c\u1d48\u1d49\u1da0\u1d4d\u02b0\u2071\u02b2\u1d4f\u02e1\u1d50\u207f\u1d52\u1d56"
    "\u02b3\u02e2\u1d57\u1d58\u1d5b\u02b7\u02e3\u02b8\u1dbb",
)


def superscript(text: str) -> str:
    """Return the text in superscript signs; a sign without one, such as an asterisk, stays as it is."""
    return text.translate(_RAISED)
