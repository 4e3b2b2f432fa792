"""A proofread draft as lines to read: the count on top, then what is wrong, then the rest."""

from collections.abc import Iterator, Sequence

from helsetrend.proofreading.against import Difference
from helsetrend.proofreading.checking import Contradiction, Judged, corrected
from helsetrend.proofreading.proof import Proof
from helsetrend.proofreading.resolving import Statement

AROUND = 30
"""How many characters are shown before and after a number."""

VERDICTS = {
    "contradicts": "contradicts",
    "outdated": "outdated",
    "imprecise": "imprecise",
    "cannot_be_checked": "cannot be checked",
    "agrees": "agrees",
}
SLIPS = {
    "ratio_as_increase": "a ratio given as an increase",
    "increase_as_ratio": "an increase given as a ratio",
    "percent_as_points": "percent given as percentage points",
    "points_as_percent": "percentage points given as percent",
    "percent_of_the_new": "in percent of the new figure",
    "same_period": "a period compared with itself",
    "self_comparison": "a period compared with itself",
    "vintage": "by figures that were corrected since",
    "earlier_vintage": "by figures that were corrected since",
    "source": "by the figure of another source",
    "metric": "this fits another metric",
    "period": "this fits another period",
    "visits_as_people": "visits are not people",
    "wrong_rank": "another place",
    "part_with_whole": "part of a year beside a whole one",
    "break": "a break between the two",
    "not_reported_as_zero": "not reported is not zero",
}
REASONS = {
    "no_metric": "the data have no such metric",
    "no_data": "no data to check it by",
    "no_period": "no period is named",
    "no_people": "the data count no people",
    "not_this_figure": "too far from the figure to be about it",
    "not_published": "no figure is published",
    "part_published": "only part of the period is published",
    "before_launch": "before the start",
    "not_reported_yet": "not reported then",
    "others_not_counted": "not all services are counted",
    "same_period": "a period compared with itself",
    "part_with_whole": "part of a year beside a whole one",
    "break": "a break between the two",
    "ended": "after the end",
    "does_not_add_up": "the metric does not add up",
    "base_may_be_zero": "the base may be zero",
    "only_as_picture": "published as a picture only",
    "other_year": "the years of the metric begin on another day",
}
PROBLEMS = {
    "growth_does_not_match_levels": "the change does not follow from the two levels",
    "sum_does_not_match": "the sum does not follow from its parts",
    "parts_do_not_make_the_whole": "the parts do not add up to the whole",
    "mean_and_total_differ": "the mean does not fit the year",
    "share_does_not_match_counts": "the share does not follow from the counts",
    "rank_does_not_match_levels": "the place does not follow from the counts",
    "shares_do_not_make_the_whole": "the shares of all parts make more than a hundred percent",
    "direction_does_not_match_levels": "the numbers go the other way",
    "same_figure_twice": "the same thing is given with two numbers",
    "headline_and_body_differ": "the heading and the text differ",
    "multiple_and_growth_differ": "the multiple and the growth differ",
}


def listing(proof: Proof, *, everything: bool = True) -> Iterator[str]:
    """Yield the lines on a proofread draft; without `everything` only those on what is wrong."""
    yield proof.summary
    for verdict, words in VERDICTS.items():
        found = [judged for judged in proof.judged if judged.verdict == verdict]
        if found and (everything or verdict in ("contradicts", "outdated", "imprecise")):
            yield f"{words}:"
            for judged in found:
                yield f"  {place_of(proof, *judged.statement.span)}: {around(proof, *judged.statement.span)}"
                yield f"    {explained(judged)}"
    if proof.contradictions:
        yield "the text against itself:"
        for contradiction in proof.contradictions:
            yield f"  {place_of(proof, *contradiction.spans[-1])}: {described(contradiction)}"
    left = [other for other in proof.others if not other.is_understood]
    if left:
        yield "not understood:"
        yield from (
            f"  {place_of(proof, number.start, number.end)}: {around(proof, number.start, number.end)}"
            for number in left
        )
    passed = [other for other in proof.others if other.is_understood]
    if passed and everything:
        yield "no figures:"
        yield from (
            f"  {place_of(proof, number.start, number.end)}: {_line(number.quote)} ({number.reason})"
            for number in passed
        )


def place_of(proof: Proof, start: int, _: int = 0) -> str:
    """Return the line of a number, or its page in a PDF."""
    page = next(
        (block.page for block in proof.document.blocks if block.page and block.starts[0] <= start < block.ends[-1]), 0
    )
    return f"page {page}" if page else f"line {proof.document.line(start)}"


def around(proof: Proof, start: int, end: int) -> str:
    """Return a number with the words around it, in brackets of its own."""
    text = proof.document.text
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return _line(f"…{before}»{text[start:end]}«{after}…")


def explained(judged: Judged) -> str:
    """Return what a number was read as, and what the figures give for it."""
    statement = judged.statement
    parts = [read_as(statement)]
    if judged.verdict == "cannot_be_checked":
        parts.append(REASONS.get(judged.reason, judged.reason.replace("_", " ")))
    elif judged.verdict != "agrees" and (wording := corrected(judged)):
        parts.append(f"the figures give {wording}")
    if judged.slip in SLIPS and SLIPS[judged.slip] not in parts:
        parts.append(SLIPS[judged.slip])
    parts += [caution.replace("_", " ") for caution in judged.cautions]
    return "; ".join(parts)


def read_as(statement: Statement) -> str:
    """Return what a statement is about: kind, metric, service, periods."""
    series = (
        f"{statement.series.metric}{f':{statement.series.service}' if statement.series.service else ''}"
        if statement.series
        else statement.subject
    )
    of = f" of {statement.of.metric}" if statement.of else ""
    of += f" {statement.of_period}" if statement.of_period else ""
    services = f" ({' + '.join(statement.services)})" if statement.services else ""
    periods = f"{statement.from_period} to {statement.period}" if statement.from_period else f"{statement.period}"
    return f"{statement.kind.replace('_', ' ')}, {series}{services}{of}, {periods}"


def described(contradiction: Contradiction) -> str:
    """Return a contradiction as a line."""
    quotes = ", ".join(f"»{_line(statement.quote)}«" for statement in contradiction.statements)
    return f"{PROBLEMS[contradiction.problem]}: {quotes}"


def _line(text: str) -> str:
    return " ".join(text.split())


def against_listing(differences: Sequence[Difference]) -> Iterator[str]:
    """Yield the lines on where two drafts differ."""
    if differences:
        yield "against the other draft:"
    for difference in differences:
        read = read_as(difference.statement)
        if difference.other is not None:
            yield f"  »{_line(difference.statement.quote)}« here, »{_line(difference.other.quote)}« there ({read})"
        else:
            where = "here" if difference.is_of_first else "there"
            yield f"  »{_line(difference.statement.quote)}« only {where} ({read})"
