"""The claims and their verdicts as a table: what was said, what the figures give, whether the two meet, and why."""

from collections.abc import Iterator
from fractions import Fraction

from markupsafe import Markup

from helsetrend.analysis import Checked, Slip
from helsetrend.published import CLAIM_KINDS, Figure
from helsetrend.report.content import Content
from helsetrend.report.labels import Labels
from helsetrend.report.presentation import Column, Phrase, Table, inner
from helsetrend.values import Interval

SIGNS = {"agrees": "✓", "contradicts": "✗", "cannot_be_checked": "?"}

UNIT_OF_SLIP = {"ratio_as_increase": "percent", "increase_as_ratio": "times", "points_as_percent": "points"}
"""The unit of what a slip gives, where it is not that of the claim; "percent_as_points" is in percent too."""


def claims_table(content: Content, labels: Labels) -> Table:
    """One row a claim about the years of the report; those that the figures contradict are marked."""
    words, checked = labels.words, content.claims
    columns = [Column(words.say(f"table.{name}").text) for name in ("said", "derived", "verdict", "why")]
    rows = [
        (
            _said(labels, claim),
            _derived(labels, claim),
            _verdict(labels, claim),
            why(labels, claim, content.slips.get(claim.claim.name)),
        )
        for claim in checked
    ]
    caption = words.say("caption.claims", period=words.period(content.span), date=words.day(content.vintage.as_of))
    marked = frozenset(number for number, one in enumerate(checked) if one.verdict == "contradicts")
    return Table(caption.text, columns, rows, marked, is_stacked=True)


def _said(labels: Labels, checked: Checked) -> Phrase:
    """What is claimed, about what, and by whom."""
    words, claim = labels.words, checked.claim
    names = [labels.name(claim.metric, service) for service in claim.services]
    about = words.say(
        f"claim.{claim.kind}",
        name=words.listed(names),
        whole=inner(labels.name(claim.of_metric, claim.of_service)) if claim.of_metric else "",
        old_period=words.period(claim.from_period or claim.to_period),
        new_period=words.period(claim.to_period),
    )
    quote = labels.said(claim)
    told = words.say("claim.said", about=about, source=labels.source(claim.source))
    return Phrase(f"{quote} {told}", Markup("<strong>{}</strong> {}").format(quote.html, told.html))


def _derived(labels: Labels, checked: Checked) -> str:
    """What the figures give, in the unit of the claim."""
    words, place = labels.words, checked.place
    if checked.derived:
        return words.quantity(checked.derived, checked.claim.unit)
    if place is None or place.best is None:
        return words.say("table.no_value").text
    if place.worst is None:
        return words.say("claim.or_lower", place=place.best).text
    return words.bounds(Interval(Fraction(place.best), Fraction(place.worst)), Fraction(1))


def _verdict(labels: Labels, checked: Checked) -> Phrase:
    """The verdict in a word, with a sign and a colour."""
    text = labels.words.say(f"claim.{checked.verdict}").text
    html = Markup('<span class="verdict {}"><span aria-hidden="true">{}</span> {}</span>')
    return Phrase(text, html.format(checked.verdict, SIGNS[checked.verdict], text))


def why(labels: Labels, checked: Checked, slip: Slip | None = None) -> Phrase:
    """One sentence why; with a contradicted claim, what would have to be true, and what would explain it."""
    words = labels.words
    if checked.reasons:
        reasons = words.reasons(checked.reasons)
        return Phrase.of(f"{reasons[:1].upper()}{reasons[1:]}.")
    if checked.derived is None:
        return words.say(f"claim.why_rank_{checked.verdict}")
    return words.joined([*_compared(labels, checked), *_explained(labels, checked, slip)])


def _compared(labels: Labels, checked: Checked) -> Iterator[Phrase]:
    """What the figures are, and what they give."""
    words, kind = labels.words, CLAIM_KINDS[checked.claim.kind]
    told = [words.figure(figure) for figure in checked.figures]
    way = "set_against" if kind.has_of else "change" if kind.has_from else "sum" if len(told) > 1 else "one"
    figures = words.say(f"claim.figures_{way}", first=told[0], last=told[-1], all=words.listed(told)).capitalised()
    if checked.verdict == "agrees":
        yield words.say("claim.why_agrees", figures=figures)
    elif checked.claim.kind == "level":
        yield words.say("claim.why_level", figures=figures)
    else:
        yield words.say("claim.why_contradicts", figures=figures, derived=_derived(labels, checked))
    if checked.caution:
        yield words.say("sentence.caution", caution=words.reason(checked.caution))


def _explained(labels: Labels, checked: Checked, slip: Slip | None) -> Iterator[Phrase]:
    """Of a contradicted claim: the figure that it would need, what is known about it, and the likeliest slip."""
    words, claim = labels.words, checked.claim
    if checked.verdict != "contradicts":
        return
    is_of_two = CLAIM_KINDS[claim.kind].has_from or CLAIM_KINDS[claim.kind].has_of
    if is_of_two and checked.needed and checked.needed_as_printed is not None:
        first = checked.figures[0]
        step = max(figure.rounding for figure in checked.figures) / 10
        low, high = words.outward(checked.needed, step)
        exact = words.scaled(checked.needed_as_printed, step)
        yield words.say("claim.needed", low=low, high=high, exact=exact, figure=_named(labels, first))
    if slip:
        yield _slip(labels, checked, slip)
    if claim.acknowledged:
        yield words.say("claim.acknowledged", reason=claim.acknowledged[words.language])


def _slip(labels: Labels, checked: Checked, slip: Slip) -> Phrase:
    """What the claim would hold for."""
    words = labels.words
    usual = {(figure.metric, figure.service) for figure in checked.figures}
    other = next((one for one in slip.figures if (one.metric, one.service) not in usual), slip.figures[0])
    unit = UNIT_OF_SLIP.get(slip.code, "percent" if checked.claim.unit == "points" else checked.claim.unit)
    told = [
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
        name=inner(labels.name(other.metric, other.service)),
        figures=words.listed(told),
    )


def _named(labels: Labels, figure: Figure) -> str:
    """A figure by what it is of: "visits to Helsenorge in 2020"."""
    name = inner(labels.name(figure.metric, figure.service))
    return labels.words.say("claim.figure_of", name=name, period=labels.words.period(figure.period)).text
