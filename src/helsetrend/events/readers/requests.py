"""Which rows of a log are requests to leave out: robots, requests that failed, requests that are not for a page.

The same rules for access logs, W3C logs, and any table with a status, a method or an agent.
"""

from dataclasses import dataclass

import duckdb
from crawleruseragents import is_crawler

from helsetrend.events.readers.formats import quoted_name
from helsetrend.events.readers.mapping import LogMapping
from helsetrend.events.readers.pages import matches, path_of, quoted


@dataclass(frozen=True)
class RequestSql:
    """The SQL of whether a row is a login, of a robot, failed, or no page; empty where it cannot be."""

    is_login: str = ""
    is_robot: str = ""
    is_failed: str = ""
    is_no_page: str = ""

    def flaws(self, is_exempt: str) -> list[str]:
        """Return the WHEN clauses with the reason to leave a row out.

        A login, or a row that is exempt, is only left out if it is of a robot.
        """
        exempt = " OR ".join(filter(None, (self.is_login, is_exempt)))
        return [
            case
            for case in (
                self.is_robot and f"WHEN {self.is_robot} THEN 'robot'",
                exempt and f"WHEN {exempt} THEN NULL",
                self.is_failed and f"WHEN {self.is_failed} THEN 'failed'",
                self.is_no_page and f"WHEN {self.is_no_page} THEN 'no_page'",
            )
            if case
        ]


def request_sql(connection: duckdb.DuckDBPyConnection, relation: str, mapping: LogMapping) -> RequestSql:
    """Return the rules for the rows of a relation that has the columns of the mapping."""
    if not mapping.is_requests:
        return RequestSql()
    table, access = mapping.table, mapping.access
    path = path_of(quoted_name(table.page)) if table.page else ""
    status = f"try_cast({quoted_name(table.status)} AS INTEGER)" if table.status else ""
    is_login = (
        f"({matches(path, access.logins)}{f' AND {status} < 400' if status else ''})" if path and access.logins else ""
    )
    not_page = [f"({matches(path, access.not_pages)})"] if path and access.not_pages else []
    if table.method:
        allowed = ", ".join(map(quoted, access.methods)) or "''"
        not_page.append(f"coalesce({quoted_name(table.method)}, '') NOT IN ({allowed})")
    return RequestSql(
        is_login,
        _is_robot(connection, relation, mapping),
        f"NOT coalesce({status} BETWEEN 200 AND 299 OR {status} = 304, false)" if status else "",
        " OR ".join(not_page),
    )


def _is_robot(connection: duckdb.DuckDBPyConnection, relation: str, mapping: LogMapping) -> str:
    if not (mapping.table.agent and mapping.access.leave_out_robots):
        return ""
    agent = quoted_name(mapping.table.agent)
    agents = connection.execute(f"SELECT DISTINCT {agent} FROM {relation} WHERE {agent} IS NOT NULL").fetchall()
    robots = ", ".join(quoted(name) for (name,) in agents if is_crawler(_plain(str(name))))
    return f"coalesce({agent} IN ({robots}), false)" if robots else ""


def _plain(agent: str) -> str:
    """Return an agent as the browser sent it: IIS writes + for a space, CloudFront %20."""
    return agent.replace("%20", " ").replace("+", " ") if " " not in agent else agent
