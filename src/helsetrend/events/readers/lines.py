"""SQL that splits the lines of a text log into fields: CSV, JSON lines, and the access logs of web servers.

Each `…_fields` function returns a relation with a row for each line that is not blank: `line`, its number in the file;
`is_broken`, whether it could not be split; `bytes`, its length; and the fields as text. A record is one line: a field
that continues on the next line makes both lines unreadable.
"""

from collections.abc import Sequence

from helsetrend.events.readers.pages import quoted

LONGEST_LINE = 4 * 2**20
_ESCAPED_QUOTE, _ESCAPED_BACKSLASH = "chr(1)", "chr(2)"
_AS_UTF_8 = (
    "CASE WHEN strlen(text) = length(text) THEN text ELSE coalesce(try(decode(unhex(array_to_string(list_transform("
    "regexp_extract_all(text, '(?s).'), lambda letter: format('{:02x}', unicode(letter))), '')))), text) END"
)


def lines_of(path: str, *, is_utf_8: bool = True) -> str:
    """Return the lines of a file, which may be packed by gzip or zstd, as a relation (line, text).

    In a file that is not all UTF-8, each line is read as UTF-8 if it is valid UTF-8, else as Latin-1, in which any
    bytes are valid.
    """
    encoding, text = ("utf-8", "text") if is_utf_8 else ("latin-1", _AS_UTF_8)
    return (
        f"(SELECT line, {text} AS text FROM (SELECT row_number() OVER () AS line, "
        f"CASE WHEN row_number() OVER () = 1 THEN ltrim(text, chr(65279)) ELSE text END AS text "
        f"FROM read_csv({quoted(escaped_path(path))}, columns = {{'text': 'VARCHAR'}}, header = false, "
        f"auto_detect = false, delim = '\x01', quote = '', escape = '', strict_mode = false, "
        f"hive_partitioning = false, max_line_size = {LONGEST_LINE}, "
        f"encoding = '{encoding}')) WHERE text IS NOT NULL AND trim(text) <> '')"
    )


def escaped_path(path: str) -> str:
    """Return a path as DuckDB reads it, with the characters escaped that it takes for a pattern."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in path)


def csv_parts(text: str, delimiter: str) -> str:
    """Return the SQL of the list of fields in a line of CSV, NULL where a quote is not closed."""
    sign = quoted(delimiter)
    shown = "\\" + delimiter if delimiter == "|" else delimiter
    field = f'("(?:[^"]|"")*"|[^"{shown}][^{shown}]*|){shown}'
    parts = f"regexp_extract_all({text} || {sign}, {quoted(field)}, 1)"
    bare = f"""list_transform({parts}, lambda field: CASE WHEN starts_with(field, '"')
        THEN replace(field[2:-2], '""', '"') ELSE field END)"""
    is_whole = f"length(array_to_string({parts}, '')) + len({parts}) = length({text}) + 1"
    return f"""CASE WHEN NOT contains({text}, '"') THEN string_split({text}, {sign}) WHEN {is_whole} THEN {bare} END"""


def csv_fields(lines: str, header: Sequence[str], delimiter: str, *, after: int = 0) -> str:
    """Return the fields of CSV lines, named as in the header, which is on line `after` (0: there is none)."""
    fields = ", ".join(f"parts[{place}] AS {quoted_name(name)}" for place, name in enumerate(header, start=1))
    return (
        f"(SELECT line, bytes, parts IS NULL OR len(parts) <> {len(header)} AS is_broken, {fields} FROM "
        f"(SELECT line, strlen(text) AS bytes, {csv_parts('text', delimiter)} AS parts FROM {lines} "
        f"WHERE line > {after}))"
    )


def json_fields(lines: str, names: Sequence[str]) -> str:
    """Return fields of JSON lines by name; `actor.id` is the field `id` of the field `actor`. A line is an object."""
    paths = [quoted("$" + "".join(f'."{part}"' for part in name.split("."))) for name in names]
    fields = ", ".join(f"parts[{place}] AS {quoted_name(name)}" for place, name in enumerate(names, start=1))
    is_object = "starts_with(ltrim(text), '{') AND json_valid(text)"
    return (
        f"(SELECT line, bytes, parts IS NULL AS is_broken, {fields} FROM (SELECT line, strlen(text) AS bytes, "
        f"CASE WHEN {is_object} THEN json_extract_string(text, [{', '.join(paths)}]) END AS parts FROM {lines}))"
    )


def access_fields(lines: str, *, has_agent: bool) -> str:
    r"""Return the fields of the common log format, and of the combined one, which also has the agent.

    They are `host`, `account` (the user who is logged in, or `-`), `time`, `method`, `address`, `status` and `agent`.
    Servers write a quote within a field as `\"`. Further fields after those of the format are ignored. A request may
    lack the protocol (HTTP/0.9) or be malformed.
    """
    safe = f"replace(replace(text, '\\\\', {_ESCAPED_BACKSLASH}), '\\\"', {_ESCAPED_QUOTE})"
    safe = f"CASE WHEN contains(text, '\\') THEN {safe} ELSE text END"
    is_whole = (
        f"len(parts) >= {7 if has_agent else 3} AND len(head) >= 6 AND head[-1] = '' AND starts_with(head[-3], '[') "
        "AND ends_with(head[-2], ']') AND head[1] <> '' AND regexp_full_match(tail[1], '[1-5][0-9]{2}')"
    )
    return f"""(SELECT line, bytes, NOT coalesce({is_whole}, false) AS is_broken, head[1] AS host,
        array_to_string(head[3:-4], ' ') AS account, substr(head[-3], 2) || ' ' || rtrim(head[-2], ']') AS time,
        request[1] AS method, {_unescaped("array_to_string(request[2:" + _last_word() + "], ' ')")} AS address,
        try_cast(tail[1] AS SMALLINT) AS status, {_unescaped("parts[6]") if has_agent else "''"} AS agent
        FROM (SELECT *, string_split(parts[1], ' ') AS head, string_split(parts[2], ' ') AS request,
            string_split(trim(parts[3]), ' ') AS tail
            FROM (SELECT line, strlen(text) AS bytes, string_split({safe}, '"') AS parts FROM {lines})))"""


def quoted_name(column: str) -> str:
    """Return the name of a column as SQL writes it."""
    return '"' + column.replace('"', '""') + '"'


def _last_word() -> str:
    """Return the SQL index of the last word of the address in a request, which is before the protocol, if any."""
    return "CASE WHEN starts_with(request[-1], 'HTTP/') THEN -2 ELSE -1 END"


def _unescaped(text: str) -> str:
    back = f"replace(replace({text}, {_ESCAPED_QUOTE}, '\"'), {_ESCAPED_BACKSLASH}, '\\')"
    is_escaped = f"contains({text}, {_ESCAPED_QUOTE}) OR contains({text}, {_ESCAPED_BACKSLASH})"
    return f"(CASE WHEN {is_escaped} THEN {back} ELSE {text} END)"
