"""From numbers in sentences to statements: which figure each of them is about.

The sentences are read in their order, with what was spoken of before (`Clock`, the series of the sentence before, the
heading above). Each decision is kept as a reason that a reader can follow.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from helsetrend.analysis import Vintage
from helsetrend.proofread import times
from helsetrend.proofread.documents.document import Document
from helsetrend.proofread.grammar import Sense, has_together, sense_of
from helsetrend.proofread.lexicon import DOWN, PEOPLE, UP
from helsetrend.proofread.not_figures import reason_of_no_figure
from helsetrend.proofread.sentences import Sentence, sentences_of
from helsetrend.proofread.statements import CHANGES, NoFigure, Statement
from helsetrend.proofread.times import Clock
from helsetrend.proofread.topics import (
    Topic,
    foreign_subject,
    is_anaphoric,
    is_plural_noun,
    noun_after,
    own_part,
    people_after,
    topics,
)
from helsetrend.proofread.words import GENERAL_USE, Series, Vocabulary
from helsetrend.values import Period

LEAST_SCORE = 0.3
"""A series for which less speaks is not taken."""

CLOSE = 0.6
"""Another series for which at least this part of the best one's score speaks is another reading."""

_REPORTED = re.compile(
    r"\b(?:an earlier (?:edition|version)|tidligere (?:utgave|versjon|tall)|tidlegare (?:utgåve|versjon|tal)|previously (?:reported|put|given)|først oppgitt|opprinnelig|opphavleg|originally|foreløpig\w*|førebels|preliminary|the minister|statsråd\w*|ministeren|the papers|avisene)\b",
    re.IGNORECASE,
)
_PER = re.compile(
    r"\b(?:per|pr\.?|for every|for each|for hver|for kvar|for hvert|for kvart|to each|to every|til hver|til kvar)\s(?:én |ein |eneste |single )?",
    re.IGNORECASE,
)
_MANY_AS = re.compile(r"^\s(?:så mange|så mykje|så mye|as many)\s", re.IGNORECASE)
_NOT_WHOLE = re.compile(r"^\s(?:av|of)\s(?:(?:alle|all|the|de|dei|årets|these|those|our)\s)*", re.IGNORECASE)
_IT_WAS = re.compile(r"\b(?:var|er|was|is)\s(?:den|it)\s(?:på\s)?$|\b(?:den|it)\s(?:var|er|was|is)\s(?:på\s)?$", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;]|\s(?:og|and|men|but|mens|while)\s")
_TOTAL = re.compile(
    r"(?:total(?:t|en)?|sum(?:men)?|i alt|all|alle|antall|tal|number|altogether|mill(?:ion\w*)?|tusen|thousands?|prosent|percent|andel|share|endring|change|året|året før|fra|frå|from|kvartal|quarter|half|halvår|year|year-on-year|før|the|and|og|per|of|av|hele|heile|whole|month|måned|snitt|gjennomsnitt|mean|average)",
    re.IGNORECASE,
)
_JOINING = re.compile(r"\b(?:og|and|men|but|mens|medan|while)\b", re.IGNORECASE)
_LINKING = re.compile(
    r"(?:mot|against|til|fra|frå|from|opp|ned|down|and|var|was|andelen|andel|delen|share|året|før|fjor|year|last|mens|while|den|det|then|that|compared|with|sammenlignet|samanlikna|med|lik|the|prosent|altså|steg|rose|falt|fell|økte|auka|gikk|gjekk|går|went|via|etter|after|over|henholdsvis|respectively|opprinnelig|earlier|hele|heile|men|but|nå|no|now|for|dette|this|igjen|again|har|had|hadde|been|vært|vore)",
    re.IGNORECASE,
)
_RESPECTIVELY = re.compile(r"\b(?:henholdsvis|hhv|høvesvis|respektivt?e?|respectively|in that order)\b", re.IGNORECASE)
_MOST = 5
"""The most other readings that are kept."""


@dataclass
class Reading:
    """What was read of a document: its statements and the other numbers, each in the order of the text."""

    statements: list[Statement] = field(default_factory=list)
    others: list[NoFigure] = field(default_factory=list)


def read(
    document: Document, vocabulary: Vocabulary, vintage: Vintage | None, *, today: date, language: str = ""
) -> Reading:
    """Return the statements of a document, and the numbers in it that are none."""
    return _Resolver(document, vocabulary, vintage, today, language).read()


