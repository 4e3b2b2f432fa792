"""The claims and their verdicts as a table: what was said, what the figures give, whether the two agree, and why."""

from collections.abc import Iterator
from fractions import Fraction

from markupsafe import Markup

from helsetrend.analysis import Checked, Slip
from helsetrend.published import CLAIM_KINDS
from helsetrend.report.content import Content
from helsetrend.report.labels import Labels
from helsetrend.report.presentation import Phrase, Table
from helsetrend.values import Interval

SIGNS = {"agrees": "✓", "contradicts": "✗", "cannot_be_checked": "?"}

UNIT_OF_SLIP = {"ratio_as_increase": "percent", "increase_as_ratio": "times", "points_as_percent": "points"}
"""The unit of what a slip gives, if it is not that of the claim; "percent_as_points" is in percent too."""


def claims_table(content: Content, labels: Labels) -> Table:
    """Return one row for each claim about the years of the report; those that the figures contradict are marked."""
    words = labels.words
    rows = [
        (
            _said(labels, checked),
            _derived(labels, checked),
            _verdict(labels, checked),
            why(labels, checked, content.slips.get(checked.claim.name)),
        )
        for checked in content.claims
    ]
    columns = labels.columns("said", "derived", "verdict", "why")
    verdicts = [checked.verdict for checked in content.claims]
    contradicted = frozenset(number for number, verdict in enumerate(verdicts) if verdict == "contradicts")
    caption = words.say("caption.claims", period=words.period(content.span), date=words.day(content.vintage.as_of))
    return Table(caption.text, columns, rows, contradicted, is_stacked=True)


def _said(labels: Labels, checked: Checked) -> Phrase:
    """Say what is claimed, about what, and by whom."""
    words, claim = labels.words, checked.claim
    about = words.say(
        f"claim.{claim.kind}",
        name=words.listed(labels.name(claim.metric, service) for service in claim.services),
        whole=labels.inner_name(claim.of_metric, claim.of_service) if claim.of_metric else "",
        old_period=words.period(claim.from_period or claim.to_period),
        new_period=words.period(claim.to_period),
    )
    quote, source = labels.claim(claim), words.say("claim.said", about=about, source=labels.source(claim.source))
    return Phrase(f"{quote} {source}", Markup("<strong>{}</strong> {}").format(quote.html, source.html))


def _derived(labels: Labels, checked: Checked) -> str:
    """Return what the figures give, in the unit of the claim."""
    words, place = labels.words, checked.place
    if checked.derived:
        return words.quantity(checked.derived, checked.claim.unit)
    if place is None or place.best is None:
        return words.say("table.no_value").text
    if place.worst is None:
        return words.say("claim.or_lower", place=place.best).text
    return words.bounds(Interval(Fraction(place.best), Fraction(place.worst)), Fraction(1))


def _verdict(labels: Labels, checked: Checked) -> Phrase:
    """Return the verdict in a word, with a sign and a colour."""
    text = labels.words.say(f"claim.{checked.verdict}").text
    html = Markup('<span class="verdict {}"><span aria-hidden="true">{}</span> {}</span>')
    return Phrase(text, html.format(checked.verdict, SIGNS[checked.verdict], text))


def why(labels: Labels, checked: Checked, slip: Slip | None = None) -> Phrase:
    """Give the reason for a verdict; for a contradicted claim, also what would have to be true and what explains it."""
    words = labels.words
    if checked.reasons:
        reasons = words.reasons(checked.reasons)
        return Phrase.of(f"{reasons[:1].upper()}{reasons[1:]}.")
    if checked.derived is None:
        return words.say(f"claim.why_rank_{checked.verdict}")
    return words.joined([*_compared(labels, checked), *_explained(labels, checked, slip)])


def _compared(labels: Labels, checked: Checked) -> Iterator[Phrase]:
    """Say what the figures are, and what they give."""
    words, kind = labels.words, CLAIM_KINDS[checked.claim.kind]
    figures = [words.figure(figure) for figure in checked.figures]
    way = "set_against" if kind.has_of else "change" if kind.has_from else "sum" if len(figures) > 1 else "one"
    subject = words.say(
        f"claim.figures_{way}", first=figures[0], last=figures[-1], all=words.listed(figures)
    ).capitalised()
    if checked.verdict == "agrees":
        yield words.say("claim.why_agrees", figures=subject)
    elif checked.claim.kind == "level":
        yield words.say("claim.why_level", figures=subject)
    else:
        yield words.say("claim.why_contradicts", figures=subject, derived=_derived(labels, checked))
    for caution in checked.cautions:
        yield words.say("sentence.caution", caution=words.reason(caution))


def _explained(labels: Labels, checked: Checked, slip: Slip | None) -> Iterator[Phrase]:
    """Say of a contradicted claim which figure it would need, its likeliest slip, and what the data say about it."""
    words, claim, kind = labels.words, checked.claim, CLAIM_KINDS[checked.claim.kind]
    if checked.verdict != "contradicts":
        return
    if (kind.has_from or kind.has_of) and checked.needed and checked.needed_as_printed is not None:
        step = max(figure.rounding for figure in checked.figures) / 10
        low, high = words.outward(checked.needed, step)
        exact, first = words.scaled(checked.needed_as_printed, step), checked.figures[0]
        name = labels.inner_name(first.metric, first.service)
        figure = words.say("claim.figure_of", name=name, period=words.period(first.period))
        yield words.say("claim.needed", low=low, high=high, exact=exact, figure=figure)
    if slip:
        yield _slip(labels, checked, slip)
    if claim.acknowledged:
        yield words.say("claim.acknowledged", reason=claim.acknowledged[words.language])


def _slip(labels: Labels, checked: Checked, slip: Slip) -> Phrase:
    """Say what the claim would be right for."""
    words = labels.words
    own = {(figure.metric, figure.service) for figure in checked.figures}
    other = next((figure for figure in slip.figures if (figure.metric, figure.service) not in own), slip.figures[0])
    unit = UNIT_OF_SLIP.get(slip.code, "percent" if checked.claim.unit == "points" else checked.claim.unit)
    figures = [
        words.say(
            "slip.figure",
            figure=words.figure(figure),
            period=words.period(figure.period),
            source=labels.sources(figure),
        )
        for figure in slip.figures
    ]
    return words.say(
        f"slip.{slip.code}",
        derived=words.quantity(slip.derived, unit),
        name=labels.inner_name(other.metric, other.service),
        figures=words.listed(figures),
    )
