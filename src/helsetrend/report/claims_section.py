"""The claims and their verdicts as cards: what was said, what the figures give, whether the two agree, and why."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import groupby

from markupsafe import Markup

from helsetrend.analysis import Checked, Claim, Slip
from helsetrend.published import CLAIM_KINDS, Figure
from helsetrend.report.content import Content
from helsetrend.report.labels import Labels
from helsetrend.report.presentation import Phrase, inner
from helsetrend.values import Interval, nearest

SIGNS = {"agrees": "✓", "imprecise": "≈", "contradicts": "✗", "outdated": "≠", "cannot_be_checked": "?"}

UNIT_OF_SLIP = {"ratio_as_increase": "percent", "increase_as_ratio": "times", "points_as_percent": "points"}
"""The unit of what a slip gives, if it is not that of the claim; "percent_as_points" is in percent too."""

ORDER = ("contradicts", "outdated", "imprecise", "agrees", "cannot_be_checked")
"""The verdicts in the order of the cards."""


def claims_cards(content: Content, labels: Labels) -> Markup:
    """Return a card for each claim about the years of the report, those first that the figures contradict."""
    claims = sorted(content.claims, key=lambda checked: ORDER.index(checked.verdict))
    cards = (_card(labels, checked, content.slips.get(checked.claim.name)) for checked in claims)
    return Markup('<ul class="claims">\n{}\n</ul>').format(Markup("\n").join(cards))


def _card(labels: Labels, checked: Checked, slip: Slip | None) -> Markup:
    """Return what was said, by whom, the verdict in a word, and one line on it; the rest is folded."""
    reasons, gives = why(labels, checked, slip), _gives(labels, checked)
    summary = labels.words.say("claim.reasons")
    folded = Markup("<details><summary>{}</summary><p>{}</p></details>").format(summary, reasons.html)
    return Markup(
        '<li class="claim">{}\n<blockquote><p>{}</p></blockquote>\n<p class="about">{}</p>\n'
        '<p class="gives">{}</p>\n{}</li>'
    ).format(
        _verdict(labels, checked),
        labels.claim(checked.claim).html,
        _about(labels, checked).html,
        (gives or reasons).html,
        folded if gives else "",
    )


def _gives(labels: Labels, checked: Checked) -> Phrase | None:
    """Say in one line what the figures give; None if they give nothing."""
    words, claim = labels.words, checked.claim
    if checked.derived is None or claim.is_record:
        return None
    derived, unit = _derived(labels, checked), claim.unit
    bounds = Interval(claim.value, claim.value)
    claimed = words.say(f"hedge.{claim.said.hedge}", number=words.quantity(bounds, unit))
    if unit in ("percent", "points") and (coarser := words.percentage(checked.derived, unit)) != claimed.text:
        derived = coarser
    if checked.verdict == "contradicts" and any(letter.isdigit() for letter in claim.as_printed):
        return words.say("claim.gives_not", derived=derived, claimed=claimed)
    return words.say("claim.gives", derived=derived)


def _about(labels: Labels, checked: Checked) -> Phrase:
    """Say what a claim is about, and who made it."""
    words, claim = labels.words, checked.claim
    about = words.say(
        f"claim.{claim.kind}_{against}" if (against := _against(claim)) else f"claim.{claim.kind}",
        name=words.listed(labels.name(claim.metric, service) for service in claim.services),
        whole=labels.inner_name(claim.of_metric, claim.of_service) if claim.of_metric else "",
        old_period=words.period(claim.from_period or claim.to_period),
        new_period=words.period(claim.to_period),
    )
    return words.say("claim.said", about=about, source=labels.source(claim.source))


def _against(claim: Claim) -> str:
    """Return the ending of the key for what a claim is about: another metric, or a period that a record is since."""
    if claim.of_metric:
        return "of"
    return "since" if claim.is_record and claim.from_period else ""


def _derived(labels: Labels, checked: Checked) -> str:
    """Return what the figures give, in the unit of the claim."""
    words, place = labels.words, checked.place
    if checked.derived:
        unit = labels.catalogue.metrics[checked.claim.metric].unit if checked.claim.is_record else checked.claim.unit
        return words.quantity(checked.derived, unit)
    if place is None or place.best is None:
        return words.say("table.no_value").text
    if place.worst is None:
        return words.say("claim.or_lower", place=place.best).text
    return words.bounds(Interval(Fraction(place.best), Fraction(place.worst)), Fraction(1))


def _verdict(labels: Labels, checked: Checked) -> Markup:
    """Return the verdict of today in a word, with a sign and a colour, and that of then if it was another."""
    words = labels.words
    text = words.say(f"claim.{checked.verdict}").text
    html = Markup('<p class="verdict {}"><span aria-hidden="true">{}</span> {}</p>')
    today = html.format(checked.verdict, SIGNS[checked.verdict], text)
    if checked.verdict_when_made == ("agrees" if checked.verdict == "outdated" else checked.verdict):
        return today
    then = words.say("claim.when_made", verdict=inner(words.say(f"claim.{checked.verdict_when_made}").text))
    return Markup('{}\n<p class="then">{}</p>').format(today, then)


def why(labels: Labels, checked: Checked, slip: Slip | None = None) -> Phrase:
    """Give the reason for a verdict; for a contradicted claim, also what would have to be true and what explains it."""
    words = labels.words
    if checked.reasons:
        reasons = words.reasons(checked.reasons)
        refusal = Phrase.of(f"{reasons[:1].upper()}{reasons[1:]}.")
        return words.joined([refusal, *_bridged(labels, checked), *_acknowledged(labels, checked)])
    if checked.derived is None:
        return words.joined([words.say(f"claim.why_rank_{checked.verdict}"), *_acknowledged(labels, checked)])
    compared = _record(labels, checked) if checked.claim.is_record else _compared(labels, checked)
    cautions = (words.say("sentence.caution", caution=words.reason(caution)) for caution in checked.cautions)
    besides = (*_then(labels, checked), *_explained(labels, checked, slip), *_acknowledged(labels, checked))
    return words.joined([*compared, *cautions, *_bridged(labels, checked), *besides])


def _bridged(labels: Labels, checked: Checked) -> Iterator[Phrase]:
    """Say what a change comes to over a bridge, and whether the claim is true of that."""
    words = labels.words
    if bridged := checked.bridged:
        derived, months = words.quantity(bridged.interval, bridged.unit), words.period(bridged.bridge.span)
        yield words.say(f"claim.bridged_{checked.bridged_agreement}", derived=derived, months=months)


def _compared(labels: Labels, checked: Checked) -> Iterator[Phrase]:
    """Say what the figures are, and what they give."""
    words = labels.words
    facts = {"figures": _figures(labels, checked).capitalised(), "derived": _derived(labels, checked)}
    if checked.verdict == "outdated":
        day = labels.published.sources[checked.claim.source].counts_from
        old, new = checked.changed_since(day)[-1]
        facts |= {"period": words.period(new.period), "old": words.figure(old), "new": words.figure(new)}
    is_itself = checked.claim.kind == "level" and checked.verdict != "agrees"
    ending = f"_{checked.verdict}" if checked.verdict != "contradicts" else ""
    yield words.say(f"claim.why_level{ending}" if is_itself else f"claim.why_{checked.verdict}", **facts)


def _figures(labels: Labels, checked: Checked) -> Phrase:
    """Return the figures that a number follows from, as a part of a sentence."""
    words, kind, claim = labels.words, CLAIM_KINDS[checked.claim.kind], checked.claim
    figures = [words.figure(figure) for figure in checked.figures]
    if claim.of_metric:
        way = "share" if kind.is_share else "beside"
    elif kind.has_two and claim.from_period and claim.kind != "sum":
        old, new = (figure.interval for figure in checked.figures)
        way = "up" if new.low > old.high else "down" if new.high < old.low else "change"
    else:
        way = "sum" if len(figures) > 1 else "one"
    return words.say(f"claim.figures_{way}", first=figures[0], last=figures[-1], all=words.listed(figures))


def _record(labels: Labels, checked: Checked) -> Iterator[Phrase]:
    """Say which of the published figures is the record."""
    words = labels.words
    rival, holder = checked.figures
    yield words.say(
        f"claim.why_{checked.claim.kind}_{checked.verdict}",
        figure=words.figure(holder),
        period=words.period(holder.period),
        rival=words.figure(rival),
        rival_period=words.period(rival.period),
    ).capitalised()


def _then(labels: Labels, checked: Checked) -> Iterator[Phrase]:
    """Say what the figures gave as the claim was written, if its verdict was another one."""
    words, then = labels.words, checked.then
    if then is None or then.derived is None or checked.claim.is_record or checked.verdict in ("outdated", then.verdict):
        return
    if checked.verdict == "contradicts":
        yield words.say("claim.own_figures", figures=_figures(labels, then))
    else:
        yield words.say("claim.gave_then", derived=_derived(labels, then))


def _explained(labels: Labels, checked: Checked, slip: Slip | None) -> Iterator[Phrase]:
    """Say of a contradicted claim which figure it would need, and its likeliest slip."""
    words, claim = labels.words, checked.claim
    if checked.verdict != "contradicts":
        return
    if claim.kind not in ("level", "sum") and checked.needed_as_printed is not None:
        first = checked.figures[0]
        name = labels.inner_name(first.metric, first.service)
        figure = words.say("claim.figure_of", name=name, period=words.period(first.period))
        is_own = (first.metric, first.service) == (claim.metric, claim.service)
        exact = _near(labels, checked.needed_as_printed, first)
        yield words.say("claim.needed", figure=words.period(first.period) if is_own else figure, exact=exact)
    if slip:
        yield _slip(labels, checked, slip)


def _near(labels: Labels, needed: Fraction, figure: Figure) -> str:
    """Return a number that a figure would have to be, as finely as the figure is printed, or finer if it is close."""
    words, step = labels.words, figure.rounding
    while nearest(needed, step) == figure.value and step > 1:
        step /= 10
    number = words.scaled(needed, step)
    return words.say("span.percent", number=number).text if figure.unit == "percent" else number


def _acknowledged(labels: Labels, checked: Checked) -> Iterator[Phrase]:
    """Give the note in the data that acknowledges a contradiction."""
    if checked.verdict == "contradicts" and checked.claim.acknowledged:
        yield labels.words.say("claim.acknowledged", reason=checked.claim.acknowledged[labels.words.language])


def _slip(labels: Labels, checked: Checked, slip: Slip) -> Phrase:
    """Say of which figures, or read in which way, the claim would be right."""
    words = labels.words
    own = {(figure.metric, figure.service) for figure in checked.figures}
    other = next((figure for figure in slip.figures if (figure.metric, figure.service) not in own), slip.figures[0])
    unit = UNIT_OF_SLIP.get(slip.code, "percent" if checked.claim.unit == "points" else checked.claim.unit)
    by_source = groupby(slip.figures, key=lambda figure: figure.sources)
    cited = [
        words.say(
            "slip.from",
            source=words.separated(labels.each_source(sources)),
            figures=words.listed(_dated(labels, figures)),
        )
        for sources, figures in by_source
    ]
    return words.say(
        f"slip.{slip.code}",
        derived=words.quantity(slip.derived, unit),
        name=labels.inner_name(other.metric, other.service),
        figures=words.listed(cited),
    )


def _dated(labels: Labels, figures: Iterable[Figure]) -> Iterator[Phrase]:
    words = labels.words
    for figure in figures:
        yield words.say("slip.figure", figure=words.figure(figure), period=words.period(figure.period))