class _Resolver:
    def __init__(
        self, document: Document, vocabulary: Vocabulary, vintage: Vintage | None, today: date, language: str
    ) -> None:
        self.document = document
        self.vocabulary = vocabulary
        self.vintage = vintage
        self.catalogue = vocabulary.catalogue
        self.clock = Clock(today)
        self.sentences = sentences_of(document, vocabulary, language)
        self.out = Reading()
        self.context: Series | None = None
        self.context_of_paragraph = -1
        self.heading: frozenset[str] = frozenset()
        self.section: Period | None = None
        self.recent: list[Statement] = []
        self.mean_before = False
        self.span_before: tuple[int, Period, Period] | None = None
        self.change_before: Sense | None = None

    def read(self) -> Reading:
        """Read all sentences, then all tables."""
        self._prepare()
        paragraph = -1
        for sentence in self.sentences:
            if sentence.paragraph != paragraph:
                paragraph = sentence.paragraph
                self._enter(sentence)
            if sentence.block.cell is not None:
                self._read_cell(sentence)
            else:
                self._read_sentence(sentence)
        return self.out

    # --- what the text is about -----------------------------------------------------------------------------------

    def _prepare(self) -> None:
        """Find the period that the text is about: the first one that it speaks of and compares with no other."""
        first: Period | None = None
        fallback: Period | None = None
        years: list[Period] = []
        for sentence in self.sentences:
            for mention in sentence.periods:
                if (
                    mention.anchor not in ("", "today")
                    or mention.role == "span"
                    or mention.months
                    and not mention.is_named
                ):
                    if (
                        first is None
                        and mention.months
                        and mention.anchor == "focus"
                        and sentence.block.kind != "heading"
                        and fallback
                    ):
                        first = mention.of_years(fallback.year, fallback.year)
                    continue
                period = self.clock.period_of(mention, None)
                if period is None or period.first > self.clock.today:
                    continue
                years.append(period)
                if mention.role != "at" or sentence.block.cell:
                    continue
                if sentence.block.kind == "heading":
                    fallback = fallback or period
                elif first is None and sentence.block.kind != "item":
                    first = period
        if first and fallback and fallback.last > first.last and fallback.form == first.form:
            first = fallback
        self.clock.main = first or fallback or Period.of_year(self.clock.today.year - 1)
        self.clock.latest = max((year for year in years), key=lambda period: period.last, default=self.clock.main)
        self.clock.peak = self._peak()
        for sentence in self.sentences:
            peak = next((mention for mention in sentence.periods if mention.anchor == "peak"), None)
            year = next(
                (
                    mention
                    for mention in sentence.periods
                    if mention.is_named and peak and 0 <= mention.start - peak.end < 25 and mention.role == "at"
                ),
                None,
            )
            if year and self.clock.named_peak is None:
                self.clock.named_peak = year.years[0]

    def _peak(self) -> int | None:
        """Return the year with the highest figure of the main series."""
        if self.vintage is None:
            return None
        main = self.vocabulary.main
        figures = [figure for figure in self.vintage.figures(main.metric, main.service) if figure.period.form == "year"]
        best = max(figures, key=lambda figure: figure.value, default=None)
        return best.period.year if best else None

    def _enter(self, sentence: Sentence) -> None:
        """Begin a block: a heading sets what its section is about; a paragraph goes back to the period of the text."""
        if sentence.block.kind == "heading":
            named = [
                mention
                for mention in sentence.periods
                if mention.is_named and mention.role == "at" and not mention.months
            ]
            self.section = self.clock.period_of(named[0], None) if len(named) == 1 and sentence.paragraph else None
            self.heading = frozenset(cue.key for cue in sentence.cues)
            if sentence.paragraph:
                self.context = None
        if sentence.block.kind != "item":
            self.clock.focus = self.section or self.clock.main

    # --- a sentence ----------------------------------------------------------------------------------------------

    def _read_sentence(self, sentence: Sentence, *, has_left_dates: bool = False) -> None:
        if not has_left_dates:
            self._leave_dates(sentence)
        periods = self._periods(sentence)
        statements: list[Statement] = []
        senses: list[Sense] = []
        by_place: dict[int, Statement] = {}
        for place, number in enumerate(sentence.numbers):
            change = next((one for one in reversed(senses) if one.kind in CHANGES and one.direction), None)
            sense = sense_of(sentence, place, _sense_before(senses), change)
            if not senses and sense.kind == "share" and self.change_before and _IT_WAS.search(sentence.text[: number.start]):
                sense = self.change_before
            senses.append(sense)
            reason = self._no_figure(sentence, place, sense, statements)
            if reason:
                self._leave(sentence, number.start, number.end, reason)
                continue
            statement = self._statement(sentence, place, sense, periods, statements)
            if statement is None:
                self._leave(sentence, number.start, number.end, "not understood", is_understood=False)
                continue
            statements.append(statement)
            by_place[place] = statement
        changes = [one for one in senses if one.kind in ("growth", "decline")]
        self.change_before = changes[-1] if changes else None
        statements = self._respectively(_along_the_way(statements), periods)
        statements = [self._with_base(statement, statements, sentence) for statement in statements]
        self.out.statements += statements
        self._remember(sentence, periods, statements)

    def _leave_dates(self, sentence: Sentence) -> None:
        """Account for the digits in dates, references and periods, and for those that nothing was made of."""
        spans = [(start, end, "date, reference or name") for start, end in sentence.masks]
        spans += [(mention.start, mention.end, "period") for mention in sentence.periods]
        taken: list[tuple[int, int]] = []
        for start, end, reason in spans:
            is_new = not any(start < other and first < end for first, other in taken)
            if is_new and any(sign.isdigit() for sign in sentence.text[start:end]):
                taken.append((start, end))
                self._leave(sentence, start, end, reason)
        taken += [(number.start, number.end) for number in sentence.numbers]
        for found in re.finditer(r"\d+(?:[.,]\d+)*", sentence.text):
            if not any(found.start() < other and first < found.end() for first, other in taken):
                self._leave(sentence, found.start(), found.end(), "not read", is_understood=False)

    def _respectively(self, statements: list[Statement], periods: Sequence[Period | None]) -> list[Statement]:
        """Return the statements of a sentence with "henholdsvis", each with the period or the service of its place."""
        found = statements[0].sentence if statements else None
        word = _RESPECTIVELY.search(found.text) if found else None
        if found is None or word is None:
            return statements
        listed = [
            one
            for one in statements
            if one.number.form == statements[-1].number.form and one.kind == statements[-1].kind
        ]
        named = [period for mention, period in zip(found.periods, periods, strict=True) if period and mention.is_named]
        span = next((mention for mention in found.periods if mention.role == "span" and mention.years), None)
        if span and span.years[-1] - span.years[0] + 1 == len(listed):
            named = [Period.of_year(year) for year in range(span.years[0], span.years[-1] + 1)]
        series = list(dict.fromkeys(series for cue in found.cues if (series := self._named_by(cue.key))))
        for place, one in enumerate(listed):
            changed = one
            if len(named) == len(listed) > 1:
                changed = replace(
                    changed,
                    period=named[place],
                    is_sure_of_period=True,
                    kind="level" if one.kind == "sum" else one.kind,
                    from_period=None if one.kind == "sum" else one.from_period,
                )
            if len(series) == len(listed) > 1:
                changed = replace(changed, series=series[place], others=())
            statements[statements.index(one)] = self._measured(changed)
        return statements

    def _named_by(self, key: str) -> Series | None:
        """Return the service that a word tells from others, or the count whose unit it is."""
        service = next(
            (series for series in self.vocabulary.all_series if key in self.vocabulary.service_keys(series)), None
        )
        return service or _head(self.vocabulary, key)

    def _leave(self, sentence: Sentence, start: int, end: int, reason: str, *, is_understood: bool = True) -> None:
        place = sentence.span(start, end)
        self.out.others.append(NoFigure(*place, sentence.text[start:end], reason, is_understood))

    def _periods(self, sentence: Sentence) -> list[Period | None]:
        found: list[Period | None] = []
        before: Period | None = None
        for mention in sentence.periods:
            period = self.clock.period_of(mention, before)
            found.append(period)
            if period:
                before = Period.of_year(period.year) if mention.role == "span" else period
        for index, mention in enumerate(sentence.periods[:-1]):
            year = sentence.periods[index + 1]
            is_part = mention.months is not None and not mention.is_named and mention.anchor == "focus"
            is_year = year.is_named and not year.months and not year.is_same_part and year.role == "at"
            if is_part and is_year and not any(mention.end <= number.start < year.start for number in sentence.numbers):
                found[index] = found[index + 1] = mention.of_years(year.years[0], year.years[-1])
        return found

    def _remember(self, sentence: Sentence, periods: Sequence[Period | None], statements: Sequence[Statement]) -> None:
        main = [
            period
            for mention, period in zip(sentence.periods, periods, strict=True)
            if period
            and mention.role == "at"
            and (
                mention.is_named
                or mention.anchor == "today"
                or mention.months
                or (mention.anchor == "last" and mention.shift and mention.start < 3)
            )
        ]
        told = [
            statement.period
            for statement in statements
            if statement.period and statement.is_sure_of_period and statement.kind in ("level", "monthly_mean")
        ]
        if main:
            first = told[0] if told and told[0] in main else main[0]
            changed = [statement.period for statement in statements if statement.kind in CHANGES and statement.period]
            reached = [
                statement.period
                for statement in statements
                if times.is_to(sentence, statement.number) and statement.period
            ]
            self.clock.focus = max([*changed, *reached, first], key=lambda period: period.last)
        if any(periods):
            self.clock.last = [period for period in periods if period][-1]
        known = [statement for statement in statements if statement.series]
        if known:
            self.context = known[-1].series
        elif not statements and sentence.block.kind != "heading":
            keys = {cue.key for cue in sentence.cues}
            heads = [
                series
                for series in self.vocabulary.all_series
                if not series.service and keys & self.vocabulary.heads[series]
            ]
            services = [
                series
                for series in self.vocabulary.all_series
                if series.service and keys & self.vocabulary.service_keys(series)
            ]
            if len(heads) >= 1 and keys:
                self.context = (services or heads)[0]
            elif len(services) == 1:
                self.context = services[0]
        span = next((mention for mention in sentence.periods if mention.role == "span" and mention.years), None)
        self.span_before = None
        if span and not statements and sentence.block.kind != "heading":
            self.span_before = (sentence.paragraph, *(Period.of_year(year) for year in (span.years[0], span.years[-1])))
        if not statements and self.context is None and re.search(rf"\b(?:{GENERAL_USE})\b", sentence.text, re.IGNORECASE):
            self.context = self.vocabulary.main
        if statements:
            self.mean_before = statements[-1].kind == "monthly_mean"
            self.recent = [*self.recent, *statements][-12:]

    # --- is it a figure ------------------------------------------------------------------------------------------

    def _no_figure(self, sentence: Sentence, place: int, sense: Sense, statements: Sequence[Statement]) -> str:
        number = sentence.numbers[place]
        has_unit = self._has_unit(sentence, place) or _is_ratio(sentence, number, self.vocabulary)
        is_money = any("kron" in unit for metric in self.catalogue.metrics.values() for unit in [metric.unit.lower()])
        reason = reason_of_no_figure(sentence.text, number, has_unit=has_unit, is_money=is_money)
        if reason == "duration" and self._is_changed_duration(sentence):
            return ""
        if reason == "small number" and self._is_changed_duration(sentence) and number.form == "number":
            return ""
        if (
            reason == "small number"
            and number.value < 1
            and "zero" in sentence.text[number.start : number.end].lower()
            and place + 1 < len(sentence.numbers)
        ):
            return ""
        if sense.kind in ("daily_mean", "weekly_mean") and number.value < 100:
            return "small number"
        if sense.kind == "one_in" and not sentence.cues:
            return ""
        return reason

    def _has_unit(self, sentence: Sentence, place: int) -> bool:
        """Return whether a word of the data stands beside a number, as what it counts."""
        number = sentence.numbers[place]
        for cue in sentence.cues:
            if number.end <= cue.start:
                between = sentence.text[number.end : cue.start]
                is_head = any(cue.key in heads for heads in self.vocabulary.heads.values())
                if (
                    is_head
                    and len(between) <= 14
                    and len(between.split()) <= 1
                    and not re.search(r"[,;:.(]|\b(?:av|of|i|in|for|på|to|til|per)\b", between)
                ):
                    return not (number.is_word and number.value <= 12 and not number.has_scale) or len(between) == 1
        return False

    def _is_changed_duration(self, sentence: Sentence) -> bool:
        """Return whether a sentence tells of a change of something that is measured in time."""
        return (
            any(number.is_halving or number.form == "multiple" for number in sentence.numbers)
            and re.search(r"\b(?:fra|frå|from)\b.*\b(?:til|to)\b", sentence.text, re.IGNORECASE) is not None
            and not any(number.has_scale for number in sentence.numbers)
        )

    # --- a statement ---------------------------------------------------------------------------------------------

    def _statement(
        self,
        sentence: Sentence,
        place: int,
        sense: Sense,
        periods: Sequence[Period | None],
        statements: Sequence[Statement],
    ) -> Statement | None:
        number = sentence.numbers[place]
        kind, why = sense.kind, [sense.why]
        people = people_after(sentence, number) if number.form == "number" else ""
        of: Series | None = None
        series: Series | None = None
        found: list[Topic] = []
        services: tuple[str, ...] = ()
        if kind == "mean":
            kind = "monthly_mean" if self._has_means() or self.mean_before else "weekly_mean"
        if kind == "level" and (pair := self._ratio(sentence, number)):
            kind, series, of = "ratio", pair[0], pair[1]
        elif kind == "multiple" and (pair := self._many_as(sentence, number)):
            kind, series, of = "ratio", pair[0], pair[1]
        elif kind in ("share", "one_in"):
            series, of, found = self._share(sentence, place, statements)
            last = statements[-1] if statements else None
            if (
                of
                and last
                and last.kind == "sum"
                and last.services
                and series
                and last.series
                and series.metric == last.series.metric
            ):
                series, services = last.series, last.services
            if series and of is None:
                kind = "level" if kind == "share" else kind
        else:
            found = self._topics(sentence, place, kind, statements)
            series = found[0].series if found else None
        why += [f"{found[0].series.metric}: {found[0].why}"] if found else []
        subject = ""
        is_sure = bool(found and found[0].is_sure) or of is not None
        if series is None:
            subject = self._subject(sentence, place, statements)
            if not subject and kind in ("one_in", "rank", "multiple"):
                return None if kind != "multiple" else None
        if series and kind == "rank" and not series.service:
            return None
        statement = Statement(
            sentence=sentence,
            number=number,
            kind=kind,
            direction=sense.direction,
            series=series,
            subject=subject,
            of=of,
            services=services,
            unit="people" if people and not self._is_persons(series) else "",
            value=abs(number.value) if kind in CHANGES else number.value,
            rounding=number.rounding,
            is_sure_of_series=is_sure,
            is_reported=_REPORTED.search(sentence.text) is not None,
            why=tuple(why),
        )
        statement = self._with_period(statement, place, periods, statements)
        statement = self._as_sum(statement, place, periods, statements)
        close = [topic.series for topic in found[1:] if topic.score >= found[0].score * CLOSE][:_MOST]
        others = tuple(
            self._with_period(replace(statement, series=other), place, periods, statements)
            for other in close
            if statement.kind != "sum"
        )
        return replace(statement, others=others)

    def _is_persons(self, series: Series | None) -> bool:
        return series is not None and self.catalogue.metrics[series.metric].kind == "persons"

    def _candidates(self, sentence: Sentence, place: int, kind: str) -> list[Series]:
        """Return the series that a number of a kind can be about."""
        number = sentence.numbers[place]
        if kind in ("growth", "decline"):
            return self.vocabulary.all_series
        kinds = {"points": ("share",), "rank": ("count",), "level": ("count", "persons")}.get(
            kind, ("count", "persons")
        )
        if kind == "monthly_mean":
            kinds = ("count", "mean")
        if number.form in ("percent", "part") and kind in ("level", "share"):
            kinds = ("share",)
        found = [series for series in self.vocabulary.all_series if self.catalogue.metrics[series.metric].kind in kinds]
        if kind == "rank":
            return [series for series in found if series.service]
        return found

    def _topics(self, sentence: Sentence, place: int, kind: str, statements: Sequence[Statement]) -> list[Topic]:
        number = sentence.numbers[place]
        before = next((statement.series for statement in reversed(statements) if statement.series), None)
        if before and self.catalogue.metrics[before.metric].kind == "mean":
            before = self._whole_of_mean(before)
        candidates = self._candidates(sentence, place, kind)
        context = self.context
        if context and self.catalogue.metrics[context.metric].kind == "mean" and kind != "monthly_mean":
            context = self._whole_of_mean(context)
        lender = place
        while lender + 1 < len(sentence.numbers) and sentence.numbers[lender].borrowed and _is_lent(sentence, lender):
            lender += 1
        ways = [
            topics(self.vocabulary, sentence, at, candidates, before=before, context=context, heading=self.heading)
            for at in dict.fromkeys((place, lender))
        ]
        found = max(ways, key=lambda way: way[0].score if way else 0)
        found = [
            topic for topic in found if topic.score >= LEAST_SCORE and self._has_no_other_unit(sentence, number, topic)
        ]
        if number.form == "number" and self._counts_what_is_unknown(sentence, place):
            found = [topic for topic in found if self.catalogue.metrics[topic.series.metric].kind != "persons"]
        if not found and number.form == "number" and not place and self._is_portal_subject(sentence, number):
            found = [Topic(self.vocabulary.main, LEAST_SCORE, "the portal itself", False)]
        if found and not found[0].is_sure:
            last = (statements or self.recent)[-1:]
            same = [other for other in last if other.sentence.paragraph == sentence.paragraph]
            if same and not same[0].series and same[0].subject:
                return []
            if foreign_subject(sentence, place, [cue.start for cue in sentence.cues]):
                return []
        if found and not found[0].is_sure and not self._may_go_on(sentence, place, statements, kind):
            return []
        if kind == "monthly_mean":
            found = [replace(topic, series=self._mean_of(topic.series)) for topic in found]
        elif number.form == "number" or kind == "multiple":
            means = {metric for metric, entry in self.catalogue.metrics.items() if entry.kind == "mean"}
            found = (
                [topic for topic in found if topic.series.metric not in means]
                if kind not in ("growth", "decline")
                else found
            )
        if kind in ("growth", "decline", "multiple"):
            found = [topic for topic in found if self.catalogue.metrics[topic.series.metric].kind != "mean"] or found
        return found

    def _has_means(self) -> bool:
        return any(metric.monthly_mean_of for metric in self.catalogue.metrics.values())

    def _is_portal_subject(self, sentence: Sentence, number: object) -> bool:
        names = [name.lower() for name in self.catalogue.portal.name.values()]
        lower = sentence.text.lower()
        return any(name in lower for name in names) and not noun_after(sentence, number)  # type: ignore[arg-type]

    def _has_no_other_unit(self, sentence: Sentence, number: object, topic: Topic) -> bool:
        """Return whether a number does not count something that the series is not."""
        if getattr(number, "form", "") != "number" or topic.is_sure:
            return True
        noun = noun_after(sentence, number)  # type: ignore[arg-type]
        if not noun or re.fullmatch(PEOPLE, noun, re.IGNORECASE):
            return True
        if any(cue.start >= number.end and cue.start <= number.end + len(noun) + 2 for cue in sentence.cues):  # type: ignore[attr-defined]
            return True
        return not is_plural_noun(noun)

    def _counts_what_is_unknown(self, sentence: Sentence, place: int) -> bool:
        """Return whether the word after a number is a noun that the data do not have."""
        number = sentence.numbers[place]
        noun = noun_after(sentence, number)
        is_cue = any(number.end < cue.start <= number.end + 2 for cue in sentence.cues)
        return bool(noun) and is_plural_noun(noun) and not is_cue

    def _may_go_on(self, sentence: Sentence, place: int, statements: Sequence[Statement], sense: str) -> bool:
        """Return whether a number may be about what was spoken of before, or about the use of the portal."""
        if statements and statements[-1].series:
            return True
        if re.search(rf"\b(?:{GENERAL_USE})\b", sentence.text, re.IGNORECASE):
            return True
        if sense != "difference" and any(
            name.lower() in sentence.text.lower() for name in self.catalogue.portal.name.values()
        ):
            return True
        return is_anaphoric(sentence, place) or sentence.block.kind in ("item", "caption", "heading")

    def _mean_of(self, series: Series) -> Series:
        for name, metric in self.catalogue.metrics.items():
            if metric.monthly_mean_of == series.metric and not series.service:
                return Series(name)
        return series

    def _whole_of_mean(self, series: Series) -> Series:
        whole = self.catalogue.metrics[series.metric].monthly_mean_of
        return Series(whole) if whole else series

    def _ratio(self, sentence: Sentence, number: object) -> tuple[Series, Series] | None:
        return _ratio_of(sentence, number, self.vocabulary)

    def _many_as(self, sentence: Sentence, number: object) -> tuple[Series, Series] | None:
        """Return the two series of "twice as many visits as logins"."""
        end = number.end  # type: ignore[attr-defined]
        if not re.match(
            r"\s?(?:så mange|så mykje|så mye|as many|som mange|flere|more)\b", sentence.text[end:], re.IGNORECASE
        ):
            return None
        cues = [cue for cue in sentence.cues if cue.start >= end]
        heads = [(cue, series) for cue in cues if (series := _head(self.vocabulary, cue.key))]
        if len(heads) >= 2 and heads[0][1] != heads[1][1]:
            between = sentence.text[heads[0][0].end : heads[1][0].start]
            if re.search(r"\b(?:som|as|than|enn)\s$", between):
                return heads[0][1], heads[1][1]
        return None

    # --- shares --------------------------------------------------------------------------------------------------

    def _share(
        self, sentence: Sentence, place: int, statements: Sequence[Statement]
    ) -> tuple[Series | None, Series | None, list[Topic]]:
        """Return the part and the whole of a share; only the part, where it is the level of a metric that is a share."""
        number = sentence.numbers[place]
        of_metric = self._topics(sentence, place, "share" if number.form != "number" else "level", statements)
        if number.form == "number" or number.form == "one_in":
            of_metric = [topic for topic in of_metric if self.catalogue.metrics[topic.series.metric].kind == "share"]
        if number.form == "one_in":
            found = topics(
                self.vocabulary,
                sentence,
                place,
                [
                    series
                    for series in self.vocabulary.all_series
                    if self.catalogue.metrics[series.metric].kind == "share"
                ],
                before=None,
                context=None,
            )
            of_metric = [topic for topic in found if topic.is_sure and topic.score >= 0.5]
        whole = self._whole(sentence, place)
        last = statements[-1] if statements else None
        if whole is None and last and last.kind == "share" and last.of and {number.form, last.number.form} <= {"percent", "part", "one_in"}:
            whole = last.of
        part = self._part(sentence, place, whole, statements) if whole else None
        if whole and part and part != whole:
            is_named = any(topic.is_sure and topic.score >= 2.2 for topic in of_metric[:1])
            if not is_named or self._is_whole_of(part, whole):
                return part, whole, []
        if of_metric and (of_metric[0].is_sure or not whole):
            sure = [topic for topic in of_metric if topic.is_sure or statements or is_anaphoric(sentence, place)]
            if statements and sure and not self._is_told_of(sentence, place, sure[0].series):
                sure = []
            if sure:
                return sure[0].series, None, sure
        return None, None, []

    def _is_told_of(self, sentence: Sentence, place: int, series: Series) -> bool:
        """Return whether a part after another number is still about a metric: it is named again, or nothing else is."""
        start, end = own_part(sentence, place)
        ends = [found.end() for found in _CLAUSE.finditer(sentence.text, start, sentence.numbers[place].start)]
        start = ends[-1] if ends else start
        keys = self.vocabulary.keys[series]
        if any(start <= cue.start < end and cue.key in keys for cue in sentence.cues):
            return True
        words = re.findall(r"[^\W\d_]{3,}", sentence.masked[start : sentence.numbers[place].start])
        rest = re.findall(r"[^\W\d_]{3,}", sentence.masked[sentence.numbers[place].end : end].split(",")[0])
        return all(_LINKING.fullmatch(word) for word in words) and not any(word.lower() in ("som", "who", "that", "har", "have", "bruker", "brukar") for word in rest[:2])

    def _is_whole_of(self, part: Series, whole: Series) -> bool:
        return self.catalogue.metrics[part.metric].services_add_up_to == whole.metric

    def _whole(self, sentence: Sentence, place: int) -> Series | None:
        """Return what a share is of: the series whose word stands right after it ("av besøkene", "fifth visit")."""
        number = sentence.numbers[place]
        for cue in sentence.cues:
            if cue.start < number.end - 1:
                continue
            between = sentence.text[number.end : cue.start]
            if re.search(r"[,;:.]", between) or len(between.split()) > 3:
                return None
            if (series := _head(self.vocabulary, cue.key)) is not None:
                return series
            if not re.fullmatch(r"\s*(?:(?:av|of|alle|all|the|de|dei|årets|digital\w*)\s)*", between):
                return None
        if (
            re.match(r"\s(?:av|of)\s(?:de|dei|dem|them|these|those|disse|desse|all)\b", sentence.text[number.end :])
            and self.context
        ):
            return self.context
        return None

    def _part(self, sentence: Sentence, place: int, whole: Series, statements: Sequence[Statement]) -> Series | None:
        """Return what a share is: another count of the sentence, a service, or what was spoken of."""
        number = sentence.numbers[place]
        start = sentence.numbers[place - 1].end if place else 0
        scores: dict[Series, float] = {}
        for cue in sentence.cues:
            for series in self.vocabulary.all_series:
                metric = self.catalogue.metrics[series.metric]
                if metric.kind not in ("count", "persons") or series == whole:
                    continue
                own = (
                    self.vocabulary.service_keys(series)
                    if series.service
                    else self.vocabulary.heads[series] - self.vocabulary.heads[whole]
                )
                if (
                    series.service
                    and whole.metric not in (series.metric, metric.services_add_up_to)
                    and metric.unit != self.catalogue.metrics[whole.metric].unit
                ):
                    continue
                if cue.key in own:
                    distance = abs(cue.start - number.end)
                    between = sentence.text[min(cue.end, number.end) : max(cue.start, number.start)]
                    is_own = start <= cue.start < number.start and "," not in between
                    is_beside = cue.start >= number.end and len(between.split()) <= 2
                    score = 1000 - distance + 500 * bool(series.service) + 200 * is_own + 300 * is_beside
                    scores[series] = max(scores.get(series, 0), score)
        if scores:
            return max(scores, key=lambda series: scores[series])
        if is_anaphoric(sentence, place):
            before = next((statement.series for statement in reversed(statements) if statement.series), self.context)
            if before and before != whole and before.service:
                return before
        return None

    # --- what no metric covers -----------------------------------------------------------------------------------

    def _subject(self, sentence: Sentence, place: int, statements: Sequence[Statement]) -> str:
        """Return a word for what a number is about that the data have no metric for."""
        number = sentence.numbers[place]
        noun = noun_after(sentence, number)
        if statements and statements[-1].subject and statements[-1].series is None:
            return statements[-1].subject
        if (
            self.recent
            and is_anaphoric(sentence, place)
            and not self.recent[-1].series
            and self.recent[-1].subject
            and self.recent[-1].sentence.paragraph == sentence.paragraph
        ):
            return self.recent[-1].subject
        if number.form == "number" and len(noun) > 3:
            return noun.lower()
        words = re.findall(r"[^\W\d_]{5,}", sentence.text[: number.start])
        return words[0].lower() if words else "?"

    # --- periods -------------------------------------------------------------------------------------------------

    def _with_period(
        self, statement: Statement, place: int, periods: Sequence[Period | None], statements: Sequence[Statement]
    ) -> Statement:
        if statement.kind in CHANGES:
            statement = self._change(statement, place, periods, statements)
        else:
            statement = self._level(statement, place, periods, statements)
        if statement.series and statement.period and not statement.is_sure_of_period:
            shown = self._published(statement.series, statement.period)
            if shown != statement.period:
                origin = statement.from_period and shown.shifted(-1)
                statement = replace(statement, period=shown, from_period=origin)
        return self._measured(statement)

    def _measured(self, statement: Statement) -> Statement:
        """Return a statement with the part of the year in which its metric is measured."""
        if statement.series is None:
            return statement
        entry = self.catalogue.metrics[statement.series.metric]

        def fitting(period: Period | None) -> Period | None:
            if period is None or period.form not in ("year", "range"):
                return period
            if period.form == "year" and entry.measured != "year":
                return entry.period_of(period.year)
            return period

        return replace(statement, period=fitting(statement.period), from_period=fitting(statement.from_period))

    def _level(
        self, statement: Statement, place: int, periods: Sequence[Period | None], statements: Sequence[Statement]
    ) -> Statement:
        sentence, number = statement.sentence, statement.number
        mentions = sentence.periods
        own = times.after(sentence, place)
        if (
            own is not None
            and mentions[own].role == "span"
            and (times.is_from(sentence, number) or times.is_to(sentence, number))
        ):
            own = None
        if own is None and mentions and (times.is_from(sentence, number) or times.is_to(sentence, number)):
            span = next((index for index, mention in enumerate(mentions) if mention.role == "span"), None)
            if span is not None and mentions[span].years:
                years = mentions[span].years
                year = years[0] if times.is_from(sentence, number) else years[-1]
                return replace(statement, period=Period.of_year(year), is_sure_of_period=True)
        pair = {mention.role: period for mention, period in zip(mentions, periods, strict=True) if period and mention.role in ("from", "to")}
        if own is None and len(pair) == 2 and (times.is_from(sentence, number) or times.is_to(sentence, number)):
            return replace(statement, period=pair["from" if times.is_from(sentence, number) else "to"], is_sure_of_period=True)
        if own is None and times.is_from(sentence, number):
            base = times.before(sentence, place)
            later = next(
                (
                    period
                    for mention, period in zip(mentions, periods, strict=True)
                    if mention.start > number.end and period and mention.role != "from"
                ),
                None,
            )
            fixed = next(
                (
                    period
                    for mention, period in zip(mentions, periods, strict=True)
                    if mention.role == "from" and period and mention.end < number.start
                ),
                None,
            )
            if fixed is not None:
                return replace(statement, period=fixed, is_sure_of_period=True)
            end = (periods[base] if base is not None else None) or later or self.clock.focus
            if end is not None:
                span_of_years = times.years_long(sentence) or 1
                start = end.shifted(-span_of_years)
                return replace(
                    statement, period=start, why=(*statement.why, f"the way begins {span_of_years} years before {end}")
                )
        if own is None:
            own = times.before(sentence, place)
            if own is not None and (times.is_against(sentence, number)) and statements:
                earlier = statements[-1].period
                if earlier is not None and periods[own] == earlier:
                    return replace(
                        statement, period=earlier.shifted(-1), why=(*statement.why, f"set against {earlier}")
                    )
        if (
            own is None
            and times.is_to(sentence, number)
            and statements
            and not mentions
            and (self.clock.focus or self.clock.main)
        ):
            return replace(statement, period=self.clock.focus or self.clock.main)
        if (
            own is not None
            and mentions[own].months
            and not mentions[own].is_named
            and statement.series
            and periods[own]
        ):
            if not self._has_figure(statement.series, periods[own]):
                own = next(
                    (
                        index
                        for index, mention in enumerate(mentions)
                        if mention.is_named and not mention.months and mention.role == "at"
                    ),
                    None,
                )
        if own is not None and periods[own] is not None:
            mention = mentions[own]
            period = periods[own]
            if mention.role == "span" and period is not None and period.form != "year":
                return replace(statement, period=period, is_sure_of_period=True)
            return replace(
                statement,
                period=period,
                is_sure_of_period=True,
                why=(*statement.why, f"{sentence.text[mention.start : mention.end]!r} is {period}"),
            )
        period = (
            statements[-1].period
            if statements and statement.kind not in ("rank",)
            else self.clock.focus or self.clock.main
        )
        if statement.series and period:
            period = self._published(statement.series, period)
        if period and period.form == "month" and statement.series and not self._has_figure(statement.series, period):
            period = Period.of_year(period.year)
        if times.is_against(sentence, number) and period is not None:
            return replace(statement, period=period.shifted(-1), why=(*statement.why, f"set against {period}"))
        return replace(statement, period=period, why=(*statement.why, f"no period is named; {period} was spoken of"))

    def _change(
        self, statement: Statement, place: int, periods: Sequence[Period | None], statements: Sequence[Statement]
    ) -> Statement:
        sentence, number = statement.sentence, statement.number
        mentions = sentence.periods
        spans = [index for index, mention in enumerate(mentions) if mention.role == "span"]
        own = times.after(sentence, place)
        if spans and (own is None or own in spans):
            first = sentence.numbers[place - 1].end if place else 0
            index = own if own in spans else next((span for span in spans if first <= mentions[span].start), spans[0])
            assert index is not None
            mention, whole = mentions[index], periods[index]
            if whole is None:
                return statement
            years = times.years_of_span(whole, mention)
            if mention.anchor == "latest":
                years = years[0] - 1, years[1]
            return replace(
                statement,
                from_period=Period.of_year(years[0]),
                period=Period.of_year(years[-1]),
                is_sure_of_period=True,
            )
        end_of_part = sentence.numbers[place + 1].start if place + 1 < len(sentence.numbers) else len(sentence.text)
        start_of_part = sentence.numbers[place - 1].end if place else 0
        origin: Period | None = None
        target: Period | None = None
        is_sure = False
        origin = self._origin(sentence, place, periods)
        is_sure = origin is not None
        to = next(
            (periods[index] for index, mention in enumerate(mentions) if mention.role == "to" and periods[index]), None
        )
        target = to or (periods[own] if own is not None else None)
        if target is None:
            earlier = times.before(sentence, place)
            target = periods[earlier] if earlier is not None else None
            if earlier is not None and re.fullmatch(r"\s?[(:]\s?", sentence.text[mentions[earlier].end : number.start]):
                own = earlier
        if target is not None and origin is not None and target == origin and own is None and to is None:
            target = None
        told = next((one for one in reversed(statements) if one.kind in CHANGES and one.series == statement.series), None)
        if told and target is not None and own is None and to is None and target == told.from_period and target != origin:
            target = told.period
        if target is not None and target != origin and re.search(r"\(\s?$", sentence.text[: number.start]):
            origin = None
        following = sentence.numbers[place + 1] if place + 1 < len(sentence.numbers) else None
        if origin is None and following is not None:
            between = sentence.text[number.end : following.start]
            if re.search(
                r"\b(?:below|above|under|over|enn|than|fra|frå|from|mot|against|the|as|opp fra|som)\s(?:the\s|de\s|dei\s)?(?:record\s(?:of\s)?)?$",
                between,
            ) and not re.search(r"[;:]", between):
                index = times.after(sentence, place + 1)
                base = periods[index] if index is not None else None
                if base is not None and base != target:
                    origin, is_sure = base, True
        if target is None and told:
            target = told.period
        previous = [other for other in statements if other.period and (other.series == statement.series)]
        if target is None and origin is None and not previous:
            pair = self._pair_before(statement)
            if pair:
                return replace(statement, from_period=pair[0], period=pair[1])
        if target is None and previous:
            levels = [other.period for other in previous if other.kind not in CHANGES and other.period]
            target = (
                (levels or [previous[-1].period])[0]
                if not origin
                else next((period for period in (levels or [previous[-1].period]) if period != origin), None)
            )
        change = next(
            (other for other in reversed(statements) if other.kind in CHANGES and other.series == statement.series),
            None,
        )
        if change and origin is None and own is None:
            return replace(
                statement,
                period=change.period,
                from_period=change.from_period,
                is_sure_of_period=change.is_sure_of_period,
            )
        if (
            origin is None
            and self.clock.focus
            and re.match(
                r"^\s*(?:(?:Siden|Sidan)(?=\s(?:har|er|gikk|gjekk|falt|fall|økte|auka|steg|den gang|da|då|den gong)\b)|Since(?: then)?(?=[\s,](?:then|the|it|visits|use|that)))",
                sentence.text,
            )
        ):
            origin = self.clock.focus
            target = self.clock.main if self.clock.main and self.clock.main.last > origin.last else self.clock.latest
        if target is None:
            target = self.clock.focus or self.clock.main
            if target and statement.series and origin is None:
                target = self._published(statement.series, target)
        if origin is not None and target is not None and target.last <= origin.last and own is None and to is None:
            later = [period for period in (self.clock.main, self.clock.latest) if period and period.last > origin.last]
            target = later[0] if later else target
        return replace(statement, period=target, from_period=origin, is_sure_of_period=is_sure or own is not None)

    def _origin(self, sentence: Sentence, place: int, periods: Sequence[Period | None]) -> Period | None:
        """Return the period that a change is said to start from: one right after its number, else one before it."""
        number = sentence.numbers[place]
        is_last = place + 1 == len(sentence.numbers)
        end = len(sentence.text) if is_last else sentence.numbers[place + 1].start
        start = sentence.numbers[place - 1].end if place else 0
        named = [
            (mention, period)
            for mention, period in zip(sentence.periods, periods, strict=True)
            if mention.role == "from" and period is not None and mention.start < end
        ]
        for mention, period in named:
            between = sentence.text[number.end : mention.start]
            if mention.start >= number.end and (is_last or not _JOINING.search(between)):
                return period
        inside = [
            period
            for mention, period in named
            if start <= mention.start < number.start
            and not (place and _JOINING.search(sentence.text[mention.end : number.start]))
        ]
        ahead = [period for mention, period in named if mention.start < sentence.numbers[0].start and mention.start < number.start]
        return inside[-1] if inside else ahead[0] if ahead else None

    def _pair_before(self, statement: Statement) -> tuple[Period, Period] | None:
        """Return the two periods that the sentence before sets side by side for a series."""
        if self.span_before and self.span_before[0] == statement.sentence.paragraph:
            return self.span_before[1:]
        last = self.recent[-1].sentence if self.recent else None
        if last is None or last.paragraph != statement.sentence.paragraph:
            return None
        before = [other for other in self.recent if other.sentence is last and other.series == statement.series]
        if before and before[-1].kind in CHANGES and before[-1].from_period and before[-1].period:
            is_same = re.match(r"\W*(?:Det|Dette|That|This|It)\b", statement.sentence.text) is not None
            return (before[-1].from_period, before[-1].period) if is_same else None
        told = {
            other.period
            for other in self.recent
            if other.sentence is last and other.kind == "level" and other.series == statement.series and other.period
        }
        return (min(told), max(told)) if len(told) == 2 else None

    def _published(self, series: Series, period: Period) -> Period:
        """Return a part of a year, or the newest year with a figure where a series has none for that part."""
        if period.form == "year" or self.vintage is None:
            return period
        observed = self.vintage.observe(series.metric, period, series.service)
        if observed.figure is not None:
            return period
        entry = self.catalogue.metrics[series.metric]
        years = [year for year in self.vintage.years(series.metric, series.service) if year <= period.year]
        return entry.period_of(years[-1]) if years else period

    def _has_figure(self, series: Series, period: Period | None) -> bool:
        """Return whether a series has a figure for a period, or is one that is measured in it."""
        if self.vintage is None or period is None:
            return True
        return any(figure.period == period for figure in self.vintage.figures(series.metric, series.service))

    def _with_base(self, statement: Statement, statements: Sequence[Statement], sentence: Sentence) -> Statement:
        """Return a change with the period that it starts from, where none is named: that of another level, or a year before."""
        if statement.kind not in CHANGES or statement.from_period is not None or statement.period is None:
            return statement
        period = statement.period
        levels = [
            other
            for other in statements
            if other.kind in ("level", "monthly_mean") and other.series == statement.series and other.period
        ]
        inside = [other.period for other in levels if other.period]
        statement = self._with_other_bases(statement, period)
        earlier = [other for other in inside if other.last < period.last]
        later = [other for other in inside if other.last > period.last]
        focus = self.clock.focus
        if (
            not earlier
            and not later
            and inside
            and set(inside) == {period}
            and not statement.is_sure_of_period
            and focus
            and focus.last > period.last
            and focus.form == period.form
        ):
            known = any(other.series == statement.series and other.period == focus for other in self.recent)
            if known:
                return replace(
                    statement, period=focus, from_period=period, why=(*statement.why, f"from {period} to {focus}")
                )
        if earlier:
            return self._from(statement, max(earlier, key=lambda other: other.last), period)
        if later and not statement.is_sure_of_period:
            return self._from(statement, period, min(later, key=lambda other: other.last))
        if not inside:
            told = [
                other.period
                for other in self.recent
                if other.series == statement.series
                and other.kind in ("level", "monthly_mean")
                and other.period
                and other.sentence.paragraph == sentence.paragraph
            ]
            before = [other for other in told if other.last < period.last and other.is_same_part_of_year(period)]
            if before and period in told:
                return self._from(statement, before[-1], period)
        return self._from(statement, period.shifted(-(times.years_long(sentence) or 1)), period)

    def _with_other_bases(self, statement: Statement, period: Period) -> Statement:
        """Return a change that names no base, with each earlier level of its paragraph as another reading."""
        bases = dict.fromkeys(
            other.period
            for other in self.recent
            if other.series == statement.series
            and other.kind == "level"
            and other.period
            and other.sentence.paragraph == statement.sentence.paragraph
            and other.period.last < period.first
        )
        others = tuple(replace(statement, from_period=base, others=()) for base in bases if base)
        return replace(statement, others=(*statement.others, *others))

    def _from(self, statement: Statement, origin: Period, target: Period) -> Statement:
        others = tuple(
            replace(other, from_period=other.from_period or origin, period=other.period or target)
            for other in statement.others
        )
        return replace(
            statement,
            from_period=origin,
            period=target,
            others=others,
            why=(*statement.why, f"from {origin} to {target}"),
        )

    def _as_sum(
        self, statement: Statement, place: int, periods: Sequence[Period | None], statements: Sequence[Statement]
    ) -> Statement:
        """Return a level as a sum, where the sentence adds up years or services."""
        sentence = statement.sentence
        if statement.kind != "level" or statement.number.form != "number" or statement.series is None:
            return statement
        if times.is_from(sentence, statement.number) or times.is_to(sentence, statement.number):
            return statement
        own = times.after(sentence, place)
        index = own if own is not None else times.before(sentence, place)
        if index is not None and sentence.periods[index].role == "span":
            whole = periods[index]
            if whole is None:
                return statement
            years = times.years_of_span(whole, sentence.periods[index])
            return replace(
                statement,
                kind="sum",
                from_period=Period.of_year(years[0]),
                period=Period.of_year(years[-1]),
                is_sure_of_period=True,
            )
        since = self._since(sentence, place, periods)
        if since and self.clock.main and self.clock.main.last > since.last:
            return replace(statement, kind="sum", from_period=since, period=Period.of_year((self.section or self.clock.main).year), is_sure_of_period=True)
        if not has_together(sentence):
            return statement
        listed = self._listed_years(sentence, place)
        if listed:
            return replace(
                statement,
                kind="sum",
                from_period=Period.of_year(listed[0]),
                period=Period.of_year(listed[1]),
                is_sure_of_period=True,
            )
        series = statement.series
        told = [
            other.series
            for other in (*self.recent, *statements)
            if other.series and other.series.service and other.sentence.paragraph == sentence.paragraph
        ]
        named = [
            other
            for other in self.vocabulary.all_series
            if other.service and {cue.key for cue in sentence.cues} & self.vocabulary.service_keys(other)
        ]
        of = {other for other in (named if len(named) > 1 else told)}
        metrics = {other.metric for other in of}
        if (
            len(of) < 2
            or len(metrics) != 1
            or re.search(r"\balle?\b|\btotal", sentence.text[: statement.number.start], re.IGNORECASE)
        ):
            return statement
        metric = metrics.pop()
        entry = self.catalogue.metrics[metric]
        if (
            not entry.services_add_up_to
            or len(of) >= len(entry.services)
            or series.metric not in (metric, entry.services_add_up_to)
        ):
            return statement
        services = tuple(name for name in entry.services if Series(metric, name) in of)
        return replace(
            statement,
            kind="sum",
            series=Series(metric, ""),
            services=services,
            why=(*statement.why, "the services spoken of"),
        )

    def _since(self, sentence: Sentence, place: int, periods: Sequence[Period | None]) -> Period | None:
        """Return since when a sentence adds up: "har hatt 440 millioner besøk siden 2020"."""
        is_total = has_together(sentence) or re.search(r"\b(?:har\b.*\bhatt|has had|have had|there have been)\b", sentence.text)
        if not is_total or re.search(rf"\b(?:{UP}|{DOWN})\b", sentence.text, re.IGNORECASE):
            return None
        for mention, period in zip(sentence.periods, periods, strict=True):
            word = re.search(r"(?:siden|sidan|since)\s$", sentence.text[: mention.start], re.IGNORECASE)
            if word and period and period.form == "year" and times.after(sentence, place) is None:
                return period
        return None

    def _listed_years(self, sentence: Sentence, place: int) -> tuple[int, int] | None:
        number = sentence.numbers[place]
        start = sentence.numbers[place - 1].end if place else 0
        years = [
            mention.years[0]
            for mention in sentence.periods
            if start <= mention.start < number.start and mention.is_named and not mention.months
        ]
        if len(years) >= 2 and years == list(range(years[0], years[0] + len(years))):
            return years[0], years[-1]
        return None

    # --- tables --------------------------------------------------------------------------------------------------

    def _read_cell(self, sentence: Sentence) -> None:
        cell = sentence.block.cell
        self._leave_dates(sentence)
        if cell is None or cell.is_header:
            for number in sentence.numbers:
                self._leave(sentence, number.start, number.end, "heading of a table")
            return
        around = self._around(sentence)
        for place, number in enumerate(sentence.numbers):
            if len(sentence.numbers) > 1 or re.sub(r"[\d\s.,%+\u2212\u00a0-]", "", sentence.masked).strip() not in (
                "",
                "kr",
                "mill",
                "million",
                "millioner",
                "prosent",
                "percent",
                "mrd",
                "prosentpoeng",
                "points",
                "m",
            ):
                self._read_sentence(sentence, has_left_dates=True)
                return
            statement = self._of_cell(sentence, place, around)
            if statement is None:
                self._leave(sentence, number.start, number.end, "cell of a table", is_understood=number.value < 1000)
            else:
                self.out.statements.append(statement)

    def _around(self, sentence: Sentence) -> tuple[list[Sentence], list[Sentence], list[Sentence]]:
        """Return the head of the column, the head of the row, and what stands above a table."""
        cell = sentence.block.cell
        assert cell is not None
        same = [other for other in self.sentences if other.block.cell and other.block.cell.table == cell.table]
        column = [
            other
            for other in same
            if other.block.cell and other.block.cell.is_header and other.block.cell.column == cell.column
        ]
        row = [
            other
            for other in same
            if other.block.cell
            and other.block.cell.row == cell.row
            and other.block.cell.column < cell.column
            and other.block.cell.column == 0
        ]
        first = same[0]
        index = self.sentences.index(first)
        above = [
            other
            for other in self.sentences[max(0, index - 4) : index]
            if other.block.cell is None and other.paragraph >= first.paragraph - 2
        ]
        return column, row, above

    def _of_cell(
        self, sentence: Sentence, place: int, around: tuple[list[Sentence], list[Sentence], list[Sentence]]
    ) -> Statement | None:
        column, row, above = around
        number = sentence.numbers[place]
        mentions = [(mention, other) for group in (row, column) for other in group for mention in other.periods]
        head = " ".join(other.text for other in column)
        label = " ".join(other.text for other in row)
        caption = " ".join(other.text for other in above)
        if sentence.block.cell and sentence.block.cell.column == 0 and not mentions and not label:
            return None
        is_change = re.search(r"endring|change|vekst|growth|auke|økning|\+/-", f"{head} {label}", re.IGNORECASE) is not None
        is_percent = (
            number.form == "percent" or re.search(
            r"%|prosent|percent|per cent", f"{head} {label}", re.IGNORECASE
        ) is not None
        )
        cues = [cue for other in (*row, *column) for cue in other.cues]
        keys = {cue.key: 3.0 for cue in cues} | {}
        for other in above:
            for cue in other.cues:
                keys.setdefault(cue.key, 1.0)
        from helsetrend.proofread.topics import _score

        kinds = (
            ("share",)
            if is_percent and not is_change
            else ("count", "persons", "mean")
            if not is_change
            else ("count", "persons", "share")
        )
        scores = {
            series: _score(self.vocabulary, series, keys)
            for series in self.vocabulary.all_series
            if self.catalogue.metrics[series.metric].kind in kinds
        }
        best = max(scores, key=lambda series: scores[series], default=None)
        series = best if best and scores[best] > 0 else None
        periods = [period for mention, _ in mentions if (period := self.clock.period_of(mention, None))]
        period = periods[0] if periods else None
        if period is None:
            named = [
                self.clock.period_of(mention, None)
                for other in above
                for mention in other.periods
                if mention.is_named and mention.role == "at"
            ]
            period = next((found for found in named if found), None)
        if period is None or (series is None and not cues):
            return None
        if series and _names_more(row, self.vocabulary.keys[series]):
            series = None
        scale = 1
        if not number.has_scale and not is_percent:
            if re.search(r"\bmill|million", f"{head} {label}", re.IGNORECASE) or re.search(
                r"(?:i|in|tall i|figures in) (?:mill|million)\w*|\((?:mill|million)|,\s?(?:mill|million)\w*",
                caption,
                re.IGNORECASE,
            ):
                scale = 10**6
            elif re.search(r"\btusen|thousand|\b1[ .,\u00a0]?000\b", f"{head} {label}", re.IGNORECASE) or re.search(
                r"\b(?:i|in|tall i|figures in) (?:tusen|thousands?|1[ .,]?000)|,\s?(?:tusen|thousands?)|\((?:tusen|thousands?|1[ .,]?000)",
                caption,
                re.IGNORECASE,
            ):
                scale = 10**3
        value = number.value * scale
        worth = number.rounding * scale
        if scale > 1:
            decimals = re.search(r"[.,](\d+)$", sentence.text[number.number_start : number.end].strip())
            is_grouped = decimals is not None and len(decimals[1]) == 3 and number.value >= 1000
            worth = Fraction(scale, 10 ** len(decimals[1])) if decimals and not is_grouped else Fraction(scale)
        kind = ("decline" if number.value < 0 else "growth") if is_change and is_percent else "level"
        origin = period.shifted(-1) if kind in CHANGES else None
        return self._measured(
            Statement(
                sentence=sentence,
                number=number,
                kind=kind,
                direction=0 if kind == "level" else 1 if kind == "growth" else -1,
                series=series,
                subject="" if series else label.lower() or "?",
                period=period,
                from_period=origin,
                value=abs(value) if kind == "decline" else value,
                rounding=worth,
                is_sure_of_period=bool(periods),
                is_sure_of_series=bool(cues),
                why=("a cell of a table",),
            )
        )


