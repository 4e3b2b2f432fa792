"""Which user agents are robots: those that the list in the package crawler-user-agents knows, renewed every month.

Its patterns are tried on each user agent once, not on each request.
"""

from collections.abc import Iterable

from crawleruseragents import is_crawler


def robots_among(agents: Iterable[str]) -> list[str]:
    """Those of the user agents that are robots."""
    return [agent for agent in agents if is_crawler(agent)]
