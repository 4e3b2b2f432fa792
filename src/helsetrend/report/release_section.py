"""What a release tells beside its figures: whom to ask, when the next one comes, the licence, how figures are made.

All of it is `[release]` in `metrics.toml`. What is not filled in there is left out.
"""

import re
from collections import Counter
from collections.abc import Iterator

from markupsafe import Markup

from helsetrend.published import STATUSES, ContactPoint
from helsetrend.report.content import Content
from helsetrend.report.labels import Labels
from helsetrend.report.presentation import Block, Phrase, paragraph

ABOUT = "about-statistics"
"""The identifier of the section about the statistics."""


def release_facts(content: Content, labels: Labels) -> Block | None:
    """Return publisher, contact, next publication, licence and the status of the figures as a list of terms.

    A next publication that is not after the date of knowledge is left out. Returns None if nothing is filled in.
    """
    pairs = Markup("").join(
        Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(labels.words.say(f"release.{name}"), value.html)
        for name, value in facts_of_release(content, labels)
    )
    return Block(Markup('<dl class="facts release">{}</dl>').format(pairs)) if pairs else None


def about_statistics(labels: Labels) -> Block | None:
    """Return the section about the statistics, with a heading for each group that is filled in.

    The policy on revisions stands under accuracy. Returns None if no group is filled in.
    """
    say, language, release = labels.words.say, labels.words.language, labels.catalogue.release
    groups = {group: _paragraphs(text[language]) for group, text in release.about.groups.items()}
    if release.revision_policy:
        named = Markup("<p><strong>{}.</strong> ").format(say("release.revision_policy"))
        policy = _paragraphs(release.revision_policy[language]).replace("<p>", named, 1)
        groups["accuracy"] = Markup("\n").join(filter(None, [groups.get("accuracy"), policy]))
    if not groups:
        return None
    parts = [
        Markup('<h4 id="{}-{}">{}</h4>\n{}').format(ABOUT, group, say(f"release.{group}"), body)
        for group, body in groups.items()
    ]
    head = Markup('<h3 id="{}">{}</h3>').format(ABOUT, say("release.about"))
    return Block(Markup("\n").join([head, *parts]))


def contact_of(contact: ContactPoint, language: str) -> Phrase:
    """Return a contact with the ways to reach it, as text and with its e-mail address as a link."""
    name, phone = contact.name[language], contact.phone
    texts = [text for text in (name, contact.email, phone) if text]
    mail = Markup('<a href="mailto:{0}">{0}</a>').format(contact.email) if contact.email else ""
    parts = [part for part in (Phrase.of(name).html, mail, Phrase.of(phone or "").html) if part]
    return Phrase(", ".join(texts), Markup(", ").join(parts))


def facts_of_release(content: Content, labels: Labels) -> Iterator[tuple[str, Phrase]]:
    """Yield the key of each fact that is filled in, and the fact: as HTML with links, as text with addresses."""
    words, language, catalogue = labels.words, labels.words.language, labels.catalogue
    release, publisher = catalogue.release, catalogue.portal.publisher
    if publisher:
        yield "publisher", _link(publisher.address, publisher.name[language])
    if release.contact:
        yield "contact", contact_of(release.contact, language)
    elif publisher:
        yield "contact", _link(publisher.contact, publisher.contact.removeprefix("mailto:"))
    if release.next_publication and release.next_publication.last > content.vintage.as_of:
        yield "next_publication", Phrase.of(words.period(release.next_publication))
    if release.licence:
        yield "licence", _link(release.licence.address, release.licence[language])
    if counts := _statuses(content):
        counted = (
            words.say("release.status_count", status=words.say(f"marked.{status}"), count=counts[status])
            for status in STATUSES
            if status in counts
        )
        yield "status", words.separated(counted)


def _statuses(content: Content) -> Counter[str]:
    """Return how many figures in force in the report's years are provisional, final and the like."""
    return Counter(
        status
        for metric, service in content.series
        for seen in content.vintage.series(metric, content.years, service)
        if seen.figure
        for status in seen.statuses
    )


def _link(address: str, text: str) -> Phrase:
    plain = text if address.endswith(text) else f"{text}, {address}"
    return Phrase(plain, Markup('<a href="{}">{}</a>').format(address, text))


def _paragraphs(text: str) -> Markup:
    """Return a text as paragraphs, which empty lines part."""
    parts = re.split(r"\n\s*\n", text.strip())
    return Markup("\n").join(paragraph([Phrase.of(" ".join(part.split()))]) for part in parts)