def _names_more(row: Sequence[Sentence], keys: frozenset[str]) -> bool:
    """Return whether the head of a row has a word that is none of a series, as a part of it would have."""
    for sentence in row:
        known = [cue for cue in sentence.cues]
        if any(cue.key in keys for cue in known):
            continue
        for word in re.finditer(r"[^\W\d_]{3,}", sentence.masked):
            if not _TOTAL.fullmatch(word[0]) and not any(cue.start <= word.start() < cue.end for cue in known):
                return True
    return False


def _sense_before(senses: Sequence[Sense]) -> Sense | None:
    """Return the sense that a number can go on with: the one before it; of a multiple of a mean, the mean."""
    if len(senses) > 1 and senses[-1].kind == "multiple" and senses[-2].kind in ("monthly_mean", "mean"):
        return senses[-2]
    return senses[-1] if senses else None


def _along_the_way(statements: Sequence[Statement]) -> list[Statement]:
    """Return the statements, with a year for each number between "from" and "to" where there are as many years as steps."""
    found = list(statements)
    start = next((place for place, one in enumerate(found) if times.is_from(one.sentence, one.number)), None)
    end = next(
        (
            place
            for place, one in enumerate(found)
            if start is not None and place > start and times.is_to(one.sentence, one.number) and not one.number.borrowed
        ),
        None,
    )
    if start is None or end is None or end - start < 2:
        return found
    first, last = found[start].period, found[end].period
    if first is None or last is None or last.year - first.year != end - start:
        return found
    for place in range(start + 1, end):
        found[place] = replace(
            found[place], period=first.shifted(place - start), why=(*found[place].why, "between the two")
        )
    return found


