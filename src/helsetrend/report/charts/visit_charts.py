"""Charts of a counted log: its visits day by day, and how many they would be by other rules."""

from collections.abc import Mapping
from datetime import date

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Canvas
from matplotlib.patches import Rectangle
from matplotlib.ticker import MaxNLocator

from helsetrend.errors import check_table
from helsetrend.events import DEFINITIONS
from helsetrend.public import public
from helsetrend.report.presentation import (
    LETTER,
    LIGHT,
    SMALL,
    TEXT,
    WIDTHS,
    Chart,
    Column,
    Phrase,
    Table,
    as_svg,
    drawing_style,
    words,
)

WIDTH = WIDTHS["wide"]
BAR, GAP, FOOT = 22, 12, 26
"""Heights in pixels in the chart of rules: a bar, the space between bars, the axis."""
HEIGHT, HEADROOM, MARGIN = 300, 1.28, 44
"""Of the chart of days: its height in pixels, that of its axis in highest columns, the room at the left in pixels."""
MOST_TICKS = 8

WHEN = {"weekday": "from Monday to Friday", "weekend": "on Saturdays and Sundays"}
"""The parts of the week, which differ in colour."""

Marks = Mapping[str, tuple[str, str]]


@public
def daily_chart(counts: pd.DataFrame, *, log: str, marks: Marks | None = None) -> Chart:
    """Return the visits of each day as columns, those of Saturdays and Sundays in another colour.

    `counts` is a table as from `count_events`; `log` is the name of the log for the title, such as "Synthetic log";
    `marks` names stretches of a few days, from and to, that are shown with their numbers. A day that the log does not
    cover is an empty place with a dotted frame. Raises ValueError if the table has no visits by day, or suppressed
    ones, or a mark has a day that the log does not cover.
    """
    days = _days(counts)
    stretches = {name: days.loc[first:last] for name, (first, last) in (marks or {}).items()}
    if outside := [name for name, stretch in stretches.items() if stretch["visits"].isna().any() or stretch.empty]:
        raise ValueError(f"marks: {', '.join(outside)}; allowed: days that the log covers")
    means = days.groupby("part")["visits"].mean()
    by_part = ", ".join(f"{means[part]:,.0f} {when}" for part, when in WHEN.items() if part in means)
    finding = f"{log}, visits a day: {by_part}"
    return Chart(
        name="visits-per-day",
        title=finding,
        subtitle=f"Visits per day, {_day(days.index[0])} to {_day(days.index[-1])}; in the title their means.",
        alt=_days_alt(days, stretches, finding),
        notes=("Dark columns: Monday to Friday.", "Light columns: Saturday and Sunday."),
        source=Phrase.of(
            f"Counted by the definition {DEFINITIONS['visits']}: a visit belongs to the day on which it started."
        ),
        table=_days_table(days),
        table_label="The numbers",
        drawings={"wide": as_svg(_days_canvas(days, stretches), "visits-per-day")},
    )


