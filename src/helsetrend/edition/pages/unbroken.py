"""Words and spans of a page that stay on one line."""

import re

_KEPT = re.compile(
    r"(?P<other><(?P<tag>title|style|script|svg)\b.*?</(?P=tag)>|<[^>]*>)|(?<![\w-])\w-\w+|\b\d+\N{EN DASH}\d+",
    re.DOTALL,
)


def unbroken(page: str) -> str:
    """Return a page of HTML in which words such as "e-helse" and spans such as "2019\N{EN DASH}2021" are not broken.

    A browser may break a line after any hyphen, and so leaves an "e-" alone at its end.
    """
    return _KEPT.sub(lambda found: found[0] if found["other"] else f'<span class="unbroken">{found[0]}</span>', page)
