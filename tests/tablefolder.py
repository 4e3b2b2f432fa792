"""Data folders with tables as they were published, made for tests: metrics, files and a `tables.toml`."""

import json

from helsetrend.published.folder import read_published

SOURCE = """
source = { title = "Statistics", publisher = "The Agency", address = "https://agency.example/", language = "en" }
"""


def metrics_toml(metrics, *, units=("visits", "logins", "percent", "seconds")):
    """The text of a `metrics.toml`; `metrics` has for each the words that are not as usual, `services` as a list."""
    lines = []
    for entry in ("portal.name", "portal.description"):
        lines += [f'{entry}.{language} = "Portal"' for language in ("nb", "en")]
    for unit in units:
        lines += [f'units."{unit}" = {{ nb = "{unit}", en = "{unit}" }}']
    for name, more in metrics.items():
        own = {"kind": "count", "unit": "visits", "measured": "year", "name": name, "definition": "x", **more}
        services = own.pop("services", [])
        lines.append(f"[metrics.{name}]")
        for word in ("name", "definition"):
            text = own.pop(word)
            lines += [f"{word}.{language} = {json.dumps(text)}" for language in ("nb", "en")]
        lines += [f"{word} = {json.dumps(value)}" for word, value in own.items()]
        for service in services:
            lines.append(f'services.{service}.name = {{ nb = "{service}", en = "{service}" }}')
    return "\n".join(lines)


def table_folder(folder, metrics, description, files):
    """Write a data folder with the files below `published/tables`, by their names as text or bytes, and return it.

    `SOURCE` in the description stands for the words of a source.
    """
    tables = folder / "published" / "tables"
    tables.mkdir(parents=True)
    (folder / "metrics.toml").write_text(metrics if isinstance(metrics, str) else metrics_toml(metrics), "utf-8")
    (folder / "published" / "tables.toml").write_text(description.replace("SOURCE", SOURCE.strip()), "utf-8")
    for name, content in files.items():
        path = tables / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def figure_cells(folder, *columns):
    """The figures of a folder in the order of their rows, as tuples of these columns; without a metric, service."""
    figures = read_published(folder).figures
    names = columns or ("metric", "service", "period", "as_printed", "value")
    return list(figures[list(names)].itertuples(index=False, name=None))
