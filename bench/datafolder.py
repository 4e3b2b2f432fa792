"""Write a data folder of any size, like that of a publisher of many metrics; the same arguments give the same bytes.

It holds the published figures on Helsenorge, which the yearly report is about, and made-up portals.

Every year has a publication. It prints the months and years of as many years back as there are vintages, so each
figure is printed once per vintage. Most prints repeat an earlier figure, or give it more or less precisely; one month
in ten starts with a preliminary number that a later publication revises. A second source of the same date prints the
newest year rounded, and not always correctly.
"""

import csv
import random
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

SHIPPED = Path(__file__).parents[1] / "data"
FIRST_YEAR = 1960
GROUP = 9
"""The number of metrics that belong together: they add up to one another, or are shares or means of one another."""

METRICS = """
[metrics.total_{n}]
kind = "count"
unit = "visits"
measured = "year"
definition = {{ nb = "Besøk til portal {n}", en = "Visits to portal {n}" }}
name = {{ nb = "Besøk til portal {n}", en = "Visits to portal {n}" }}

[metrics.service_{n}]
kind = "count"
unit = "visits"
measured = "year"
lists_all_services = true
services_add_up_to = "total_{n}"
definition = {{ nb = "Besøk til tjenester i portal {n}", en = "Visits to services of portal {n}" }}
name = {{ nb = "Besøk til tjenester i portal {n}", en = "Visits to services of portal {n}" }}
services.letters.name = {{ nb = "Brev", en = "Letters" }}
services.bookings.name = {{ nb = "Timer", en = "Bookings" }}
services.records.name = {{ nb = "Journal", en = "Records" }}

[metrics.phone_{n}]
kind = "count"
unit = "visits"
measured = "year"
definition = {{ nb = "Besøk fra telefon {n}", en = "Visits by phone {n}" }}
name = {{ nb = "Besøk fra telefon {n}", en = "Visits by phone {n}" }}

[metrics.desk_{n}]
kind = "count"
unit = "visits"
measured = "year"
definition = {{ nb = "Besøk fra datamaskin {n}", en = "Visits by computer {n}" }}
name = {{ nb = "Besøk fra datamaskin {n}", en = "Visits by computer {n}" }}

[metrics.device_{n}]
kind = "count"
unit = "visits"
measured = "year"
sum_of = ["phone_{n}", "desk_{n}"]
definition = {{ nb = "Besøk fra alle maskiner {n}", en = "Visits by all devices {n}" }}
name = {{ nb = "Besøk fra alle maskiner {n}", en = "Visits by all devices {n}" }}

[metrics.phone_share_{n}]
kind = "share"
unit = "percent"
measured = "year"
share_of = {{ part = "phone_{n}", whole = "device_{n}" }}
definition = {{ nb = "Andel fra telefon {n}", en = "Share by phone {n}" }}
name = {{ nb = "Andel fra telefon {n}", en = "Share by phone {n}" }}

[metrics.monthly_{n}]
kind = "mean"
unit = "visits per month"
measured = "year"
monthly_mean_of = "total_{n}"
definition = {{ nb = "Besøk i måneden {n}", en = "Visits per month {n}" }}
name = {{ nb = "Besøk i måneden {n}", en = "Visits per month {n}" }}

[metrics.person_{n}]
kind = "persons"
unit = "persons"
measured = "year"
definition = {{ nb = "Personer {n}", en = "Persons {n}" }}
name = {{ nb = "Personer {n}", en = "Persons {n}" }}

[metrics.cost_{n}]
kind = "count"
unit = "kroner"
measured = "year"
definition = {{ nb = "Utgifter {n}", en = "Costs {n}" }}
name = {{ nb = "Utgifter {n}", en = "Costs {n}" }}
"""

UNITS = """
[units]
persons = { nb = "personer", en = "persons" }
kroner = { nb = "kroner", en = "kroner", divisible = true }
"""

COUNTED = ("letters", "bookings", "records", "phone", "desk", "person", "cost")
SUMS = {"total": ("letters", "bookings", "records"), "device": ("phone", "desk")}
SERIES = (*COUNTED, *SUMS)
SERVICES = SUMS["total"]
PLACES = ("the most used", "the second", "the third")
FIGURE_COLUMNS = ("metric", "service", "period", "as_printed", "value", "unit", "hedge", "source")
SOURCE_COLUMNS = (
    *("source", "published", "published_basis", "rank", "language", "title"),
    *("detail_nb", "detail_en", "publisher", "address"),
)
CLAIM_COLUMNS = (
    *("claim", "kind", "metric", "service", "of_metric", "of_service", "from_period", "to_period"),
    *("as_printed", "value", "unit", "hedge", "source", "rounding"),
)

