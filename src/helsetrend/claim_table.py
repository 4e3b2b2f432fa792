"""The claims and their verdicts as a table: what was said, what the figures give, whether the two meet, and why."""

from fractions import Fraction

from markupsafe import Markup

from helsetrend.claims import Checked
from helsetrend.comparison import Change
from helsetrend.findings import Findings
from helsetrend.interval import Interval
from helsetrend.tables import Column, Table
from helsetrend.wording import Phrase

SIGNS = {"agrees": "✓", "contradicts": "✗", "cannot_be_checked": "?"}


def claims_table(findings: Findings) -> Table:
    """One row a claim about the years of the report; those that the figures contradict are marked."""
    words, checked = findings.words, findings.claims
    columns = [Column(words.say(f"table.{name}").text) for name in ("said", "borne", "verdict", "why")]
    rows = [
        (_said(findings, one), _borne(findings, one), _verdict(findings, one), _why(findings, one)) for one in checked
    ]
    caption = words.say("caption.claims", period=words.period(findings.span), date=words.day(findings.metrics.as_of))
    marked = frozenset(number for number, one in enumerate(checked) if one.verdict == "contradicts")
    return Table(caption.text, columns, rows, marked, is_stacked=True)


def _said(findings: Findings, checked: Checked) -> Phrase:
    """What is claimed, about what, and by whom."""
    words, claim = findings.words, checked.claim
    about = words.say(
        f"claim.{claim.kind}",
        name=findings.name(claim.metric, claim.service),
        old_period=words.period(claim.from_period) if claim.from_period else "",
        new_period=words.period(claim.to_period),
    )
    quote = findings.said(claim)
    told = words.say("claim.said", about=about, source=findings.source(claim.source))
    return Phrase(f"{quote} {told}", Markup("<strong>{}</strong> {}").format(quote.html, told.html))


def _borne(findings: Findings, checked: Checked) -> str:
    """What the figures give, in the unit of the claim."""
    words, place = findings.words, checked.place
    if checked.change:
        return words.percentage(checked.change.interval, checked.change.unit, is_fine=True)
    if place is None or place.best is None:
        return words.say("table.no_value").text
    if place.worst is None:
        return words.say("claim.or_lower", place=place.best).text
    return words.bounds(Interval(Fraction(place.best), Fraction(place.worst)), Fraction(1))


def _verdict(findings: Findings, checked: Checked) -> Phrase:
    """The verdict in a word, with a sign and a colour."""
    text = findings.words.say(f"claim.{checked.verdict}").text
    html = Markup('<span class="verdict {}"><span aria-hidden="true">{}</span> {}</span>')
    return Phrase(text, html.format(checked.verdict, SIGNS[checked.verdict], text))


def _why(findings: Findings, checked: Checked) -> Phrase:
    """One sentence why; with a contradicted growth, what would have to be true."""
    words = findings.words
    if checked.reasons:
        reasons = words.reasons(checked.reasons)
        return Phrase.of(f"{reasons[:1].upper()}{reasons[1:]}.")
    if checked.change is None:
        return words.say(f"claim.why_rank_{checked.verdict}")
    new, old = words.figure(checked.change.new), words.figure(checked.change.old)
    if checked.verdict == "agrees":
        return words.say("claim.why_agrees", new=new, old=old)
    borne = _borne(findings, checked)
    gives = words.say("claim.why_contradicts", new=new, old=old, borne=borne)
    return words.joined([gives, *_needed(findings, checked, checked.change)])


def _needed(findings: Findings, checked: Checked, change: Change) -> list[Phrase]:
    """The base that the claim would need, by the bounds and by the prints alone."""
    if checked.base is None or checked.base_as_printed is None:
        return []
    words, step = findings.words, max(change.old.rounding, change.new.rounding) / 10
    low, high = words.outward(checked.base, step)
    exact, period = words.scaled(checked.base_as_printed, step), words.period(change.old.period)
    return [words.say("claim.needed", low=low, high=high, exact=exact, old_period=period)]
