"""SQL that matches page addresses with patterns: `*` stands for any characters, `?` for one."""

from collections.abc import Iterable, Mapping

_ORIGIN_AND_QUERY = "^[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*|[?#].*$"


def quoted(text: str) -> str:
    """Return a text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def path_of(address: str) -> str:
    """Return the SQL of the path in an address, without scheme, host, query and fragment; `/` where it is empty."""
    return f"coalesce(nullif(regexp_replace({address}, {quoted(_ORIGIN_AND_QUERY)}, '', 'g'), ''), '/')"


def matches(page: str, patterns: Iterable[str]) -> str:
    """Return the SQL of whether a page matches one of the patterns."""
    return "(" + (" OR ".join(f"{page} {_like(pattern)}" for pattern in patterns) or "false") + ")"


def service_of(page: str, services: Mapping[str, Iterable[str]]) -> str:
    """Return the SQL of the first service that has a pattern for the page, or NULL."""
    cases = [f"WHEN {matches(page, patterns)} THEN {quoted(service)}" for service, patterns in services.items()]
    return f"CASE {' '.join(cases)} END" if cases else "CAST(NULL AS VARCHAR)"


def _like(pattern: str) -> str:
    """Return the comparison with a pattern: `=` without wildcards, else LIKE, which DuckDB is fast at."""
    if not set(pattern) & set("*?"):
        return f"= {quoted(pattern)}"
    is_plain = not set(pattern) & set("%_^")
    escaped = pattern if is_plain else "".join(f"^{letter}" if letter in "%_^" else letter for letter in pattern)
    like = quoted(escaped.replace("*", "%").replace("?", "_"))
    return f"LIKE {like}" if is_plain else f"LIKE {like} ESCAPE '^'"