Values = dict[str, list[int]]
"""The twelve monthly values of a year, by series."""


def write_folder(folder: Path, *, metrics: int, years: int, vintages: int, claims: int = 300) -> int:
    """Write metrics.toml and the tables into `folder`, and return the number of figures."""
    groups = max(1, metrics // GROUP)
    chance = random.Random(1)
    tables = folder / "published"
    tables.mkdir(parents=True)
    shipped, made_up = (SHIPPED / "metrics.toml").read_text("utf-8"), (METRICS.format(n=n) for n in range(groups))
    (folder / "metrics.toml").write_text(f"{shipped}{UNITS}{''.join(made_up)}", encoding="utf-8")
    editions = range(FIRST_YEAR + 1, FIRST_YEAR + years + vintages)
    _write(tables, "sources", SOURCE_COLUMNS, (row for edition in editions for row in _sources(edition)))
    last: dict[tuple[int, int], Values] = {}
    count = _write(tables, "figures", FIGURE_COLUMNS, _figures(groups, years, vintages, chance, last))
    _write(tables, "claims", CLAIM_COLUMNS, _claims(claims, groups, years, last, chance))
    return count


def _write(folder: Path, name: str, columns: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> int:
    """Write a table, first the shipped rows and then these, and return the number of rows."""
    with (SHIPPED / "published" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        shipped = [tuple(row[column] for column in columns) for row in csv.DictReader(file)]
    count = 0
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        for row in chain(shipped, rows):
            writer.writerow(row)
            count += 1
    return count


def _sources(edition: int) -> Iterator[tuple[str, ...]]:
    dates = (f"{edition}-03-01", f"{edition}-03", f"{edition}")
    for name, rank, published in (("report", "1", dates[edition % 3]), ("trends", "2", f"{edition}-03")):
        title = ("A yearly report", "A trends report")[int(rank) - 1]
        address = f"https://example.org/{name}/{edition}"
        yield f"{name}-{edition}", published, "stated", rank, "en", title, "", "", "The publisher", address


def _figures(
    groups: int, years: int, vintages: int, chance: random.Random, last: dict[tuple[int, int], Values]
) -> Iterator[tuple[str, ...]]:
    """Yield the rows of all publications by year of the figures; fill `last` with the final values."""
    for year in range(FIRST_YEAR, FIRST_YEAR + years):
        for group in range(groups):
            final = {name: _months(name, group, year, chance) for name in COUNTED}
            known = {name: [_preliminary(value, chance) for value in months] for name, months in final.items()}
            settled = {name: [chance.randint(1, 3) for _ in months] for name, months in final.items()}
            for age in range(vintages):
                edition = year + 1 + age
                for name, months in known.items():
                    for month, since in enumerate(settled[name]):
                        if age >= since:
                            months[month] = final[name][month]
                sums = {
                    name: [sum(known[part][month] for part in parts) for month in range(12)]
                    for name, parts in SUMS.items()
                }
                values = known | sums
                yield from _printed(values, group, year, f"report-{edition}", chance)
                if not age:
                    yield from _rounded(values, group, year, f"trends-{edition}", chance)
            last[group, year] = {name: list(months) for name, months in values.items()}


def _months(name: str, group: int, year: int, chance: random.Random) -> list[int]:
    size = 2_000 * (3 + COUNTED.index(name)) * (1 + group % 11) ** 2 * 1.06 ** (year - FIRST_YEAR)
    return [int(size * (1 + 0.1 * (month % 5)) * chance.uniform(0.95, 1.05)) for month in range(12)]


def _preliminary(value: int, chance: random.Random) -> int:
    return int(value * chance.uniform(0.9, 0.98)) if chance.random() < 0.1 else value


def _printed(values: Values, group: int, year: int, source: str, chance: random.Random) -> Iterator[tuple[str, ...]]:
    """Yield the figures that one publication prints for one year."""
    for name in SERIES:
        metric, service, unit = _place(name, group)
        style = chance.randrange(4)
        for month, value in enumerate(values[name], start=1):
            yield metric, service, f"{year}-{month:02}", *_number(value, style, unit, chance), source
        yield metric, service, f"{year}", *_number(sum(values[name]), style, unit, chance), source
    share = f"{1000 * sum(values['phone']) // sum(values['device']) / 10}"
    yield f"phone_share_{group}", "", f"{year}", f"about {share} percent", share, "percent", "about", source
    mean = str(sum(values["total"]) // 12)
    yield f"monthly_{group}", "", f"{year}", f"about {mean}", mean, "visits per month", "about", source


def _rounded(values: Values, group: int, year: int, source: str, chance: random.Random) -> Iterator[tuple[str, ...]]:
    """Yield the figures that the second source prints for the newest year."""
    for name in SERIES:
        metric, service, unit = _place(name, group)
        value = sum(values[name]) * (1.1 if chance.random() < 0.05 else 1)
        yield metric, service, f"{year}", *_number(int(value), 3, unit, chance), source


def _place(name: str, group: int) -> tuple[str, str, str]:
    unit = {"person": "persons", "cost": "kroner"}.get(name, "visits")
    return (f"service_{group}", name, unit) if name in SERVICES else (f"{name}_{group}", "", unit)


def _number(value: int, style: int, unit: str, chance: random.Random) -> tuple[str, str, str, str]:
    """Return the print, its value, unit and hedge: in full (styles 0 to 2, by separator) or rounded with a word (3)."""
    if style < 3:
        return f"{value:,}".replace(",", " ,."[style]), str(value), unit, "none"
    scale, words = (10**6, ("millioner", "million")) if value >= 10**6 else (10**3, ("tusen", "thousand"))
    tenth = scale // 10
    hedge, prefix = chance.choice((("none", ""), ("about", "about "), ("over", "over "), ("nearly", "nesten ")))
    count = value // tenth + (hedge == "nearly" or (hedge == "none" and value % tenth * 2 >= tenth))
    mark, word = chance.choice(((",", words[0]), (".", words[1])))
    return f"{prefix}{count // 10}{mark}{count % 10} {word}", str(count * tenth), unit, hedge


def _percent(number: str) -> tuple[str, str, str, str]:
    return f"about {number} percent", number, "percent", "about"


def _claims(
    count: int, groups: int, years: int, last: dict[tuple[int, int], Values], chance: random.Random
) -> Iterator[tuple[str, ...]]:
    """Yield claims of growth, levels, shares, sums and ranks; one in ten is wrong."""
    for number in range(count):
        group, year = chance.randrange(groups), FIRST_YEAR + 1 + chance.randrange(years - 1)
        now, before = last[group, year], last[group, year - 1]
        name = chance.choice(SERIES)
        metric, service, unit = _place(name, group)
        new, old = sum(now[name]), sum(before[name])
        off = 1.3 if chance.random() < 0.1 else 1.0
        claim = f"claim-{number}"
        period, source = f"{year}", (f"report-{year + 1}", "")  # and no rounding
        kind = ("growth", "level", "share", "sum", "rank")[number % 5]
        if kind == "growth":
            growth = str(round((100 * new / old - 100) * off))
            if growth.startswith("-"):
                kind, growth = "decline", growth[1:]
            yield claim, kind, metric, service, "", "", f"{year - 1}", period, *_percent(growth), *source
        elif kind == "level":
            yield claim, kind, metric, service, "", "", "", period, *_number(int(new * off), 3, unit, chance), *source
        elif kind == "share":
            share = str(round(100 * off * sum(now["phone"]) / sum(now["device"])))
            yield claim, kind, f"phone_{group}", "", f"device_{group}", "", "", period, *_percent(share), *source
        elif kind == "sum":
            total = int(off * sum(sum(now[service]) for service in SERVICES))
            yield claim, kind, f"service_{group}", "", "", "", "", period, *_number(total, 3, "visits", chance), *source
        else:
            sizes = sorted((-sum(now[service]), service) for service in SERVICES)
            place = 1 + chance.randrange(3)
            service = sizes[place - 1][1]
            printed = PLACES[place - 1], f"{place}", "rank", "none"
            yield claim, kind, f"service_{group}", service, "", "", "", period, *printed, *source
