"""The content of the report on 2021 that looks back to 2019, worked out by hand from the rows of figures.csv."""

import re
import shutil
import tomllib
from datetime import date

import pytest
from contents import content_in, labelled, published
from countedfolder import with_counts
from madeup import known_of
from places import DATA

from helsetrend.events.counts_file import Counts, read_counts
from helsetrend.report.content import known_on

SHARE, SELF_SERVICE = "patient_travel_electronic_share", "patient_travel_self_service_visits"
MESSAGES, CERTIFICATE = ("service_visits", "messages"), ("service_visits", "covid_certificate")


@pytest.fixture(scope="module")
def content():
    return content_in(year=2021, first_year=2019)


def test_the_series_are_those_of_the_listed_metrics_service_by_service(content):
    assert content.series == (("visits", ""), ("logins", ""), MESSAGES, CERTIFICATE, (SHARE, ""), (SELF_SERVICE, ""))
    assert content.headlines == ("visits", "logins", "service_visits", SHARE)
    assert (list(content.years), str(content.span)) == ([2019, 2020, 2021], "2019/2021")


def test_a_gap_is_a_year_without_a_figure_and_has_its_reason(content):
    """The certificate began in June 2021, so 2019 and 2020 are not gaps of it."""
    gaps = [(gap.metric, gap.service, str(gap.period), gap.gap.code) for gap in content.gaps]
    assert gaps == [
        ("logins", "", "2019", "only_as_picture"),
        (*MESSAGES, "2019", "not_reported_yet"),
        (*CERTIFICATE, "2021", "not_published"),
        (SHARE, "", "2019-12", "only_as_picture"),
        (SELF_SERVICE, "", "2019", "not_published"),
        (SELF_SERVICE, "", "2020", "not_published"),
    ]


def test_a_revision_has_the_row_before_and_the_row_now(content):
    """Logins of 2021 in January 2023; in February 2024 visits of 2021 (only more precise) and of 2020."""
    rows = [(revision.old.row, revision.new.row, revision.kind) for revision in content.revisions]
    assert rows == [(6, 15, "revised"), (2, 32, "made_more_precise"), (3, 33, "revised")]
    corrected = [(metric, service, str(period)) for metric, service, period in content.revised_series]
    assert corrected == [("logins", "", "2021"), ("visits", "", "2020")]


def test_sources_conflict_on_the_logins_of_2021(content):
    """77.4 to 77.6 million on the page, 79 million in the caption of a picture, both of May 2022."""
    assert [(figure.row, other.row) for figure, other in content.conflicts] == [(6, 28)]


def test_no_figure_differs_from_what_follows_from_others(content):
    assert content.mismatches == ()


def test_only_mismatches_of_the_years_and_series_of_the_report_are_in_it():
    """In 2020 the quarters add up to 400, not 401; a report on 2022 alone does not mention that."""
    quarters = "".join(f"visits  2020-Q{quarter}  100\n" for quarter in (1, 2, 3, 4))
    known = known_of({"visits": {}}, f"{quarters}visits  2020  401\nvisits  2021  600\nvisits  2022  500")
    mismatches = {year: labelled("en", known, year, year - 1)[0].mismatches for year in (2021, 2023)}
    assert [str(mismatch.stated.period) for mismatch in mismatches[2021]] == ["2020"]
    assert mismatches[2023] == ()


def test_each_claim_about_the_years_has_a_verdict(content):
    """Visits grew by 93 percent, logins by 111 to 117, messages by 147 to 156; not every service has a figure."""
    assert {checked.claim.name: checked.verdict for checked in content.claims} == {
        "visits-2021-growth": "contradicts",
        "messages-2021-growth": "agrees",
        "messages-2021-rank": "cannot_be_checked",
        "covid-certificate-2021-rank": "cannot_be_checked",
        "visits-2021-doubling": "agrees",
        "logins-2021-doubling": "contradicts",
    }


