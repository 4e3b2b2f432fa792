"""Drafts with their gold answers written into them, in tests/data/drafts/marked: how well they are read.

A draft begins with lines such as `as_of: 2025-03-20` and `data: folders/lesevik`; then comes the text between two lines
of three dashes. Each of its statements is marked, `{72 millioner|level visits 2020 agrees}`: the number,
the kind, the metric and perhaps the service, the period (`2019>2021` for a change), the verdicts that are right. Then
may follow `of=` the whole of a share or the other side of a ratio, `kind=` and `metric=` what else is right, and `#a`,
a name. Every other number is no statement. After the text, `internal: a b` names statements that do not fit together;
`optional:` those of which one may speak or not.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from places import DATA

from helsetrend.analysis import vintage_on
from helsetrend.proofreading.documents import READ, text_of
from helsetrend.proofreading.proof import Proof
from helsetrend.proofreading.reader import proof_of
from helsetrend.proofreading.results import as_json
from helsetrend.published import Published, read_published

MARKED = DATA / "drafts" / "marked"
WRONG = ("contradicts", "outdated", "imprecise")
ALSO = {
    "multiple": ("growth",),
    "one_in": ("share",),
    "share": ("one_in", "level"),
    "monthly_mean": ("level",),
    "ratio": ("mean",),
}
_MARK = re.compile(r"\{(?P<quote>[^{}|]+)\|(?P<gold>[^{}|]+)\}")


@dataclass(frozen=True)
class Gold:
    """A statement as it should be read."""

    start: int
    end: int
    kinds: tuple[str, ...]
    metrics: tuple[str | None, ...]
    service: str | None
    period: str | None
    from_period: str | None
    verdicts: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True)
class Draft:
    """A draft: its text without marks, the statements in it, and those that do not fit together."""

    path: Path
    as_of: str
    data: str
    text: str
    statements: tuple[Gold, ...]
    internal: tuple[tuple[bool, tuple[Gold, ...]], ...]

    def proof(self) -> Proof:
        """Proofread it."""
        known = vintage_on(_published(self.data), as_of=self.as_of)
        return proof_of(text_of(self.text, self.path.name, READ[self.path.suffix]), known)


@cache
def _published(data: str) -> Published:
    """Read the data that drafts name, once for all of them."""
    return read_published(None if data == "shipped" else DATA / "drafts" / data)


def drafts(start: str = "") -> list[Draft]:
    """Return the drafts whose names begin so."""
    return [read_draft(path) for path in sorted(MARKED.glob(f"{start}*.*"))]


def read_draft(path: Path) -> Draft:
    """Return a draft without its marks."""
    head, body, *rest = re.split(r"^---\n", path.read_text("utf-8"), maxsplit=2, flags=re.MULTILINE)
    told = dict(line.split(": ", 1) for line in head.strip().splitlines())
    text, last = "", 0
    found = []
    for mark in _MARK.finditer(body):
        text += body[last : mark.start()] + mark["quote"]
        last = mark.end()
        found.append(_gold(len(text) - len(mark["quote"]), len(text), mark["gold"].split()))
    text += body[last:]
    named = {one.name: one for one in found}
    internal = [
        (line.startswith("optional"), tuple(named[name] for name in line.partition(": ")[2].split()))
        for line in "".join(rest).strip().splitlines()
    ]
    return Draft(path, told["as_of"], told["data"], text, tuple(found), tuple(internal))


def _gold(start: int, end: int, words: Sequence[str]) -> Gold:
    kind, series, period, verdicts, *more = words
    metric, _, service = series.partition(":")
    also = dict(word.split("=") for word in more if "=" in word)
    kinds = [kind, *ALSO.get(kind, ())]
    if kind == "level" and metric.endswith("_share"):
        kinds.append("share")
    metrics = also["metric"].split(",") if "metric" in also else [metric]
    if metric.endswith("_monthly_mean"):
        metrics.append(metric.removesuffix("_monthly_mean"))
    origin, _, target = period.rpartition(">")
    return Gold(
        start,
        end,
        tuple(kinds + also.get("kind", "").split(",")),
        tuple(None if one == "-" else one for one in metrics),
        service or None,
        None if target == "-" else target,
        origin or None,
        tuple(verdicts.split("/")),
        next((word[1:] for word in more if word.startswith("#")), ""),
    )


@dataclass
class Score:
    """What was counted over some drafts, and each miss in words."""

    counts: Counter[str]
    misses: list[str]

    def of(self, part: str, whole: str) -> float:
        """Return a part of a count."""
        return self.counts[part] / self.counts[whole] if self.counts[whole] else 1.0

    def rates(self) -> dict[str, float]:
        """Return each rate that is asked for."""
        return {
            "found": self.of("matched", "gold"),
            "found right": self.of("matched", "found"),
            "read right": self.of("read right", "matched"),
            "verdict right": self.of("verdict right", "matched"),
            "alarms right": self.of("alarm right", "alarm"),
            "faults found": self.of("fault found", "fault"),
            "inner found": self.of("inner right, asked for", "inner"),
            "inner right": self.of("inner right", "inner found"),
        }


def scored(every: Sequence[Draft]) -> Score:
    """Return how well drafts are read: by the place, each statement is set beside the one that it overlaps most."""
    counts: Counter[str] = Counter()
    misses: list[str] = []
    for draft in every:
        _score(draft, counts, misses)
    return Score(counts, misses)


def _score(draft: Draft, counts: Counter[str], misses: list[str]) -> None:
    proof = draft.proof()
    found = as_json(proof)
    read = found["statements"]
    gold = draft.statements

    def told(words: str, start: int, end: int, *more: object) -> None:
        around = draft.text[max(0, start - 50) : start] + "»" + draft.text[start:end] + "«" + draft.text[end : end + 30]
        misses.append(" ".join(map(str, (f"{draft.path.name}: {words}: {around!r}", *more))))

    pairs = sorted(
        (
            (min(one["end"], said.end) - max(one["start"], said.start), place, other)
            for place, said in enumerate(gold)
            for other, one in enumerate(read)
        ),
        reverse=True,
    )
    matched: dict[int, int] = {}
    for overlap, place, other in pairs:
        if overlap > 0 and place not in matched and other not in matched.values():
            matched[place] = other
    counts.update({"gold": len(gold), "found": len(read), "matched": len(matched)})
    for other, one in enumerate(read):
        if other not in matched.values():
            told("no statement", one["start"], one["end"], one["kind"], one["metric"], one["verdict"])
    for place, said in enumerate(gold):
        counts["fault"] += said.verdicts[0] in WRONG
        if place not in matched:
            told("not found", said.start, said.end, said.kinds[0], said.metrics[0])
            continue
        one = read[matched[place]]
        series = said.metrics[0], said.service, said.from_period, said.period
        own = one["kind"], one["metric"], one["service"], one["from_period"], one["period"]
        is_read = (
            one["kind"] in said.kinds
            and one["metric"] in said.metrics
            and (one["service"] or None) == said.service
            and (one["period"] or None) == said.period
            and (one["from_period"] or None) == said.from_period
        )
        counts["read right"] += is_read
        if not is_read:
            told("read as", said.start, said.end, *own, "for", said.kinds[0], *series)
        is_right = one["verdict"] in said.verdicts
        counts["verdict right"] += is_right
        if not is_right:
            told("verdict", said.start, said.end, one["verdict"], "for", said.verdicts[0])
        is_alarm = one["verdict"] in WRONG
        counts["alarm"] += is_alarm
        counts["alarm right"] += is_alarm and any(verdict in WRONG for verdict in said.verdicts)
        counts["fault found"] += is_alarm and said.verdicts[0] in WRONG
    counts["inner"] += sum(not is_optional for is_optional, _ in draft.internal)
    hit: set[int] = set()
    for spans in ([tuple(span) for span in one["spans"]] for one in found["internal"]):
        counts["inner found"] += 1
        place = next(_fitting(draft, spans, hit), None)
        if place is None:
            told("does not fit, it says", *spans[-1], *(draft.text[slice(*span)] for span in spans))
            continue
        hit.add(place)
        counts["inner right"] += 1
        counts["inner right, asked for"] += not draft.internal[place][0]
    for place, (is_optional, statements) in enumerate(draft.internal):
        if place not in hit and not is_optional:
            told("does not fit", statements[-1].start, statements[-1].end)


def _fitting(draft: Draft, spans: Sequence[tuple[int, ...]], hit: set[int]) -> Iterator[int]:
    for place, (_, statements) in enumerate(draft.internal):
        beside = sum(any(start < one.end and one.start < end for start, end in spans) for one in statements)
        if place not in hit and beside >= 2:
            yield place
