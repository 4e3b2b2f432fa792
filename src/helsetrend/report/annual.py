"""The yearly report, part by part: each call returns one part as HTML, in the language of the notebook.

The notebook calls the parts in their order, between paragraphs of prose.
"""

import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from markupsafe import Markup

from helsetrend.errors import check_path
from helsetrend.events import read_counts
from helsetrend.files import REPORTS, DataSource, data_source
from helsetrend.public import public, public_class
from helsetrend.published import read_published
from helsetrend.report.appendix import foot_table, missing_table, revisions_table, rounding_table, sources_list
from helsetrend.report.cautions import still_stands
from helsetrend.report.charts import panels, panels_list
from helsetrend.report.claims_section import claims_cards
from helsetrend.report.content import Content, content_of, known_on, years_of
from helsetrend.report.counts_section import (
    counted_definitions,
    counted_finding,
    counted_notes,
    counted_sentences,
    discrepancy_table,
)
from helsetrend.report.disagreements import sentence_of_conflict
from helsetrend.report.labels import Labels, labels_in
from helsetrend.report.main_points import claims_finding, gaps_finding, main_points, revisions_finding
from helsetrend.report.metric_section import metric_section
from helsetrend.report.presentation import (
    TABLES_IN_NOTEBOOK,
    Block,
    Chart,
    Phrase,
    Table,
    Words,
    aside,
    definition,
    heading,
    legend,
    paragraph,
)
from helsetrend.report.release_section import about_statistics, release_facts
from helsetrend.report.sentences import opening
from helsetrend.values import AskedPeriod, Period, asked_year

PARTS = (
    "opening",
    "main_points",
    "portal",
    "sections",
    "claims",
    "revisions",
    "missing",
    "counted",
    "rounding",
    "sources",
    "about",
    "related",
    "foot",
)
"""The parts of a report, each a call, in their order."""

ENDINGS = (".pdf", ".html", ".docx", ".xlsx", ".ipynb", ".md", ".txt", ".zip")
"""Endings of files that a report may be mistaken for."""


@public
def annual_report(
    language: str | None = None,
    *,
    year: AskedPeriod | None = None,
    first_year: AskedPeriod | None = None,
    as_of: date | str | None = "newest",
    data: Path | str | None = None,
) -> "AnnualReport":
    """Return the report on `year`, looking back to `first_year`, with what was known on `as_of`.

    Years that are not given, or 0, are those of [report] in `metrics.toml`, or as the figures allow (see `years_of`);
    they may be texts, as papermill hands them on. `language` is one of the folder, such as nb, nn, en, by default its
    main one; `as_of` is a date such as 2022-05-31, or "newest"; `data` is a folder, by default as `data_source` says.
    Raises DataError if the data are at fault, and ValueError if a year is none, before all figures or still to come,
    the folder is not in the language, `first_year` is after `year`, or `as_of` is not a date or before the first
    figure.
    """
    source = data_source(data)
    published, counts = read_published(source), read_counts(source.folder)
    labels = labels_in(language, published)
    vintage = known_on(published, counts, as_of=as_of)
    last_asked, first_asked = (_asked(asked, name) for asked, name in ((year, "year"), (first_year, "first_year")))
    first, last = years_of(vintage, year=last_asked, first_year=first_asked)
    oldest, newest = vintage.span[0], vintage.as_of.year
    if not oldest <= last <= newest:
        raise ValueError(f"year {last}: there are no figures of it; allowed: {oldest} to {newest}")
    if first > last:
        raise ValueError(f"first_year {first} is after year {last}; allowed: {oldest} to {last}")
    content = content_of(vintage, counts, year=last, first_year=first)
    return AnnualReport(content, labels, source)


def _asked(year: AskedPeriod | None, name: str) -> int | None:
    """Return the year that was asked for; None for nothing, and for 0 in whatever form."""
    is_given = year is not None and str(year).strip() not in ("", "0", "0.0")
    return asked_year(year, name=name) if year is not None and is_given else None


