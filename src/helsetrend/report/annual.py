"""The yearly report, part by part: each call gives one part as HTML, in the language of the notebook.

The notebook calls the parts in their order, between paragraphs of prose.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from helsetrend.analysis import Change, Checked
from helsetrend.events import read_counts
from helsetrend.files import data_source
from helsetrend.published import read_published
from helsetrend.report.appendix import foot_table, missing_table, revisions_table, rounding_table, sources_list
from helsetrend.report.cautions import cautions
from helsetrend.report.claims_section import claims_table
from helsetrend.report.content import Content, content_of, known_on
from helsetrend.report.counts_section import (
    counted_definitions,
    counted_finding,
    counted_notes,
    counted_sentences,
    discrepancy_table,
)
from helsetrend.report.labels import Labels
from helsetrend.report.level_chart import series_chart
from helsetrend.report.presentation import Chart, Phrase, Table, Words, inner, words
from helsetrend.report.sentences import (
    effect_of_revision,
    finding,
    level,
    opening,
    remarks,
    revised,
    sentence_of_conflict,
    sentence_of_mismatch,
)

MAIN_POINTS = 6
"""How many main points a report has at most."""


@dataclass(frozen=True)
class Block:
    """A part of the report as HTML."""

    html: Markup

    def _repr_html_(self) -> str:
        return str(self.html)

    def __repr__(self) -> str:
        return self.html.striptags()


def annual_report(language: str, *, year: int, first_year: int, as_of: str = "newest") -> "AnnualReport":
    """The report on `year`, looking back to `first_year`, with what was known on `as_of`.

    `language` is nb or en; `as_of` is a date such as 2022-05-31, or "newest". The data are those of
    `data_source()`. Raises DataError where the data are at fault, and ValueError where the language does not
    exist, the span is turned round, or the date is none or before the first figure.
    """
    if first_year > year:
        raise ValueError(f"first_year {first_year} is after year {year}")
    source = data_source()
    published, counts = read_published(source), read_counts(source.folder)
    content = content_of(known_on(published, counts, as_of=as_of), counts, year=year, first_year=first_year)
    return AnnualReport(content, Labels(published, words(language)))


@dataclass(frozen=True)
class AnnualReport:
    """The parts of one report."""

    content: Content
    labels: Labels

    @property
    def words(self) -> Words:
        """The language of the report."""
        return self.labels.words

    def opening(self) -> Block:
        """Title, the one sentence that says what happened, and what the report rests on."""
        say, content, labels = self.words.say, self.content, self.labels
        as_of = content.vintage.as_of
        portal = content.vintage.catalogue.portal.name[self.words.language]
        facts = {
            "years": say("page.year_span", first=content.first_year, last=content.year).text,
            "known": self.words.day(as_of),
            "edition": f"{content.year}/{as_of}",
        }
        pairs = Markup("").join(
            Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(say(f"page.{name}"), text)
            for name, text in facts.items()
        )
        title, lead = (
            say("page.title", portal=portal, year=content.year),
            opening(content, labels, content.metrics[0]).html,
        )
        return Block(
            Markup('<h1>{}</h1>\n<p class="lead">{}</p>\n<dl class="facts">{}</dl>').format(title, lead, pairs)
        )

    def main_points(self) -> Block:
        """Four to six sentences, each with its number set apart, each a link to its section."""
        points = [*self._figure_points(), *self._claims_point(), *self._revisions_point(), *self._missing_point()]
        items = Markup("\n").join(
            Markup('<li><a href="#{}"><strong>{}</strong> <span>{}</span></a></li>').format(target, number, text.html)
            for target, number, text in points[:MAIN_POINTS]
        )
        heading = self.words.say("page.main_points")
        return Block(Markup('<h2 id="main-points">{}</h2>\n<ul class="points">\n{}\n</ul>').format(heading, items))

    def portal(self) -> Block:
        """What the portal is, and what it consists of."""
        portal, language = self.content.vintage.catalogue.portal, self.words.language
        parts = Markup("").join(Markup("<li>{}</li>").format(part) for part in portal.parts[language])
        intro = self.words.say("page.parts")
        return Block(Markup("<p>{} {}</p>\n<ul>{}</ul>").format(portal.description[language], intro, parts))

    def heading(self, section: str, *, level: int = 2) -> Block:
        """The finding of a section as a heading, its name above it.

        A section is a metric, or one of claims, revisions, missing.
        """
        findings = {
            "claims": self._claims_finding,
            "revisions": self._revisions_finding,
            "missing": self._missing_finding,
        }
        if section in findings:
            kicker, text = self.words.say(f"kicker.{section}").text, findings[section]()
        else:
            kicker, text = self.labels.name(section), finding(self.content, self.labels, section)
        html = Markup('<hgroup><p class="kicker">{}</p><h{} id="{}">{}</h{}></hgroup>')
        return Block(html.format(kicker, level, section, text.text, level))

    def chart(self, metric: str) -> Chart | Block:
        """The metric over the years, with the table behind it; a sentence where there is nothing to draw."""
        return series_chart(self.content, self.labels, metric) or Block(_paragraph([self.words.say("chart.nothing")]))

    def text(self, metric: str) -> Block:
        """The computed sentences on a metric, and the cautions beside them."""
        content, labels = self.content, self.labels
        entry = content.vintage.catalogue.metrics[metric]
        services = list(entry.services) or [""]
        ranks = [self._claimed_rank(one) for one in content.claims if self._is_rank_of(one, metric)]
        paragraphs = [
            [Phrase.of(entry.background[self.words.language])] if entry.background else [],
            *([*level(content, labels, metric, service)] for service in services),
            *([*revised(content, labels, metric, service)] for service in services),
            [*ranks, *remarks(content, labels, metric)],
        ]
        return Block(_aside(paragraphs, cautions(content, labels, metric)))

    def definition(self, metric: str) -> Block:
        """What the metric means, in the sense of the page."""
        definition = self.content.vintage.catalogue.metrics[metric].definition[self.words.language]
        return Block(_definition(self.words.say("page.definition"), definition))

    def claims(self) -> Table | Block:
        """What was said about the figures, and whether they bear it out."""
        return claims_table(self.content, self.labels) if self.content.claims else Block(Markup(""))

    def revisions(self) -> Block:
        """Which figures were revised, what that does to the changes, which sources conflict, what does not add up."""
        content, labels = self.content, self.labels
        effects = [effect for series in content.series if (effect := effect_of_revision(content, labels, *series))]
        conflicts = [sentence_of_conflict(labels, *pair) for pair in content.conflicts]
        mismatches = [sentence_of_mismatch(labels, one) for one in content.mismatches]
        table = revisions_table(content, labels).html if content.revisions else Markup("")
        return Block(
            Markup("\n").join([table, *(_paragraph([sentence]) for sentence in [*effects, *conflicts, *mismatches])])
        )

    def missing(self) -> Table | Block:
        """Which figures of the years do not exist, and why."""
        return missing_table(self.content, self.labels) if self.content.gaps else Block(Markup(""))

    def counted(self) -> Block | None:
        """What was counted from event logs beside what is published, as a section; None where nothing was counted.

        All of it comes from here, prose too, as a report without counts is to hold no word of them.
        """
        content, labels = self.content, self.labels
        if not content.discrepancies:
            return None
        text = _aside(([one] for one in counted_sentences(content, labels)), counted_notes(content, labels))
        kicker, intro = self.words.say("kicker.counted"), self.words.say("counted.intro")
        head = Markup('<hgroup><p class="kicker">{}</p><h2 id="counted">{}</h2></hgroup>\n<p>{}</p>')
        parts = [
            head.format(kicker, counted_finding(content, labels), intro),
            discrepancy_table(content, labels).html,
            text,
        ]
        definitions = [
            _definition(self.words.say("counted.definition", name=name), said)
            for name, said in counted_definitions(content, labels)
        ]
        return Block(Markup("\n").join([*parts, *definitions]))

    def rounding(self) -> Table:
        """What a printed figure can mean."""
        return rounding_table(self.content, self.labels)

    def sources(self) -> Block:
        """Every source with the figures that it gives."""
        return Block(sources_list(self.content, self.labels))

    def related(self) -> Block:
        """The publications that the sources list as related."""
        language, known = self.words.language, self.content.vintage.known_sources
        items = Markup("\n").join(
            Markup("<li><strong>{}.</strong> {}</li>").format(one.title[language], one.description[language])
            for one in self.content.vintage.catalogue.related
            if one.source in known
        )
        return Block(Markup('<ul class="related">\n{}\n</ul>').format(items))

    def foot(self) -> Table:
        """Parameters, state of the data, and versions."""
        return foot_table(self.content, self.labels)

    def _claims_finding(self) -> Phrase:
        checked = self.content.claims
        if not checked:
            return self.words.say("heading.claims_none")
        verdicts = Counter(one.verdict for one in checked)
        bad, checkable = verdicts["contradicts"], len(checked) - verdicts["cannot_be_checked"]
        if bad:
            return self.words.say_many("heading.claims_bad", bad, all=len(checked))
        if not checkable:
            return self.words.say_many("heading.claims_open", len(checked))
        return self.words.say_many("heading.claims_good", checkable)

    def _revisions_finding(self) -> Phrase:
        count = len(self.content.revised_series)
        return self.words.say_many("heading.revisions", count) if count else self.words.say("heading.revisions_none")

    def _missing_finding(self) -> Phrase:
        count = len(self.content.gaps)
        return self.words.say_many("heading.missing", count) if count else self.words.say("heading.missing_none")

    def _figure_points(self) -> Iterator[tuple[str, str, Phrase]]:
        """For each headline series that has a figure for the year: the figure and how it changed."""
        content, labels, say = self.content, self.labels, self.words.say
        for metric, service in content.series:
            change = content.change(metric, service)
            now = content.vintage.observe(metric, change.new.period, service)
            figure = now.figure
            if figure is None or metric not in content.headlines:
                continue
            subject, period = labels.subject(metric, service), self.words.period(figure.period)
            if isinstance(change, Change):
                old, old_period = self.words.figure(change.old).text, self.words.period(change.old.period)
                how = self.words.directed(change)
                text = say("points.against", subject=subject, period=period, old=old, old_period=old_period, change=how)
            else:
                key = "points.part" if now.part else "points.level"
                text = say(key, subject=subject, period=period)
            yield metric, self.words.figure(figure).text, text

    def _claims_point(self) -> Iterator[tuple[str, str, Phrase]]:
        say, checked = self.words.say, self.content.claims
        bad = [one.claim for one in checked if one.verdict == "contradicts"]
        checkable = sum(one.verdict != "cannot_be_checked" for one in checked)
        if bad:
            claim = self.labels.quote(bad[0].as_printed, bad[0].source)
            name = inner(self.labels.name(bad[0].metric, bad[0].service))
            number = say("points.claims_number", bad=len(bad), all=len(checked)).text
            yield "claims", number, self.words.say_many("points.claims", len(bad), claim=claim, name=name)
        elif checkable:
            yield "claims", say("points.claims_number", bad=0, all=checkable).text, say("points.claims_good")

    def _revisions_point(self) -> Iterator[tuple[str, str, Phrase]]:
        revised = self.content.revised_series
        if revised:
            parts = [(inner(self.labels.name(metric, service)), period) for metric, service, period in revised]
            what = self.words.listed(f"{name} {self.words.period(period)}" for name, period in parts)
            yield "revisions", str(len(revised)), self.words.say_many("points.revised", len(revised), what=what)

    def _missing_point(self) -> Iterator[tuple[str, str, Phrase]]:
        if count := len(self.content.gaps):
            yield "missing", str(count), self.words.say_many("points.missing", count)

    def _is_rank_of(self, checked: Checked, metric: str) -> bool:
        claim = checked.claim
        return (claim.kind, claim.metric, claim.to_period.year) == ("rank", metric, self.content.year)

    def _claimed_rank(self, checked: Checked) -> Phrase:
        """A place that a source gives, which the figures may or may not bear out."""
        claim = checked.claim
        return self.words.say(
            "sentence.claimed_rank",
            publisher=self.content.vintage.published.sources[claim.source].publisher,
            claim=self.labels.said(claim),
            name=inner(self.labels.name(claim.metric, claim.service)),
            period=self.words.period(claim.to_period),
        )


def _aside(paragraphs: Iterable[Iterable[Phrase]], notes: Iterable[Phrase]) -> Markup:
    """Paragraphs of sentences, with notes beside them."""
    body = Markup("\n").join(_paragraph(sentences) for sentences in paragraphs)
    told = Markup("").join(_paragraph([note]) for note in notes)
    aside = Markup('<div class="notes">{}</div>').format(told) if told else ""
    return Markup('<div class="text"><div>{}</div>{}</div>').format(body, aside)


def _definition(label: Phrase, definition: str | Phrase) -> Markup:
    """What a word of the report means, set apart."""
    return Markup('<p class="definition"><strong>{}.</strong> {}</p>').format(label, definition)


def _paragraph(sentences: Iterable[Phrase]) -> Markup:
    """Sentences as one paragraph; nothing where there are none."""
    told = Markup(" ").join(sentence.html for sentence in sentences)
    return Markup("<p>{}</p>").format(told) if told else Markup("")
