"""What a report says first: its main points, and the findings that head the sections on claims, revisions and gaps."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

from helsetrend.analysis import Change, Claim
from helsetrend.report.content import Content
from helsetrend.report.labels import Labels
from helsetrend.report.presentation import Phrase

MOST_POINTS = 6


@dataclass(frozen=True)
class Point:
    """A main point: the section that it links to, its number set apart, and the text on it."""

    section: str
    number: str
    text: Phrase


def main_points(content: Content, labels: Labels) -> Iterator[Point]:
    """Yield the main points in their order, at most MOST_POINTS."""
    points = (_figure_points, _claims_point, _revisions_point, _gaps_point)
    return islice(chain.from_iterable(part(content, labels) for part in points), MOST_POINTS)


def claims_finding(content: Content, labels: Labels) -> Phrase:
    """Say how many of the claims the figures contradict."""
    words, count = labels.words, len(content.claims)
    contradicted, checkable = len(_contradicted(content)), _checkable(content)
    if contradicted:
        return words.say_many("heading.claims_bad", contradicted, all=count)
    if checkable:
        return words.say_many("heading.claims_good", checkable)
    return words.say_many("heading.claims_open", count) if count else words.say("heading.claims_none")


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


def _figure_points(content: Content, labels: Labels) -> Iterator[Point]:
    """Yield the figure of each headline series for the year and how it changed, if there is one."""
    words = labels.words
    for metric, service in content.series:
        change = content.change(metric, service)
        observation = content.vintage.observe(metric, change.new.period, service)
        figure = observation.figure
        if figure is None or metric not in content.headlines:
            continue
        facts = {"subject": labels.subject(metric, service), "period": words.period(figure.period)}
        if isinstance(change, Change):
            old, old_period = words.figure(change.old).text, words.period(change.old.period)
            text = words.say("points.against", old=old, old_period=old_period, change=words.directed(change), **facts)
            if change.disputed:
                text = words.say("points.disputed", text=text)
        else:
            text = words.say("points.part" if observation.part else "points.level", **facts)
        yield Point(metric, words.figure(figure).text, text)


def _claims_point(content: Content, labels: Labels) -> Iterator[Point]:
    """Yield that figures contradict claims about the year of the report."""
    say = labels.words.say
    if contradicted := [claim for claim in _contradicted(content) if claim.to_period.year == content.year]:
        first = contradicted[0]
        quote, name = labels.quote(first.as_printed, first.source), labels.inner_name(first.metric, first.service)
        count = sum(checked.claim.to_period.year == content.year for checked in content.claims)
        number = say("points.claims_number", bad=len(contradicted), all=count).text
        yield Point("claims", number, labels.words.say_many("points.claims", len(contradicted), claim=quote, name=name))


def _revisions_point(content: Content, labels: Labels) -> Iterator[Point]:
    """Yield that figures of the year, or of the one before it, were revised."""
    words = labels.words
    revised = [series for series in content.revised_series if series[2].year >= content.year - 1]
    if revised:
        names = [f"{labels.inner_name(metric, service)} {words.period(period)}" for metric, service, period in revised]
        text = words.say_many("points.revised", len(revised), what=words.listed(names))
        yield Point("revisions", str(len(revised)), text)


def _gaps_point(content: Content, labels: Labels) -> Iterator[Point]:
    if count := len(content.gaps):
        yield Point("missing", str(count), labels.words.say_many("points.missing", count))