@public_class
@dataclass(frozen=True, repr=False)
class AnnualReport:
    """The parts of one report."""

    content: Content
    labels: Labels
    source: DataSource = field(default_factory=data_source)

    def __repr__(self) -> str:
        content, catalogue = self.content, self.labels.catalogue
        span = f"{content.year}, looking back to {content.first_year}"
        return (
            f"The annual report of {catalogue.title} on {span}, known on {content.vintage.as_of}, in"
            f" {self.words.language}; its parts: {', '.join(PARTS)}"
        )

    def _repr_html_(self) -> str:
        """Return the same for a notebook, with the style of the tables that follow in it."""
        return str(Markup("<style>{}</style><p>{}</p>").format(Markup(TABLES_IN_NOTEBOOK), repr(self)))

    @property
    def words(self) -> Words:
        """The language of the report."""
        return self.labels.words

    @public
    def save(self, reports: Path | str | None = None) -> Path:
        """Have the command make the edition of this report in its language, and return the folder of it.

        `reports` is the folder that editions are put in, by default that of the project. Raises RuntimeError with what
        the command says if it fails, as when the edition does not pass its checks; ValueError for the name of a file.
        """
        if reports is not None:
            check_path(reports, name="reports", example="reports")
            if Path(reports).suffix in ENDINGS:
                raise ValueError(f"{str(reports)!r} is the name of a file; allowed: that of a folder for editions")
        place, content = Path(reports or REPORTS), self.content
        asked = {"year": content.year, "first-year": content.first_year, "as-of": content.vintage.as_of}
        asked |= {"languages": self.words.language, "data": self.source.folder.resolve(), "out": place.resolve()}
        given = [word for name, value in asked.items() for word in (f"--{name}", str(value))]
        decimal = ["--decimal", self.source.decimal] if self.source.decimal else []
        command = [sys.executable, "-m", "helsetrend", "report", *given, *decimal]
        made = subprocess.run(command, capture_output=True, text=True, check=False)
        if made.returncode:
            said = made.stderr.partition("helsetrend: ")[2] or made.stderr
            raise RuntimeError(f"the report was not saved: {said.strip()}")
        return Path(made.stdout.split("\n")[0]).parents[1]

    def opening(self) -> Block:
        """Show the title, one sentence that says what happened, and what the report rests on."""
        say, content, as_of = self.words.say, self.content, self.content.vintage.as_of
        lead = opening(content, self.labels, content.metrics[0])
        facts = {
            "years": self.labels.years(content.first_year, content.year),
            "known": self.words.day(as_of),
            "edition": f"{content.year}/{as_of}",
        }
        pairs = Markup("").join(
            Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(say(f"page.{name}"), text)
            for name, text in facts.items()
        )
        html = Markup('<h1>{}</h1>\n<p class="lead">{}</p>\n<dl class="facts">{}</dl>\n{}')
        release = release_facts(content, self.labels)
        return Block(html.format(self.labels.title(content.year), lead.html, pairs, release.html if release else ""))

    def main_points(self) -> Block:
        """Show a panel for each headline series over all its years, then what else a reader must know."""
        items = Markup("\n").join(
            Markup("<li>{}</li>").format(point.html) for point in main_points(self.content, self.labels)
        )
        points = Markup('<ul class="points">\n{}\n</ul>').format(items) if items else Markup("")
        html = Markup('<h2 id="main-points">{}</h2>\n{}\n{}')
        return Block(
            html.format(
                self.words.say("page.main_points"), panels_list(panels(self.content, self.labels), self.labels), points
            )
        )

    def portal(self) -> Block:
        """Show what the portal is, and what it consists of."""
        portal, language = self.labels.catalogue.portal, self.words.language
        parts = portal.parts[language]
        if not parts:
            return Block(paragraph([Phrase.of(portal.description[language])]))
        intro = self.words.say_many("page.parts", len(parts))
        items = Markup("").join(Markup("<li>{}</li>").format(part) for part in parts)
        return Block(Markup("<p>{} {}</p>\n<ul>{}</ul>").format(portal.description[language], intro, items))

    def sections(self) -> Block:
        """Show how to read the charts, then each metric.

        A metric has its finding as a heading, an introduction, chart and table, sentences, the definition.
        """
        metrics = self.content.metrics
        parts = [part for metric in metrics for part in metric_section(self.content, self.labels, metric)]
        signs = frozenset[str]().union(*(part.signs for part in parts if isinstance(part, Chart)))
        return Block(Markup("\n").join([legend(signs, self.words), *(part.html for part in parts)]))

    def claims(self) -> Block | None:
        """Show what was claimed about the years, and whether it agrees with the figures; None if nothing was."""
        if not self.content.claims:
            return None
        verdicts = {checked.verdict for checked in self.content.claims}
        terms = [self.words.say(f"intro.claims_{term}") for term in ("imprecise", "outdated") if term in verdicts]
        can_be_checked = verdicts != {"cannot_be_checked"}
        cards = claims_cards(self.content, self.labels)
        return self._part("claims", claims_finding, cards, terms, is_introduced=can_be_checked)

    def revisions(self) -> Block:
        """Show which figures were revised, and the conflicts between sources that concern no figure in force."""
        content, labels = self.content, self.labels
        settled = (pair for pair in content.conflicts if not still_stands(content, *pair))
        conflicts = [paragraph([sentence_of_conflict(labels, *pair)]) for pair in settled]
        table = revisions_table(content, labels).html if content.revisions else Markup("")
        return self._part("revisions", revisions_finding, Markup("\n").join([table, *conflicts]))

    def missing(self) -> Block:
        """Show which figures of the years do not exist, and why."""
        table = missing_table(self.content, self.labels).html if self.content.gaps else Markup("")
        return self._part("missing", gaps_finding, table)

    def counted(self) -> Block | None:
        """Show what was counted from event logs beside what is published, or return None if nothing was counted."""
        content, labels, say = self.content, self.labels, self.words.say
        if not content.discrepancies:
            return None
        paragraphs = ([sentence] for sentence in counted_sentences(content, labels))
        text = aside(paragraphs, counted_notes(content, labels))
        definitions = [
            definition(say("counted.definition", name=name), meaning)
            for name, meaning in counted_definitions(content, labels)
        ]
        parts = [discrepancy_table(content, labels).html, text, *definitions]
        return self._part("counted", counted_finding, Markup("\n").join(parts))

    def rounding(self) -> Table:
        """Show what a printed figure can mean."""
        return rounding_table(self.content, self.labels)

    def sources(self) -> Block:
        """Show every source with its figures."""
        return Block(sources_list(self.content, self.labels))

    def about(self) -> Block | None:
        """Show what the publisher says about the statistics, or return None if the data folder has nothing on it."""
        return about_statistics(self.labels)

    def related(self) -> Block | None:
        """Show the publications that the sources on the year list as related, or return None if there are none.

        A source is on the last year of which it prints a figure. The heading is part of it.
        """
        language, history = self.words.language, self.content.vintage.rows
        years = history["period"].astype("str").map(lambda period: Period.parse(period).year)
        last_years = years.groupby(history["source"]).max()
        items = Markup("\n").join(
            Markup("<li><strong>{}.</strong> {}</li>").format(related.title[language], related.description[language])
            for related in self.labels.catalogue.related
            if last_years.get(related.source) == self.content.year
        )
        html = Markup('<h3 id="related">{}</h3>\n<ul class="related">\n{}\n</ul>')
        return Block(html.format(self.words.say("page.related"), items)) if items else None

    def foot(self) -> Block:
        """Show parameters, state of the data, and versions, folded."""
        html, table = Markup("<details><summary>{}</summary>\n{}</details>"), foot_table(self.content, self.labels)
        return Block(html.format(self.words.say("page.foot"), table.html))

    def _part(
        self,
        section: str,
        finding: Callable[[Content, Labels], Phrase],
        body: Markup,
        terms: Sequence[Phrase] = (),
        *,
        is_introduced: bool = True,
    ) -> Block:
        """Return a section that is not about one metric: its finding as a heading, introduction and body, if any."""
        kicker = self.words.say(f"kicker.{section}")
        intro = [self.words.say(f"intro.{section}"), *terms] if body and is_introduced else []
        head = heading(section, kicker.text, finding(self.content, self.labels), level=3)
        return Block(Markup("\n").join([head, paragraph(intro, kind="introduction"), body]))
