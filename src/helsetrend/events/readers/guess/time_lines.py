"""The lines for `[time]` in a draft of the mapping, from the first times of a log."""

import re
from collections.abc import Sequence

from helsetrend.events.readers.formats import ACCESS_TIME

_CLOCK = re.compile(r"[0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?")
_DAY_AND_CLOCK = re.compile(
    r"(?P<one>[0-9]{1,4})(?P<sign>[./-])(?P<middle>[0-9]{1,2})(?P=sign)(?P<other>[0-9]{1,4})(?P<between>[T ]|, | kl\. )"
    r"[0-9]{1,2}:[0-9]{2}(?P<seconds>:[0-9]{2}(?P<part>[.,][0-9]+)?)?"
)


def is_clock(text: str) -> bool:
    """Return whether a text is the time of day alone, such as 10:00:00."""
    return bool(_CLOCK.fullmatch(text.strip()))


def time_lines(times: Sequence[str], zone: str) -> list[str]:
    """Return the lines for `[time]` from the first times: their form, and their zone where they do not state one."""
    return [*_form_lines(times, zone), *early_lines(times)] if times else []


def early_lines(times: Sequence[str]) -> list[str]:
    """Return the line that allows times before the year 2000, where the first one is."""
    is_early = bool(times) and bool(re.search(r"\b19[0-9]{2}\b", times[0]))
    return ["first = 1970-01-01  # earlier times are faults"] if is_early else []


def _form_lines(times: Sequence[str], zone: str) -> list[str]:
    first = times[0].strip()
    digits = re.sub(r"\.[0-9]*$", "", first)
    if digits.isdigit():
        form = {10: "seconds", 13: "milliseconds", 16: "microseconds", 19: "nanoseconds"}.get(len(digits), "seconds")
        return [f'form = "{form}"']
    if re.match(r"[0-9]{2}/[A-Z][a-z]{2}/[0-9]{4}:.* [+-]", first):
        return [f'form = "{ACCESS_TIME}"']
    if re.search(r"(Z|[+-][0-9]{2}(:?[0-9]{2})?|UTC)$", first) and re.search("[0-9]:[0-9]", first):
        return []
    lines = [f'timezone = "{zone}"  # of times that do not state one']
    if not re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]", first):
        lines.append(f'form = "{_pattern(times)}"  # as of strptime: check which is the day, and which the month')
    return lines


def _pattern(times: Sequence[str]) -> str:
    """Return the strptime pattern of times such as 31.12.2021 10:00:00 or 2021/12/31 10:00."""
    found = [match for time in times if (match := _DAY_AND_CLOCK.fullmatch(time.strip()))]
    if not found:
        return "%d.%m.%Y %H:%M:%S"
    one, sign, other = found[0]["one"], found[0]["sign"], found[0]["other"]
    if len(one) == 4:
        day = ["%Y", "%m", "%d"]
    else:
        day = ["%m", "%d"] if any(int(match["middle"]) > 12 for match in found) else ["%d", "%m"]
        day.append("%Y" if len(other) == 4 else "%y")
    clock = "%H:%M" + ":%S" * bool(found[0]["seconds"]) + (found[0]["part"] or "")[:1] + "%f" * bool(found[0]["part"])
    return sign.join(day) + found[0]["between"] + clock
