"""Words without their endings, so that "innloggingane", "innlogginger" and "innlogging" are one.

This is no dictionary: it takes off the endings of Norwegian nouns, verbs and adjectives and of English plurals and past
tenses, and makes bokmål and nynorsk alike. Two words with one stem may be different words; a vocabulary of a data
folder is small enough for that to be rare.
"""

import re
from functools import cache

_ENDINGS = re.compile(
    r"(?:ingane|ingene|inger|ingar|ingen|inga|ing|arane|erane|erne|arar|arer|anes|enes|ane|ene|ande|ende|ast|est|ere|"
    r"are|ers|er|ar|en|et|te|de|dde|ies|es|ed|ly|t|a|e|s)$"
)
_IRREGULAR = {
    "bøker": "bok", "bøkene": "bok", "bøkene.": "bok", "boka": "bok", "boken": "bok", "bøkar": "bok",
    "claims": "claim", "fees": "fee", "uses": "use", "used": "use", "using": "use", "lent": "lend",
    "barn": "barn", "children": "child", "people": "people", "penger": "peng",
}  # fmt: skip
LEAST_STEM = 3
"""The fewest letters that a stem keeps."""


@cache
def stem(word: str) -> str:
    """Return the stem of a word, in lower case."""
    lower = word.lower()
    for ending, base in _IRREGULAR.items():
        if lower.endswith(ending) and (len(lower) == len(ending) or len(ending) >= 4):
            return lower[: -len(ending)] + base
    folded = lower.replace("æ", "e")
    for _ in range(2):
        match = _ENDINGS.search(folded)
        if match is None or match.start() < LEAST_STEM:
            break
        folded = folded[: match.start()]
    return folded.replace("mm", "m").rstrip("-") or lower
