"""The metrics of the cases, real and invented: a description for readers, and the entries of metrics.toml."""

from typing import NamedTuple


class Measured(NamedTuple):
    """A metric: its kind and unit, a description, its other entries in metrics.toml, and when it is measured."""

    kind: str
    unit: str
    description: str
    facts: str = ""
    measured: str = "year"


class Service(NamedTuple):
    """A service of a metric: a description, and its other entries in metrics.toml."""

    metric: str
    description: str
    facts: str = ""


METRICS = {
    "visits": Measured(
        "count", "visits", "visits to Helsenorge, which opened on 15 June 2011", 'launched = "2011-06-15"'
    ),
    "logins": Measured(
        "count",
        "logins",
        "logins to Helsenorge, reported since 2012; the page of spring 2022 shows 2012 to 2016 only as a picture",
        'first_reported = "2012"\npictures = [{ source = "page-2022", period = "2012/2016" }]',
    ),
    "visits a month": Measured(
        "mean", "visits per month", "the mean of the twelve months of a year", 'monthly_mean_of = "visits"'
    ),
    "travel share": Measured(
        "share", "percent", "the share of patient travel claims made electronically, measured in December"
    ),
    "awareness": Measured("share", "percent", "the share of residents who know of Helsenorge"),
    "service visits": Measured("count", "visits", "visits to individual services; not all services are listed"),
    "app visits": Measured(
        "count",
        "visits",
        "*invented:* counted in a new way from 1 January 2018, from 1 July 2021 and from 31 December 2024",
        'breaks = [{ at = "2018", nb = "ny telling", en = "another way of counting" },'
        ' { at = "2021-07-01", nb = "ny app", en = "another app" },'
        ' { at = "2024-12-31", nb = "tredje app", en = "a third app" }]',
    ),
    "pages": Measured(
        "count",
        "pages",
        "*invented:* counted by a new tool since February 2020; from February to April the old tool counted too",
        'breaks = [{ at = "2020-02", nb = "nytt verktøy", en = "a new tool",'
        ' bridge = { old = "pages_by_the_old_tool", months = "2020-02/2020-04" } }]',
    ),
    "pages by the old tool": Measured("count", "pages", "*invented:* counted until April 2020, or longer"),
    "callers": Measured(
        "persons",
        "callers",
        "*invented:* counted in a new way since 2020, and in both ways from January to March of that year",
        'breaks = [{ at = "2020", nb = "ny telling", en = "another way of counting",'
        ' bridge = { old = "callers_of_before", months = "2020-01/2020-03" } }]',
    ),
    "callers of before": Measured("persons", "callers", "*invented:* counted in the old way"),
    "users": Measured("persons", "persons", "*invented:* the persons who used the portal in the period"),
    "accounts": Measured("stock", "accounts", "*invented:* accounts on 31 December", measured="12-31"),
    "residents": Measured("stock", "persons", "*invented:* registered residents on 1 January", measured="01-01"),
    "login rate": Measured(
        "rate",
        "logins per 100 inhabitants",
        "*invented:* logins per 100 residents",
        'rate_of = { numerator = "logins", denominator = "residents" }',
    ),
    "spending": Measured("count", "kroner", "*invented:* an amount in kroner, which need not be whole"),
    "stays": Measured(
        "count",
        "stays",
        "*invented:* stays in hospital; producers are the Agency, from which the Institute took over, and the Register,"
        " which counts in another way",
        'producers = [["Agency", "Institute"], "Register"]',
    ),
    "enquiries": Measured(
        "count",
        "enquiries",
        "*invented:* by letters, calls, forms and chats, which are all the services that exist",
        'lists_all_services = true\nservices_add_up_to = "all_enquiries"',
    ),
    "old services": Measured(
        "count",
        "letters",
        "*invented:* letters by fax and by post, which are all the services",
        "lists_all_services = true",
    ),
    "all enquiries": Measured("count", "enquiries", "*invented:* the sum of letters, calls, forms and chats"),
    "phones": Measured("count", "visits", "*invented:* visits from phones"),
    "computers": Measured("count", "visits", "*invented:* visits from computers"),
    "devices": Measured(
        "count",
        "visits",
        "*invented:* visits from phones and computers together",
        'sum_of = ["phones", "computers"]',
    ),
    "lessons": Measured(
        "count",
        "lessons",
        "*invented:* counted in school years, which start on 1 August",
        'year_starts = "08-01"',
    ),
    "phone share": Measured(
        "share",
        "percent",
        "*invented:* visits from phones in percent of visits from all devices",
        'share_of = { part = "phones", whole = "devices" }',
    ),
    "computer share": Measured(
        "share",
        "percent",
        "*invented:* visits from computers in percent of visits from all devices",
        'share_of = { part = "computers", whole = "devices" }',
    ),
}
SERVICES = {
    "messages": Service("service visits", "visits to the messages, reported since 2020", 'first_reported = "2020"'),
    "certificate": Service(
        "service visits", "visits to the COVID certificate, launched in June 2021", 'launched = "2021-06"'
    ),
    "letters": Service("enquiries", "*invented*"),
    "calls": Service("enquiries", "*invented*"),
    "forms": Service("enquiries", "*invented*"),
    "chats": Service("enquiries", "*invented:* launched in 2022", 'launched = "2022"'),
    "fax": Service(
        "old services",
        "*invented:* letters by fax, launched in March 2019, ended in May 2023",
        'launched = "2019-03"\nended = "2023-05"',
    ),
    "post": Service("old services", "*invented:* letters by post"),
}
DIVISIBLE_UNITS = ("kroner",)


def series(name: str) -> tuple[str, str]:
    """Return metric and service of a series ("travel share", "messages") as the library names them."""
    metric, service = (SERVICES[name].metric, name) if name in SERVICES else (name, "")
    return metric.replace(" ", "_"), service


def unit(name: str) -> str:
    """Return the unit of a series."""
    return METRICS[SERVICES[name].metric if name in SERVICES else name].unit


def catalogue_text() -> str:
    """Return the text of a metrics.toml with all of them."""
    parts = ["[portal]", *_texts("name", "description"), "parts = { nb = [], en = [] }"]
    for name in dict.fromkeys(metric.unit for metric in METRICS.values()):
        divisible = ["divisible = true"] if name in DIVISIBLE_UNITS else []
        parts += [f'[units."{name}"]', f'nb = "{name}"', f'en = "{name}"', *divisible]
    for name, metric in METRICS.items():
        key = f"metrics.{series(name)[0]}"
        words = [f'kind = "{metric.kind}"', f'unit = "{metric.unit}"', f'measured = "{metric.measured}"', metric.facts]
        parts += [f"[{key}]", *words, *_texts("name", "subject", "definition", of=name)]
        for service, entry in SERVICES.items():
            if entry.metric == name:
                parts += [f"[{key}.services.{service}]", entry.facts, *_texts("name", "short", "subject", of=service)]
    return "\n".join(parts)


def _texts(*names: str, of: str = "Helsenorge") -> list[str]:
    return [f'{name} = {{ nb = "{of}", en = "{of}" }}' for name in names]
