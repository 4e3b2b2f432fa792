"""What a report says first: its main points, and the sentences that head it and its sections."""

from collections.abc import Iterator
from itertools import chain

from helsetrend.analysis import Claim
from helsetrend.report.content import Content
from helsetrend.report.labels import Labels
from helsetrend.report.presentation import Phrase, linked
from helsetrend.report.sentences import finding, opening

MOST_NAMED = 4
"""The most revised figures that are named one by one."""


def main_points(content: Content, labels: Labels) -> Iterator[Phrase]:
    """Yield sentences on claims, revisions and gaps, each with a link to its section."""
    points = (_claims_point, _revisions_point, _gaps_point)
    return chain.from_iterable(point(content, labels) for point in points)


def findings(content: Content, labels: Labels) -> dict[str, str]:
    """Return the sentence below the title (`lead`), and those that head a metric, `claims`, `revisions`, `missing`."""
    sentences = {"lead": opening(content, labels, content.metrics[0])}
    sentences |= {metric: finding(content, labels, metric) for metric in content.metrics}
    sentences |= {"revisions": revisions_finding(content, labels), "missing": gaps_finding(content, labels)}
    if not content.vintage.published.claims.empty:
        sentences["claims"] = claims_finding(content, labels)
    return {section: sentence.text for section, sentence in sentences.items()}


def claims_finding(content: Content, labels: Labels) -> Phrase:
    """Say how many of the claims that can be checked the figures contradict."""
    words, count = labels.words, len(content.claims)
    contradicted, checkable = len(_contradicted(content)), _checkable(content)
    if contradicted and contradicted == checkable:
        return words.say_many("heading.claims_all_bad", contradicted)
    if contradicted:
        return words.say_many("heading.claims_bad", contradicted, checkable=words.numeral(checkable))
    if checkable:
        are_true = sum(checked.verdict == "agrees" for checked in content.claims) == checkable
        return words.say_many("heading.claims_agree" if are_true else "heading.claims_good", checkable)
    return words.say_many("heading.claims_open", count)


def revisions_finding(content: Content, labels: Labels) -> Phrase:
    """Say how many figures were corrected."""
    count = len(content.revised_series)
    return labels.words.say_many("heading.revisions", count) if count else labels.words.say("heading.revisions_none")


def gaps_finding(content: Content, labels: Labels) -> Phrase:
    """Say how many figures are missing."""
    count = len(content.gaps)
    return labels.words.say_many("heading.missing", count) if count else labels.words.say("heading.missing_none")


def _contradicted(content: Content) -> list[Claim]:
    return [checked.claim for checked in content.claims if checked.verdict == "contradicts"]


def _checkable(content: Content) -> int:
    return sum(checked.verdict != "cannot_be_checked" for checked in content.claims)


def _claims_point(content: Content, labels: Labels) -> Iterator[Phrase]:
    """Yield a sentence on the claims about the year of the report that the figures contradict."""
    words = labels.words
    if contradicted := [claim for claim in _contradicted(content) if claim.to_period.year == content.year]:
        first, count = contradicted[0], len(contradicted)
        link = linked("claims", words.say_many("points.claims", count).capitalised())
        quote, name = labels.quote(first.as_printed, first.source), labels.inner_name(first.metric, first.service)
        yield words.say_many("points.claims_which", count, link=link, claim=quote, name=name)


def _revisions_point(content: Content, labels: Labels) -> Iterator[Phrase]:
    """Yield a sentence on the revised figures of the year, or of the one before it."""
    words = labels.words
    revised = [series for series in content.revised_series if series[2].year >= content.year - 1]
    if revised:
        names = [
            words.say("claim.figure_of", name=labels.inner_name(metric, service), period=words.period(period))
            for metric, service, period in revised
        ]
        link = linked("revisions", words.say_many("points.revised", len(revised)).capitalised())
        if len(revised) > MOST_NAMED:
            yield words.say("points.many_revised", link=link)
            return
        yield words.say("points.revised_which", link=link, what=words.listed(names))


def _gaps_point(content: Content, labels: Labels) -> Iterator[Phrase]:
    if count := len(content.gaps):
        link = linked("missing", labels.words.say_many("points.missing", count).capitalised())
        yield labels.words.say("points.missing_which", link=link)
