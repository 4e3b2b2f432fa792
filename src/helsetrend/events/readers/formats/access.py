"""The access logs of web servers in the common and the combined format: SQL that splits a line into fields.

What a server, a container or a log daemon puts before the line is passed over where it is known (`_PREFIX`): the
virtual host with its port, a date or a time, the head of a syslog line, a word in square brackets. After it the line
must be of the format: an address or a host name, the ident, the account, the time in square brackets.
"""

from helsetrend.events.readers.client import ADDRESS
from helsetrend.events.readers.pages import quoted

FIELDS = ("host", "account", "time", "method", "address", "status", "agent", "forwarded_for")
"""The names of the fields that are read."""

_ESCAPED_QUOTE, _ESCAPED_BACKSLASH = "chr(1)", "chr(2)"
_LATE_STATUS = r'^([^"]*)"(.*?)"( [1-5][0-9]{2} .*)$'
"""A line with quotes within its request, which ends before the first status."""

_HAS_STATUS = "starts_with(parts[3], ' ') AND substr(parts[3], 5, 1) IN ('', ' ')"

_LAST_WORD = "CASE WHEN starts_with(request[-1], 'HTTP/') THEN -2 ELSE -1 END"
"""The SQL index of the last word of the address in a request, which is before the protocol, if there is one."""

_CLOCK = r"[0-9]{2}:[0-9]{2}:[0-9]{2}(?:[.,][0-9]+)?"
_ISO = rf"[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}(?:[T ]{_CLOCK}(?:Z|[+-][0-9]{{2}}:?[0-9]{{2}})?)?"
_PREFIX = "|".join(
    [
        r"[\w.-]+:[0-9]+ ",  # the virtual host with its port
        rf"<[0-9]+>1 {_ISO} \S+ \S+ \S+ \S+ - ",  # syslog (RFC 5424)
        rf"(?:<[0-9]+>)?[A-Z][a-z]{{2}} [ 0-9][0-9] {_CLOCK} (?:[\w.-]+ )?(?:[\w./-]+(?:\[[0-9]+\])?: )?",  # RFC 3164
        rf"{_ISO} (?:std(?:out|err) F )?(?:[\w.-]+ [\w./-]+(?:\[[0-9]+\])?: )?",  # a time, or that of a container
        r"\[[^\]\[]*\] ",  # such as [pid 1]
        r"[\w.-]+ +\| ",  # the name of a container
    ]
)
_NAME = r"[0-9_.*-]*[A-Za-z][A-Za-z0-9_.-]*"  # a resolver writes * for what it hides, as in ***.example.no
HOST = f"(?:{ADDRESS}(?: *, *{ADDRESS})*|{_NAME})"
"""The pattern of a host: an address, a list of them, or a name."""

_HEAD = rf"^(?:{_PREFIX})*?({_NAME} )??({HOST}) (-|[A-Za-z_]\S*) (.*) \[([^\]\[]+)\] ?$"
_IS_ADDRESS = f"regexp_matches(head.host, {quoted(f'^{ADDRESS}')})"
_USUAL_HEAD = rf"{ADDRESS} - - \[[^\]\[]+\] "
"""The head of most lines, which is split without the pattern above, in less than half of the time."""

_NO_ACCOUNT = quoted(f"(?:^| ){ADDRESS}(?: |$)|(?:^| )-(?: |$)")


def access_fields(lines: str, *, has_agent: bool) -> str:
    r"""Return the fields of the common log format, and of the combined one, which also has the agent.

    They are `FIELDS`: `account` is the user who is logged in, or `-`; `forwarded_for` is the list of addresses at the
    place of the host, or in quotes after the agent. Servers write a quote within a field as `\"`; old ones leave it
    as it is in the request and the referer. Further fields after those of the format are ignored. A request may lack
    the protocol (HTTP/0.9) or be malformed.
    """
    safe = f"replace(replace(text, '\\\\', {_ESCAPED_BACKSLASH}), '\\\"', {_ESCAPED_QUOTE})"
    safe = f"(SELECT line, text, CASE WHEN contains(text, '\\') THEN {safe} ELSE text END AS safe FROM {lines})"
    is_whole = (
        f"len(parts) >= {7 if has_agent else 3} AND head.host <> '' AND (head.vhost = '' OR {_IS_ADDRESS}) "
        f"AND (head.account = '-' OR NOT regexp_matches(head.account, {_NO_ACCOUNT})) "
        f"AND ({_IS_ADDRESS} OR NOT contains(head.account, ' ')) AND regexp_full_match(tail[1], '[1-5][0-9]{{2}}')"
    )
    forwarded = f"CASE WHEN regexp_matches(parts[8], {quoted(f'^{ADDRESS}')}) THEN parts[8] ELSE head.host END"
    address = _unescaped(f"array_to_string(request[2:{_LAST_WORD}], ' ')")
    cut = f"regexp_extract(safe, {quoted(_LATE_STATUS)}, ['head', 'request', 'rest'])"
    cut = f"CASE WHEN NOT coalesce({_HAS_STATUS}, false) THEN {cut} END"
    mended = f"[cut.head, replace(cut.request, '\"', {_ESCAPED_QUOTE})] || string_split(cut.rest, '\"')"
    agent_on = "string_split(regexp_extract(array_to_string(parts[4:], '\"'), '\" \"(.*)', 1), '\"')"
    aligned = f"CASE WHEN parts[5] = ' ' THEN parts ELSE parts[:3] || ['', ' '] || {agent_on} END"
    time = "split_part(parts[1], ' - - [', 2)[:-3]"
    usual = f"{{'vhost': '', 'host': split_part(parts[1], ' ', 1), 'ident': '-', 'account': '-', 'time': {time}}}"
    head = f"""CASE WHEN regexp_full_match(parts[1], {quoted(_USUAL_HEAD)}) THEN {usual}
        ELSE regexp_extract(parts[1], {quoted(_HEAD)}, ['vhost', 'host', 'ident', 'account', 'time']) END"""
    return f"""(SELECT line AS log_line, NOT coalesce({is_whole}, false) AS log_broken, text AS log_text,
        CASE WHEN {_IS_ADDRESS} THEN head.host ELSE lower(head.host) END AS host, head.account AS account,
        head.time AS time, request[1] AS method, {address} AS address,
        tail[1] AS status, {_unescaped("parts[6]") if has_agent else "''"} AS agent,
        {forwarded if has_agent else "head.host"} AS forwarded_for
        FROM (SELECT *, {head} AS head, string_split(parts[2], ' ') AS request,
            string_split(trim(parts[3]), ' ') AS tail
            FROM (SELECT line, text, {aligned if has_agent else "parts"} AS parts
                FROM (SELECT line, text, CASE WHEN cut IS NULL THEN parts ELSE {mended} END AS parts
                    FROM (SELECT *, {cut} AS cut
                        FROM (SELECT line, text, safe, string_split(safe, '"') AS parts FROM {safe}))))))"""


def _unescaped(text: str) -> str:
    back = f"replace(replace({text}, {_ESCAPED_QUOTE}, '\"'), {_ESCAPED_BACKSLASH}, '\\')"
    is_escaped = f"contains({text}, {_ESCAPED_QUOTE}) OR contains({text}, {_ESCAPED_BACKSLASH})"
    return f"(CASE WHEN {is_escaped} THEN {back} ELSE {text} END)"
