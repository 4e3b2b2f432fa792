"""Pages beside the report, made of a template alone, in the look of the report; and what every page has in common."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from helsetrend.report.presentation import DARK, LIGHT, words

TEMPLATES = Path(__file__).parent / "templates"

_KEPT = re.compile(
    r"(?P<other><(?P<tag>title|style|script|svg)\b.*?</(?P=tag)>|<[^>]*>)|(?<![\w-])\w-\w+|\b\d+\N{EN DASH}\d+",
    re.DOTALL,
)


@dataclass(frozen=True)
class Link:
    """A link to a page in a language; `label` is the text for those who do not see what surrounds it."""

    language: str
    address: str
    text: str
    label: str = ""


def link_to_language(language: str, address: str, label: str = "") -> Link:
    """Return the link to a page in another language, called by its name in that language."""
    return Link(language, address, words(language).say("language.link").text, label)


def plain_page(*, language: str, title: str, lead: str, others: Sequence[Link], back: Link, content: Markup) -> str:
    """Return a page of HTML: links to it in `others`, title, lead, the link `back` to the report, and the content."""
    return rendered("plain", language=language, title=title, lead=lead, others=others, back=back, content=content)


def rendered(template: str, *, language: str, **parts: object) -> str:
    """Return what a template makes of the parts, with the words of a language and the colours of the report."""
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    page = environment.get_template(f"{template}/index.html.j2").render(
        say=words(language).say, language=language, palettes={"light": LIGHT, "dark": DARK}, **parts
    )
    return unbroken(page)


def unbroken(page: str) -> str:
    """Return a page of HTML in which words such as "e-helse" and spans such as "2019\N{EN DASH}2021" are not broken.

    A browser may break a line after any hyphen, and so leaves an "e-" alone at its end.
    """
    return _KEPT.sub(lambda found: found[0] if found["other"] else f'<span class="unbroken">{found[0]}</span>', page)
