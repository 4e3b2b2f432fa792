"""What a release tells beside its figures: whom to ask, when the next comes, under which terms, how they are made.

It is `[release]` in `metrics.toml` and no file of its own: its texts are in the same languages, its faults are reported
with those of the other tables, and its digest is that of the file. What is not filled in is left out of the report,
and `helsetrend check` names it. The groups of `About` are those of "About the statistics" at Statistics Norway.
"""

from typing import Annotated, Literal

from pydantic import model_validator

from helsetrend.files import matching
from helsetrend.published.texts import Entry, Text
from helsetrend.published.written import IN_ADDRESS, ContactAddress, PeriodText, WebAddress

Email = Annotated[str, matching(rf"(?!mailto:)(?:(?!@){IN_ADDRESS})+@(?:(?!@){IN_ADDRESS})+", "an e-mail address")]
Phone = Annotated[str, matching(r"\+?\d[\d ]{3,}\d", "digits and spaces, with + before the code of a country")]
# fmt: off
Theme = Literal[
    "AGRI", "ECON", "EDUC", "ENER", "ENVI", "GOVE", "HEAL", "INTR", "JUST", "OP_DATP", "REGI", "SOCI", "TECH", "TRAN",
]
# fmt: on
"""A theme of the European Union's list for catalogues of data (authority/data-theme)."""


class Publisher(Entry):
    """Who publishes the reports: name, home page, and an address (mailto:, https:) for questions."""

    name: Text
    address: WebAddress
    contact: ContactAddress


class ContactPoint(Entry):
    """Whom readers can ask about the figures, a person or an office: by e-mail, by telephone, or by both."""

    name: Text
    email: Email | None = None
    phone: Phone | None = None

    @model_validator(mode="after")
    def _can_be_reached(self) -> "ContactPoint":
        if not (self.email or self.phone):
            raise ValueError("neither email nor phone is given")
        return self


class Licence(Text):
    """The terms under which others may use the figures: their address, and the name in each language."""

    address: WebAddress


GROUPS = ("definitions", "administration", "background", "production", "accuracy")
"""The groups of what a release says about the statistics, in their order."""


class About(Entry):
    """About the statistics, in the five groups of Statistics Norway; each text may have several paragraphs.

    - definitions: concepts, variables, classifications
    - administration: who is responsible, how often and how soon the figures are published
    - background: purpose, users, legal basis, related statistics
    - production: what is covered, sources, how figures are collected and computed, comparability over time
    - accuracy: sources of error, uncertainty
    """

    definitions: Text | None = None
    administration: Text | None = None
    background: Text | None = None
    production: Text | None = None
    accuracy: Text | None = None

    @property
    def groups(self) -> dict[str, Text]:
        """The groups that are filled in, by name, in their order."""
        return {name: text for name in GROUPS if (text := getattr(self, name))}


class Release(Entry):
    """What a release tells beside its figures; `address` is where the folder of reports lies on the web."""

    next_publication: PeriodText | None = None
    contact: ContactPoint | None = None
    licence: Licence | None = None
    address: WebAddress | None = None
    themes: tuple[Theme, ...] = ()
    revision_policy: Text | None = None
    about: About = About()

    @property
    def not_filled_in(self) -> list[str]:
        """The words of the table that are not filled in, in their order: next_publication, about.definitions."""
        own = [word for word in Release.model_fields if word != "about" and not getattr(self, word)]
        return own + [f"about.{group}" for group in GROUPS if group not in self.about.groups]