def _is_lent(sentence: Sentence, place: int) -> bool:
    """Return whether a number has its unit from the one after it."""
    one, other = sentence.numbers[place], sentence.numbers[place + 1]
    return one.form == other.form and not re.search(r"[;:]", sentence.text[one.end : other.start])


def _head(vocabulary: Vocabulary, key: str) -> Series | None:
    """Return the series that a word counts: the first count or number of persons whose unit it is."""
    return next(
        (
            series
            for series in vocabulary.all_series
            if not series.service
            and key in vocabulary.heads[series]
            and vocabulary.catalogue.metrics[series.metric].kind != "mean"
        ),
        None,
    )


def _ratio_of(sentence: Sentence, number: object, vocabulary: Vocabulary) -> tuple[Series, Series] | None:
    """Return the two series of "1.8 visits for every login", the counted one first."""
    start, end, value = number.start, number.end, number.value  # type: ignore[attr-defined]
    if value >= 1000:
        return None
    for per in _PER.finditer(sentence.text):
        other = next(
            (
                series
                for cue in sentence.cues
                if per.end() <= cue.start <= per.end() + 10
                if (series := _head(vocabulary, cue.key))
            ),
            None,
        )
        if other is None:
            continue
        beside = [
            series
            for cue in sentence.cues
            if cue.start >= end and cue.start - end < 25 and not re.search(r"[,;:]", sentence.text[end : cue.start])
            if (series := _head(vocabulary, cue.key))
        ]
        counted = next((series for series in beside if series != other), None)
        if counted:
            return counted, other
    return None


def _is_ratio(sentence: Sentence, number: object, vocabulary: Vocabulary) -> bool:
    return getattr(number, "form", "") == "number" and _ratio_of(sentence, number, vocabulary) is not None
