"""What the grammar of a language asks of a sentence that is put together, as its file says under `language`.

In Norwegian a comma closes a relative clause, also one within the subject, and a clause after a colon has a capital.
"""

import re
from collections.abc import Mapping

from helsetrend.report.presentation.phrase import Phrase

_SUBJECT = re.compile(r"\{subject\}(?: \w+ \{(?:new_)?period\})?(?= )")
"""The subject in a template, with the period that belongs to it, before the verb."""

_AFTER_COLON = re.compile(r": \{(reasons?)\}")
"""A clause that says why, after a colon."""


def closed(template: str, parts: Mapping[str, Phrase], relatives: str) -> str:
    """Return a template, with a comma after its subject if that contains one of the words in `relatives`."""
    subject = parts["subject"].text.split() if "subject" in parts else []
    has_clause = any(word in relatives.split() for word in subject[1:])
    return _SUBJECT.sub(r"\g<0>,", template) if has_clause else template


def begun(template: str, parts: Mapping[str, Phrase], after_colon: str) -> Mapping[str, Phrase]:
    """Return the parts of a template; a reason after a colon has a capital letter if `after_colon` is "capital"."""
    names = _AFTER_COLON.findall(template) if after_colon == "capital" else []
    return {name: part.capitalised() if name in names else part for name, part in parts.items()}