def test_the_likeliest_slip_behind_a_contradicted_claim_has_the_rows_that_explain_it(content):
    """The logins of the page grew by 80.0 to 84.8 percent (said: 85 of the visits), the visits by 93 (said: 100)."""
    slips = {name: [figure.row for figure in slip.figures] for name, slip in content.slips.items()}
    assert slips == {"visits-2021-growth": [7, 6], "logins-2021-doubling": [3, 2]}


def test_the_rows_are_those_of_the_metrics_up_to_the_year_and_of_the_lookalike(content):
    """Not 2022 to 2024, monthly means (17, 22), awareness (29) or mobile (52); row 56 is of the share's look-alike."""
    assert content.rows == {*range(2, 17), 18, 21, *range(24, 29), *range(32, 35), *range(39, 52), *range(53, 57)}


def test_without_counts_there_are_no_discrepancies_and_with_them_one_a_year(content, tmp_path):
    """On 2026-03-01 nothing of 2021 was counted for the messages, and the logins of 2021 are suppressed."""
    assert content.discrepancies == ()
    counted = content_in(with_counts(tmp_path), year=2021, first_year=2019, as_of="2026-03-01").discrepancies
    assert [(row.published.metric, row.published.period.year, row.verdict) for row in counted] == [
        ("visits", 2019, "not_compared"),
        ("visits", 2020, "within"),
        ("visits", 2021, "more"),
        ("logins", 2019, "not_compared"),
        ("logins", 2020, "less"),
        ("logins", 2021, "not_compared"),
        ("service_visits", 2020, "within"),
        ("service_visits", 2021, "not_compared"),
    ]


def folder_with_report(folder, table):
    """Copy the data, with another table [report] in metrics.toml."""
    shutil.copytree(DATA, folder, dirs_exist_ok=True)
    path = folder / "metrics.toml"
    text = re.sub(r"\[report\]\n(\w+ = .*\n)*", lambda _: table, path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    return folder


def test_the_data_decide_what_the_report_is_about(tmp_path):
    """With logins and visits alone: no gap but the logins of 2019, and no row of a service or a share."""
    folder = folder_with_report(tmp_path, '[report]\nmetrics = ["logins", "visits"]\nheadlines = ["visits"]\n')
    content = content_in(folder, year=2021, first_year=2019)
    assert (content.metrics, content.headlines) == (("logins", "visits"), ("visits",))
    assert content.series == (("logins", ""), ("visits", ""))
    assert [(gap.metric, gap.period.year) for gap in content.gaps] == [("logins", 2019)]
    assert content.rows >= {2, 6, 55}
    assert content.rows.isdisjoint({10, 11, 12, 56})


def test_without_a_list_the_report_is_about_all_metrics(tmp_path):
    folder = folder_with_report(tmp_path, "")
    listed = tomllib.loads((folder / "metrics.toml").read_text(encoding="utf-8"))
    assert "report" not in listed
    content = content_in(folder, year=2021, first_year=2019)
    assert content.metrics == content.headlines
    under = "patient_travel_self_service_visits"  # follows the one under which it stands
    assert [name for name in content.metrics if name != under] == [name for name in listed["metrics"] if name != under]
    assert content.metrics[content.metrics.index(under) - 1] == "patient_travel_electronic_share"
    assert len(content.metrics) > 6


def test_newest_is_the_last_day_of_what_was_published_and_what_was_counted(tmp_path):
    """The last source is of 2025, of which the last day is taken; the last count is of 2027-01-01."""
    counts = read_counts(with_counts(tmp_path))
    assert known_on(published(), Counts(), as_of="newest").as_of == date(2025, 12, 31)
    assert known_on(published(), counts, as_of="newest").as_of == date(2027, 1, 1)
    early = Counts(tuple(row for row in counts.rows if row.counted_on < "2023"))
    assert known_on(published(), early, as_of="newest").as_of == date(2025, 12, 31)


def test_a_date_is_taken_as_it_is_and_one_before_the_first_figure_is_an_error(tmp_path):
    counts = read_counts(with_counts(tmp_path))
    assert known_on(published(), counts, as_of="2022-05-31").as_of == date(2022, 5, 31)
    with pytest.raises(ValueError, match="nothing was published by 2010-01-01"):
        known_on(published(), counts, as_of="2010-01-01")
