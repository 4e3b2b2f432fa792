"""Users as SQL: one text for one user, whatever the type and the spelling, and the client behind proxies.

- A number is its digits, without decimals that are zero: 7, 7.0 and "7" are one user, "007" is another. Spaces around a
  text do not count.
- An address is one user with and without a port, and an IPv6 address in every spelling (RFC 5952), also where it holds
  an IPv4 address.
- An empty text and the words of `NOBODY` are no user.
- Of a list of addresses, as proxies write it (X-Forwarded-For), the client is the last one that is not a trusted proxy;
  where no proxies are named, the first one.
"""

from collections.abc import Sequence
from ipaddress import IPv4Network, ip_network

from helsetrend.events.readers.pages import quoted

NOBODY = (
    *("", "-", "null", "(null)", "none", "nil", "undefined", "nan", "n/a", "unknown", "[]", "{}"),
    "00000000-0000-0000-0000-000000000000",
)
"""Texts that stand for no user, in small letters."""

WHOLE = (
    *("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT"),
    *("UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT"),
)
"""The SQL types of whole numbers."""

IPV4 = r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}"
IPV6 = r"\[?[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f:.]*(?:%[0-9A-Za-z]+)?\]?"
ADDRESS = f"(?:{IPV4}(?::[0-9]+)?|{IPV6}(?::[0-9]+)?)"
_BETWEEN = r"[,;\s+\"]|%20|(?i:(?:by|host|proto)=[^,;]*|for=)"
"""What parts the addresses of a list; IIS writes + for a space, CloudFront %20."""


class UnfitColumnError(ValueError):
    """A column of a type that cannot hold users, or times of the form that the mapping names."""

    def __init__(self, found: str, allowed: str) -> None:
        super().__init__(f"found {found}; allowed: {allowed}")
        self.found, self.allowed = found, allowed


_LIST = f"{ADDRESS}(?: *, *{ADDRESS})+"
_EXACT = {"DOUBLE": 2**53, "FLOAT": 2**24}
"""The numbers up to which each whole number has a floating-point number of its own."""


def user_text(column: str, column_type: str) -> str:
    """Return the SQL of a user as text, NULL where the column does not tell one user from another.

    Raises UnfitColumnError where the type cannot hold users.
    """
    if column_type == "VARCHAR":
        return _spelled(f"trim({column})")
    if column_type in WHOLE or column_type in ("UUID", "DATE"):
        return f"CAST({column} AS VARCHAR)"
    if column_type in _EXACT:
        whole = f"{column} = floor({column}) THEN CAST(CAST({column} AS HUGEINT) AS VARCHAR)"
        text = f"CASE WHEN {whole} ELSE CAST({column} AS VARCHAR) END"
        return f"CASE WHEN abs({column}) < {_EXACT[column_type]} THEN {text} END"
    if column_type.startswith("DECIMAL"):
        return _without_zeros(f"CAST({column} AS VARCHAR)")
    if column_type == "BLOB":
        return _spelled(f"trim(coalesce(try(decode({column})), CAST({column} AS VARCHAR)))")
    raise UnfitColumnError(f"a column of the type {column_type}", "text or numbers")


def is_nobody(user: str) -> str:
    """Return the SQL of whether a text stands for no user."""
    return f"({user} IS NULL OR lower({user}) IN ({', '.join(map(quoted, NOBODY))}))"


def is_several(user: str) -> str:
    """Return the SQL of whether a text has several addresses, or is a list or an object of JSON."""
    is_list = f"contains({user}, ',') AND regexp_full_match({user}, {quoted(_LIST)})"
    is_json = f"regexp_full_match({user}, '\\[.*[,\"].*\\]|\\{{.*\\}}')"
    return f"(({is_list}) OR ({is_json}))"


def client_of(addresses: str, trusted: Sequence[str]) -> str:
    """Return the SQL of the client in a list of addresses, NULL where there is none.

    The list is one of X-Forwarded-For, of JSON, or of the header Forwarded (RFC 7239). What is not an address is passed
    over.
    """
    words = f"string_split_regex({addresses}, {quoted(_BETWEEN)})"
    some = f"list_transform(list_filter({words}, lambda word: regexp_full_match(word, {quoted(ADDRESS)})), "
    some += f"lambda address: {_spelled('address')})"
    if not trusted:
        return f"{some}[1]"
    proxies = " OR ".join(_is_within("address", network) for network in trusted)
    return f"coalesce(list_filter({some}, lambda address: NOT ({proxies}))[-1], {some}[1])"


def _spelled(text: str) -> str:
    """Return a text with an address, without its port, or a number with zero decimals, in one spelling."""
    lower = f"regexp_replace(regexp_replace(lower({text}), '^\\[(.*)\\](:[0-9]+)?$', '\\1'), '%.*$', '')"
    mapped = f"regexp_extract({lower}, '^[0:]*:ffff:({IPV4})$', 1)"
    groups = f"len(list_filter(string_split({lower}, ':'), lambda part: part <> ''))"
    full = f"trim(replace({lower}, '::', ':' || repeat('0:', 8 - {groups})), ':')"
    short = f"regexp_replace({full}, '(^|:)0+([0-9a-f])', '\\1\\2', 'g')"
    is_v6 = (
        f"regexp_full_match({text}, {quoted(IPV6 + '(?::[0-9]+)?')}) AND "
        f"(contains({text}, '::') OR length({text}) - length(replace({text}, ':', '')) >= 7)"
    )
    v6 = f"CASE WHEN {mapped} <> '' THEN {mapped} ELSE {short} END"
    v4 = f"regexp_replace({text}, {quoted(f'^({IPV4}):[0-9]+$')}, '\\1')"
    return (
        f"(CASE WHEN contains({text}, ':') THEN CASE WHEN {is_v6} THEN {v6} ELSE {v4} END "
        f"WHEN contains({text}, '.') THEN {_without_zeros(text)} ELSE {text} END)"
    )


def _without_zeros(text: str) -> str:
    return f"regexp_replace({text}, '^(-?[0-9]+)\\.0+$', '\\1')"


def _is_within(address: str, network: str) -> str:
    """Return the SQL of whether an address is in a network, such as 10.0.0.0/8."""
    named = ip_network(network)
    if isinstance(named, IPv4Network):
        parts = f"string_split({address}, '.')"
        number = " + ".join(f"try_cast({parts}[{place}] AS BIGINT) * {256 ** (4 - place)}" for place in range(1, 5))
        first, last = int(named.network_address), int(named.broadcast_address)
        return f"(regexp_full_match({address}, '{IPV4}') AND {number} BETWEEN {first} AND {last})"
    digits = named.prefixlen // 4
    start = named.network_address.exploded.replace(":", "")[:digits]
    exploded = f"array_to_string(list_transform(string_split({address}, ':'), lambda part: lpad(part, 4, '0')), '')"
    return f"(contains({address}, ':') AND starts_with({exploded}, '{start}'))"