def _days(counts: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each day from the first to the last (the index), with the columns visits, part and place.

    `visits` is missing if the log does not cover the day; `place` is the number of the day from 0.
    """
    check_table(counts, ["metric", "period", "value"], call="a table as from count_events")
    by_day = counts[counts["metric"].eq("visits") & counts["period"].str.len().eq(len("2021-12-31"))]
    if by_day.empty or by_day["value"].isna().any():
        raise ValueError("no visits of a day, or suppressed ones; allowed: a table as from count_events")
    visits = pd.Series(by_day["value"].to_numpy(dtype=float), index=pd.to_datetime(by_day["period"].to_numpy()))
    visits = visits.asfreq("D")
    parts = ["weekday" if day.weekday() < 5 else "weekend" for day in visits.index]
    return pd.DataFrame({"visits": visits, "part": parts, "place": range(len(visits))})


def _days_alt(days: pd.DataFrame, stretches: Mapping[str, pd.DataFrame], finding: str) -> str:
    sentences = [f"Column chart, a column a day. {finding}."]
    for part, when in WHEN.items():
        if len(visits := days.loc[days["part"].eq(part), "visits"].dropna()):
            sentences.append(f"{when[0].upper()}{when[1:]} {visits.min():,.0f} to {visits.max():,.0f}.")
    for name, stretch in stretches.items():
        numbers = ", ".join(f"{_day(day)} {number:,.0f}" for day, number in stretch["visits"].items())
        sentences.append(f"{name}: {numbers}.")
    if missing := int(days["visits"].isna().sum()):
        sentences.append(f"Days that the log does not cover: {missing}.")
    return " ".join(sentences)


def _day(day: date) -> str:
    return words("en").day(day)


def _days_table(days: pd.DataFrame) -> Table:
    rows = [
        (_day(day), f"{day:%A}", "not in the log" if pd.isna(visits) else f"{visits:,.0f}")
        for day, visits in days["visits"].items()
    ]
    return Table("Visits per day", [Column("Day"), Column("Day of the week"), Column("Visits", ".")], rows)


def _days_canvas(days: pd.DataFrame, stretches: Mapping[str, pd.DataFrame]) -> Canvas:
    most = days["visits"].max() or 1
    with drawing_style():
        canvas = Canvas(figsize=(WIDTH / 72, HEIGHT / 72), dpi=72)
        axes = canvas.add_axes((MARGIN / WIDTH, FOOT / HEIGHT, 1 - MARGIN / WIDTH, 1 - FOOT / HEIGHT))
        sns.barplot(
            days, x="place", y="visits", hue="part", palette={"weekday": LIGHT["accent"], "weekend": LIGHT["other"]},
            saturation=1, native_scale=True, width=0.8, dodge=False, errorbar=None, legend=False, linewidth=0, ax=axes,
        )  # fmt: skip
        for place in days.loc[days["visits"].isna(), "place"]:
            frame = Rectangle((place - 0.4, 0), 0.8, most / 8, facecolor="none", edgecolor=LIGHT["muted"])
            frame.set(linestyle=(0, (2, 2)), linewidth=1)
            axes.add_patch(frame)
        axes.set(xlim=(-0.6, len(days) - 0.4), ylim=(0, most * HEADROOM), xlabel="", ylabel="")
        for name, stretch in stretches.items():
            _mark(axes, name, stretch, most)
        _days_axes(axes, days, most)
    return canvas


def _mark(axes: Axes, name: str, stretch: pd.DataFrame, most: float) -> None:
    """Draw a line above the columns of a stretch of days, with its name and its numbers above it."""
    first, last = stretch["place"].iloc[0] - 0.4, stretch["place"].iloc[-1] + 0.4
    axes.plot([first, last], [most * 1.05] * 2, color=LIGHT["ink"], linewidth=1.2, solid_capstyle="butt")
    numbers = " · ".join(f"{visits:,.0f}" for visits in stretch["visits"])
    left, right = axes.get_xlim()
    half = max(len(name), len(numbers)) * LETTER * TEXT / 2 / (WIDTH - MARGIN) * (right - left)
    axes.text(
        min(max((first + last) / 2, left + half), right - half), most * 1.07, f"{name}\n{numbers}",
        ha="center", va="bottom", color=LIGHT["ink"], size=SMALL, linespacing=1.3,
    )  # fmt: skip


def _days_axes(axes: Axes, days: pd.DataFrame, most: float) -> None:
    """Set numbers with light lines at the left, and the Mondays below."""
    sns.despine(ax=axes, left=True, bottom=True)
    mondays = days[days.index.day_of_week == 0]
    shown = mondays.iloc[:: -(-len(mondays) // MOST_TICKS) or 1]
    axes.set_xticks(shown["place"], [f"{day.day} {day:%b}" for day in shown.index], color=LIGHT["muted"], size=SMALL)
    numbers = [tick for tick in MaxNLocator(4, integer=True).tick_values(0, most) if tick <= most]
    axes.set_yticks(numbers, [f"{number:,.0f}" for number in numbers], color=LIGHT["muted"], size=SMALL)
    axes.tick_params(length=0, pad=6)
    axes.grid(axis="y", color=LIGHT["rule"], linewidth=1)
    axes.set_axisbelow(True)
    axes.axhline(0, color=LIGHT["muted"], linewidth=1.2)


@public
def rules_chart(by_rule: pd.DataFrame, *, log: str) -> Chart:
    """Return how many more or fewer visits each rule counts than ours, in percent, as bars to the right or to the left.

    `by_rule` is a table as from `visits_by_other_rules`; `log` is the name of the log for the title. Raises ValueError
    if our rule counts no visits.
    """
    check_table(by_rule, ["visits", "difference_percent"], call="a table as from visits_by_other_rules")
    if not by_rule.at["ours", "visits"]:
        raise ValueError("no visits by our rule; allowed: a log with visits")
    others = by_rule.drop(index="ours").sort_values("difference_percent", ascending=False, kind="stable")
    least, most = others["difference_percent"].min(), others["difference_percent"].max()
    finding = f"{log}, visits by other rules: {' to '.join(dict.fromkeys((_directed(least), _directed(most))))}"
    rows = [(_named(rule), f"{visits:,}", _signed(percent)) for rule, visits, percent in by_rule.itertuples()]
    values = "; ".join(f"{rule} {visits} ({percent})" for rule, visits, percent in rows)
    return Chart(
        name="visits-by-rule",
        title=finding,
        subtitle=f"Difference from our count of {by_rule.at['ours', 'visits']:,} visits; in brackets the visits.",
        alt=f"Horizontal bar chart. {finding}. {values}.",
        notes=(),
        source=Phrase.of("The same events counted by each rule; a rule is ours but for one thing."),
        table=Table(
            "Visits by rule", [Column("Rule"), Column("Visits", "."), Column("Difference from ours", ".")], rows
        ),
        table_label="The numbers",
        drawings={"wide": as_svg(_rules_canvas(others), "visits-by-rule")},
    )


def _directed(percent: float) -> str:
    """Return a difference in words: "2.5 percent fewer", "20.2 percent more" or "as many"."""
    if not round(percent, 1):
        return "as many"
    return f"{abs(percent):.1f} percent {'more' if percent > 0 else 'fewer'}"


def _signed(percent: float) -> str:
    return f"{percent:+.1f}%".replace("-", "−") if round(percent, 1) else "0.0%"


def _named(rule: str) -> str:
    return rule.replace("_", " ")


def _rules_canvas(others: pd.DataFrame) -> Canvas:
    margin = 14 + 8 * max(len(rule) for rule in others.index)
    height = len(others) * (BAR + GAP) + FOOT
    values = [f"{_signed(percent)} ({visits:,})" for visits, percent in others.itertuples(index=False)]
    least, most = min(0, others["difference_percent"].min()), max(0, others["difference_percent"].max())
    room = 1 - (max(map(len, values)) * LETTER * TEXT + 12) / (WIDTH - margin)
    reach = ((most - least) or 1) / room
    table = others.assign(place=range(len(others)))
    with drawing_style():
        canvas = Canvas(figsize=(WIDTH / 72, height / 72), dpi=72)
        axes = canvas.add_axes((margin / WIDTH, FOOT / height, 1 - margin / WIDTH, 1 - FOOT / height))
        sns.barplot(
            table, x="difference_percent", y="place", color=LIGHT["accent"], saturation=1, orient="h",
            native_scale=True, width=BAR / (BAR + GAP), errorbar=None, linewidth=0, ax=axes,
        )  # fmt: skip
        axes.set(xlim=(least - reach * 0.01, least + reach), ylim=(len(others) - 0.5, -0.6), xlabel="", ylabel="")
        for place, (end, value) in enumerate(zip(others["difference_percent"], values, strict=True)):
            axes.text(max(end, 0) + reach * 0.012, place, value, va="center_baseline", color=LIGHT["ink"])
        _rules_axes(axes, others, least, most)
    return canvas


def _rules_axes(axes: Axes, others: pd.DataFrame, least: float, most: float) -> None:
    """Set a line at our own count, a few light lines for scale, and the names of the rules at the left."""
    sns.despine(ax=axes, left=True, bottom=True)
    axes.set_yticks(range(len(others)), [_named(rule) for rule in others.index], color=LIGHT["ink"])
    ticks = [tick for tick in MaxNLocator(5).tick_values(least, most) if least <= tick <= most * 1.02]
    axes.set_xticks(ticks, [_tick(tick) for tick in ticks], color=LIGHT["muted"], size=SMALL)
    axes.tick_params(length=0, pad=6)
    axes.grid(axis="x", color=LIGHT["rule"], linewidth=1)
    axes.set_axisbelow(True)
    axes.axvline(0, color=LIGHT["muted"], linewidth=1.2)


def _tick(percent: float) -> str:
    return f"{percent:+g}%".replace("-", "−") if percent else "ours"
