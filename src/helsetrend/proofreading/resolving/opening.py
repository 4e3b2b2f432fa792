"""What a text is about as a whole: its period, the latest one it names, and the year of the peak."""

from helsetrend.proofreading.resolving.discourse import Discourse, is_in_brackets, is_month_without_figure, peak_of
from helsetrend.proofreading.vocabulary import caseless
from helsetrend.values import Period

_OF_PEAK = caseless(r"(?:[\s,(:\u2013-]|\b(?:i|in|var|er|was|is|of|fra|frå|from|året|year|the)\b){1,12}")
"""What stands between a word such as "the peak" and its year."""


def prepare(known: Discourse) -> None:
    """Find the period that the text is about: the first one that it speaks of and compares with no other."""
    first: Period | None = None
    fallback: Period | None = None
    years: list[Period] = []
    opening = next((sentence.paragraph for sentence in known.sentences if sentence.block.kind == "paragraph"), None)
    for sentence in known.sentences:
        for mention in sentence.periods:
            if mention.role == "span" and mention.years and sentence.block.kind == "heading":
                fallback = fallback or Period.of_year(mention.years[-1])
            if (
                mention.anchor not in ("", "today")
                or mention.role == "span"
                or mention.shift < -1
                or (mention.months and not mention.is_named)
            ):
                if (
                    first is None
                    and (fallback is None or sentence.paragraph == opening)
                    and mention.months
                    and mention.anchor == "focus"
                    and sentence.block.kind == "paragraph"
                ):
                    today = known.clock.today
                    ended = fallback.year if fallback else today.year - (today.month <= mention.months[1])
                    first = mention.of_years(ended, ended)
                continue
            period = known.clock.period_of(mention, None)
            if period is None or period.first > known.clock.today or is_month_without_figure(known, period):
                continue
            years.append(period)
            if mention.role != "at" or sentence.block.cell or is_in_brackets(sentence.text, mention.start):
                continue
            if sentence.block.kind == "heading":
                fallback = fallback or period
            elif first is None and sentence.block.kind != "item":
                first = period
    if first and first.form == "month" and sum(year.form == "year" for year in years) > len(years) / 2:
        first = Period.of_year(first.year)
    last_year = Period.of_year(known.clock.today.year - 1)
    if (
        first
        and first.last < last_year.first
        and any(
            mention.anchor == "today" and mention.shift == -1 and not mention.months and mention.role == "at"
            for sentence in known.sentences
            for mention in sentence.periods
        )
    ):
        first = last_year
    is_later = first and fallback and fallback.last > first.last and fallback.form == first.form
    title = known.sentences[0] if known.sentences and known.sentences[0].block.kind == "heading" else None
    of_title = [mention for mention in title.periods if mention.is_named and mention.months] if title else []
    if is_later or (fallback and of_title):
        first = fallback
    known.clock.main = first or fallback or Period.of_year(known.clock.today.year - 1)
    known.clock.latest = max((year for year in years), key=lambda period: period.last, default=known.clock.main)
    known.clock.peak = peak_of(known)
    for sentence in known.sentences:
        peak = next((mention for mention in sentence.periods if mention.anchor == "peak"), None)
        year = next(
            (
                mention
                for mention in sentence.periods
                if mention.is_named
                and peak
                and mention.role in ("at", peak.role)
                and _OF_PEAK.fullmatch(sentence.text, peak.end, mention.start)
            ),
            None,
        )
        if year and known.clock.named_peak is None:
            known.clock.named_peak = year.years[0]
