"""The yearly report, part by part: each call returns one part as HTML, in the language of the notebook.

The notebook calls the parts in their order, between paragraphs of prose.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

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
from helsetrend.report.labels import Labels, labels_in
from helsetrend.report.level_chart import series_chart
from helsetrend.report.main_points import claims_finding, gaps_finding, main_points, revisions_finding
from helsetrend.report.presentation import Chart, Phrase, Table, Words
from helsetrend.report.sentences import (
    claimed_ranks,
    effect_of_revision,
    finding,
    level,
    opening,
    remarks,
    revised,
    sentence_of_conflict,
    sentence_of_difference,
    sentence_of_mismatch,
)
from helsetrend.values import Period

FINDINGS = {"claims": claims_finding, "revisions": revisions_finding, "missing": gaps_finding}
"""The finding of each section that is not about one metric."""


@dataclass(frozen=True)
class Block:
    """A part of the report as HTML."""

    html: Markup

    def _repr_html_(self) -> str:
        return str(self.html)

    def __repr__(self) -> str:
        return self.html.striptags()


def annual_report(language: str, *, year: int, first_year: int, as_of: str = "newest") -> "AnnualReport":
    """Return the report on `year`, looking back to `first_year`, with what was known on `as_of`.

    `language` is one of the folder, such as nb, nn, en; `as_of` is a date such as 2022-05-31, or "newest". The data are
    those of `data_source()`. Raises DataError if the data are at fault, and ValueError if the folder is not in the
    language, `first_year` is after `year`, or `as_of` is not a date or before the first figure.
    """
    if first_year > year:
        raise ValueError(f"first_year {first_year} is after year {year}")
    source = data_source()
    published, counts = read_published(source), read_counts(source.folder)
    content = content_of(known_on(published, counts, as_of=as_of), counts, year=year, first_year=first_year)
    return AnnualReport(content, labels_in(language, published))


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
        """Show the title, one sentence that says what happened, and what the report rests on."""
        say, content, as_of = self.words.say, self.content, self.content.vintage.as_of
        portal = self.labels.catalogue.portal.name[self.words.language]
        title = say("page.title", portal=portal, year=content.year)
        lead = opening(content, self.labels, content.metrics[0])
        facts = {
            "years": say("page.year_span", first=content.first_year, last=content.year).text,
            "known": self.words.day(as_of),
            "edition": f"{content.year}/{as_of}",
        }
        pairs = Markup("").join(
            Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(say(f"page.{name}"), text)
            for name, text in facts.items()
        )
        html = Markup('<h1>{}</h1>\n<p class="lead">{}</p>\n<dl class="facts">{}</dl>')
        return Block(html.format(title, lead.html, pairs))

    def main_points(self) -> Block:
        """Show up to six sentences, each with its number set apart and as a link to its section."""
        item = Markup('<li><a href="#{}"><strong>{}</strong> <span>{}</span></a></li>')
        items = Markup("\n").join(
            item.format(point.section, point.number, point.text.html)
            for point in main_points(self.content, self.labels)
        )
        html = Markup('<h2 id="main-points">{}</h2>\n<ul class="points">\n{}\n</ul>')
        return Block(html.format(self.words.say("page.main_points"), items))

    def portal(self) -> Block:
        """Show what the portal is, and what it consists of."""
        portal, language = self.labels.catalogue.portal, self.words.language
        parts = Markup("").join(Markup("<li>{}</li>").format(part) for part in portal.parts[language])
        intro = self.words.say("page.parts")
        return Block(Markup("<p>{} {}</p>\n<ul>{}</ul>").format(portal.description[language], intro, parts))

    def heading(self, section: str, *, level: int = 2) -> Block:
        """Show the finding of a section as a heading, with the name of the section above it.

        A section is a metric, or one of claims, revisions, missing.
        """
        if section in FINDINGS:
            kicker = self.words.say(f"kicker.{section}").text
            text = FINDINGS[section](self.content, self.labels).text
        else:
            kicker, text = self.labels.name(section), finding(self.content, self.labels, section).text
        html = Markup('<hgroup><p class="kicker">{}</p><h{} id="{}">{}</h{}></hgroup>')
        return Block(html.format(kicker, level, section, text, level))

    def chart(self, metric: str) -> Chart | Block:
        """Show the metric over the years, with the table behind it; a sentence if there is nothing to draw."""
        return series_chart(self.content, self.labels, metric) or Block(_paragraph([self.words.say("chart.nothing")]))

    def text(self, metric: str) -> Block:
        """Show the computed sentences on a metric, and the cautions beside them."""
        content, labels = self.content, self.labels
        entry = labels.catalogue.metrics[metric]
        services = list(entry.services) or [""]
        paragraphs: list[Iterable[Phrase]] = [
            [Phrase.of(entry.background[self.words.language])] if entry.background else [],
            *(level(content, labels, metric, service) for service in services),
            *(revised(content, labels, metric, service) for service in services),
            [*claimed_ranks(content, labels, metric), *remarks(content, labels, metric)],
        ]
        return Block(_aside(paragraphs, cautions(content, labels, metric)))

    def definition(self, metric: str) -> Block:
        """Show what the metric means."""
        definition = self.labels.catalogue.metrics[metric].definition[self.words.language]
        return Block(_definition(self.words.say("page.definition"), definition))

    def claims(self) -> Table | Block:
        """Show what was claimed about the figures, and whether it agrees with them."""
        return claims_table(self.content, self.labels) if self.content.claims else Block(Markup(""))

    def revisions(self) -> Block:
        """Show which figures were revised and what that does to the changes, where sources disagree, and mismatches."""
        content, labels = self.content, self.labels
        effects = [effect for series in content.series if (effect := effect_of_revision(content, labels, *series))]
        conflicts = [sentence_of_conflict(labels, *pair) for pair in content.conflicts]
        differences = [sentence_of_difference(labels, *pair) for pair in content.differences]
        mismatches = [sentence_of_mismatch(labels, mismatch) for mismatch in content.mismatches]
        table = revisions_table(content, labels).html if content.revisions else Markup("")
        paragraphs = [_paragraph([sentence]) for sentence in (*effects, *conflicts, *differences, *mismatches)]
        return Block(Markup("\n").join([table, *paragraphs]))

    def missing(self) -> Table | Block:
        """Show which figures of the years do not exist, and why."""
        return missing_table(self.content, self.labels) if self.content.gaps else Block(Markup(""))

    def counted(self) -> Block | None:
        """Show what was counted from event logs beside what is published, or return None if nothing was counted.

        The heading and the prose are part of it, so that a report without counts does not mention them.
        """
        content, labels, say = self.content, self.labels, self.words.say
        if not content.discrepancies:
            return None
        head = Markup('<hgroup><p class="kicker">{}</p><h2 id="counted">{}</h2></hgroup>\n<p>{}</p>').format(
            say("kicker.counted"), counted_finding(content, labels), say("counted.intro")
        )
        paragraphs = ([sentence] for sentence in counted_sentences(content, labels))
        text = _aside(paragraphs, counted_notes(content, labels))
        definitions = [
            _definition(say("counted.definition", name=name), definition)
            for name, definition in counted_definitions(content, labels)
        ]
        return Block(Markup("\n").join([head, discrepancy_table(content, labels).html, text, *definitions]))

    def rounding(self) -> Table:
        """Show what a printed figure can mean."""
        return rounding_table(self.content, self.labels)

    def sources(self) -> Block:
        """Show every source with its figures."""
        return Block(sources_list(self.content, self.labels))

    def related(self) -> Block | None:
        """Show the publications that the sources on the year list as related, or return None if there are none.

        A source is on the last year of which it prints a figure. The heading is part of it.
        """
        language, history = self.words.language, self.content.vintage.history
        years = history["period"].map(lambda period: Period.parse(period).year)
        last_years = years.groupby(history["source"]).max()
        items = Markup("\n").join(
            Markup("<li><strong>{}.</strong> {}</li>").format(related.title[language], related.description[language])
            for related in self.labels.catalogue.related
            if last_years.get(related.source) == self.content.year
        )
        html = Markup('<h2 id="related">{}</h2>\n<ul class="related">\n{}\n</ul>')
        return Block(html.format(self.words.say("page.related"), items)) if items else None

    def foot(self) -> Table:
        """Show parameters, state of the data, and versions."""
        return foot_table(self.content, self.labels)


def _aside(paragraphs: Iterable[Iterable[Phrase]], notes: Iterable[Phrase]) -> Markup:
    """Return paragraphs of sentences, with notes beside them."""
    body = Markup("\n").join(_paragraph(sentences) for sentences in paragraphs)
    beside = Markup("").join(_paragraph([note]) for note in notes)
    aside = Markup('<div class="notes">{}</div>').format(beside) if beside else ""
    return Markup('<div class="text"><div>{}</div>{}</div>').format(body, aside)


def _definition(label: Phrase, definition: str | Phrase) -> Markup:
    """Return the definition of a word of the report, set apart."""
    return Markup('<p class="definition"><strong>{}.</strong> {}</p>').format(label, definition)


def _paragraph(sentences: Iterable[Phrase]) -> Markup:
    """Return sentences as one paragraph, or nothing if there are none."""
    body = Markup(" ").join(sentence.html for sentence in sentences)
    return Markup("<p>{}</p>").format(body) if body else Markup("")
