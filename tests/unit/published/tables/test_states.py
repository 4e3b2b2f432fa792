"""The same table saved anew at each publication: what is new, what differs, what is equal, what is gone."""

from tablefolder import table_folder

from helsetrend.analysis.revision_analysis import revision_triangle
from helsetrend.analysis.vintage.known import vintage_on
from helsetrend.published import revisions
from helsetrend.published.folder import read_published
from helsetrend.values import Period

DESCRIPTION = """
[tables.usage]
files = "usage-*.csv"
published = "file name"
SOURCE
rows.period = "month"
"""


def folder_of(tmp_path, states, metrics=("visits",)):
    """A folder with one table, whose states are given by their dates as lines "month figure figure"."""
    files = {
        f"usage-{day}.csv": "\n".join(
            [",".join(("month", *metrics)), *(",".join(line.split(" ")) for line in lines.split(" | "))]
        )
        for day, lines in states.items()
    }
    return table_folder(tmp_path, {name: {} for name in metrics}, DESCRIPTION, files)


def rows(published):
    return list(published.figures[["period", "as_printed", "source"]].itertuples(index=False, name=None))


def test_what_is_equal_costs_no_row_and_what_differs_is_a_revision_of_that_day(tmp_path):
    states = {
        "2023-02-05": "2023-01 10",
        "2023-03-05": "2023-01 10 | 2023-02 20",
        "2023-04-05": "2023-01 11 | 2023-02 20 | 2023-03 30",
    }
    published = read_published(folder_of(tmp_path, states))
    assert rows(published) == [
        ("2023-01", "10", "usage-2023-02-05"),
        ("2023-02", "20", "usage-2023-03-05"),
        ("2023-01", "11", "usage-2023-04-05"),
        ("2023-03", "30", "usage-2023-04-05"),
    ]
    changed = revisions(published.history)
    assert list(changed["old_value"]) == [10.0]
    assert list(changed["new_published_date"].astype(str)) == ["2023-04-05"]


def test_what_is_gone_amid_its_series_is_withdrawn_and_told(tmp_path):
    states = {
        "2023-03-05": "2023-01 10 | 2023-02 20",
        "2023-04-05": "2023-01 10 | 2023-03 30",
        "2023-05-05": "2023-01 10 | 2023-02 20 | 2023-03 30",
    }
    published = read_published(folder_of(tmp_path, states))
    february = Period.parse("2023-02")
    seen = {day: vintage_on(published, as_of=day).observe("visits", february) for day in ("2023-03-05", "2023-04-30")}
    assert seen["2023-03-05"].figure.value == 20
    assert (seen["2023-04-30"].figure, seen["2023-04-30"].gap.code) == (None, "stated_withdrawn")
    assert vintage_on(published).observe("visits", february).figure.source == "usage-2023-05-05"
    assert "withdrawn: visits 2023-02, '20' until then, is not in usage-2023-04-05.csv any more" in published.messages
    assert len(revisions(published.history)) == 0
    triangle = {cells: revision_triangle("visits", cells=cells, data=published) for cells in ("as_printed", "in_force")}
    assert triangle["as_printed"].loc["2023-02"].tolist() == ["20", "withdrawn", "20"]
    assert triangle["in_force"].loc["2023-02"].tolist() == ["20", "", "20"]


def test_a_figure_that_becomes_a_sign_is_not_in_force_any_more(tmp_path):
    states = {"2023-03-05": "2023-01 10 | 2023-02 20", "2023-04-05": "2023-01 10 | 2023-02 :"}
    published = read_published(folder_of(tmp_path, states))
    observed = vintage_on(published).observe("visits", Period.parse("2023-02"))
    assert (observed.figure, observed.gap.code) == (None, "stated_suppressed")
    assert vintage_on(published, as_of="2023-03-31").observe("visits", Period.parse("2023-02")).figure.value == 20


def test_a_table_of_the_last_months_withdraws_nothing(tmp_path):
    states = {
        "2023-03-05": "2023-01 10 | 2023-02 20",
        "2023-04-05": "2023-02 20 | 2023-03 30",
        "2023-05-05": "2023-03 30 | 2023-04 40",
    }
    published = read_published(folder_of(tmp_path, states))
    assert vintage_on(published).observe("visits", Period.parse("2023-01/2023-04")).figure.value == 100
    assert len(published.gaps) == 0
    assert (
        "table usage, since 2023-04-05: visits begins later in it than before; earlier figures stay as they were last "
        "published"
    ) in published.messages


def test_a_series_that_is_no_longer_in_the_table_keeps_its_figures(tmp_path):
    files = {
        "usage-2023-03-05.csv": "month,visits,logins\n2023-01,10,5\n",
        "usage-2023-04-05.csv": "month,visits\n2023-01,10\n2023-02,12\n",
    }
    published = read_published(table_folder(tmp_path, {"visits": {}, "logins": {}}, DESCRIPTION, files))
    assert vintage_on(published).observe("logins", Period.parse("2023-01")).figure.value == 5
    assert (
        "table usage, since 2023-04-05: logins is no longer in it; its figures stay as they were last published"
        in published.messages
    )


def test_a_round_count_is_exact_where_other_states_of_the_table_print_finer_digits(tmp_path):
    states = {"2023-02-05": "2023-01 10", "2023-03-05": "2023-01 10 | 2023-02 12000"}
    figures = read_published(folder_of(tmp_path, states)).figures
    assert list(figures["rounding"]) == [1.0, 1.0]
