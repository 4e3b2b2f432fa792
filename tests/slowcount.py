"""The slow, obvious way to count visits: sort each user's events, go through them one by one.

An event is (user, at_us, kind, service), kind `view`, `login` or `close`.
"""

from collections import Counter, defaultdict
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

HALF_AN_HOUR = 30 * 60 * 1_000_000


def slow_visits(events):
    """Return the visits as (user, first_us, last_us, set of services); last_us is that of the close, if any."""
    by_user = defaultdict(set)  # sets, as identical events count once
    for user, at_us, kind, service in events:
        by_user[user].add((at_us, kind == "close", kind, service))
    visits = []
    for user, own in by_user.items():
        visit = None
        for at_us, is_close, _, service in sorted(own, key=lambda event: event[:2]):
            is_open = visit is not None and at_us - visit["last"] < HALF_AN_HOUR
            if is_close:
                if is_open:
                    visits.append((user, visit["first"], at_us, frozenset(visit["services"])))
                elif visit is not None:
                    visits.append((user, visit["first"], visit["last"], frozenset(visit["services"])))
                visit = None
                continue
            if not is_open:
                if visit is not None:
                    visits.append((user, visit["first"], visit["last"], frozenset(visit["services"])))
                visit = {"first": at_us, "services": set()}
            visit["last"] = at_us
            visit["services"] |= {service} - {None}
        if visit is not None:
            visits.append((user, visit["first"], visit["last"], frozenset(visit["services"])))
    return visits


def slow_counts(events, timezone):
    """Return all counts by (measure, service, day), and the visits by (day, length in seconds)."""
    counts, lengths = Counter(), Counter()
    for _, first, last, services in slow_visits(events):
        day = day_of(first, timezone)
        counts["visits", "", day] += 1
        lengths[day, (last - first) // 1_000_000] += 1
        for service in services:
            counts["service_visits", service, day] += 1
    for _, at_us, kind, _ in set(events):
        counts[f"{kind}s", "", day_of(at_us, timezone)] += 1
    for _, at_us, _, _ in events:
        counts["copies", "", day_of(at_us, timezone)] += 1
    return counts, lengths


def day_of(at_us, timezone):
    return datetime.fromtimestamp(at_us // 1_000_000, UTC).astimezone(ZoneInfo(timezone)).date()
