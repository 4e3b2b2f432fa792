"""The vocabulary of a data folder: which words of a text speak of which metric and service.

The words come from `metrics.toml`: the names, subjects and units in every language of the folder, and the lists `words`
that it may give. `CONCEPTS` adds what a language has beside them: that "logget inn" is a login, and "vitja" a visit.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import combinations

from helsetrend.proofreading.vocabulary.concepts import CONCEPTS
from helsetrend.proofreading.vocabulary.lexicon import caseless, words_of
from helsetrend.proofreading.vocabulary.stems import stem
from helsetrend.published import Catalogue, Metric, Service

_FUNCTION_WORDS = words_of(
    """
    antall antal tal talet tallet andel andelen del delen av på i til fra frå for om med og etter per pr den det
    de dei en et ein eit som har the a an of in to from by on at and with who which have has share number mean
    gjennomsnitt snitt måneden måned månaden month months år året year total gang ganger times blant among dem
    those alle all each hver kvar it its their deres sine between mellom ble blei vart was were flere fleire
    fler færre mer meir mindre minst mest flest more fewer less most least
    """
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_WHEN = caseless(
    r"\b(?:before|after|during|since|until|till|throughout|før|etter|under|siden|sidan|inntil)"
    r"\s(?:(?:the|at|det|den)\s)?$"
)
"""What stands before a word for the time in which something was, and not for what is counted: "before Covid"."""
_EVENTS = frozenset(("covid", "korona"))
"""Words for what a service was made for, which do not name it by themselves."""


@dataclass(frozen=True, slots=True, order=True)
class Series:
    """A metric, and one of its services where it has some."""

    metric: str
    service: str = ""


@dataclass(frozen=True, slots=True)
class Cue:
    """A word of a text that speaks of some series: where it stands and its key, which `Vocabulary.weights` knows."""

    start: int
    end: int
    key: str


@dataclass(frozen=True)
class Vocabulary:
    """The words by which the series of a catalogue are recognized in a text."""

    catalogue: Catalogue

    @cached_property
    def all_series(self) -> list[Series]:
        """The series of the catalogue, in its order: each metric, and each of its services."""
        return [
            Series(name, service)
            for name, metric in self.catalogue.metrics.items()
            for service in ("", *metric.services)
        ]

    @cached_property
    def main(self) -> Series:
        """The series that a text is about where it names none: the first count of the catalogue."""
        counts = (
            Series(name)
            for name, metric in self.catalogue.metrics.items()
            if metric.kind == "count" and not metric.services
        )
        return next(counts, self.all_series[0])

    @cached_property
    def keys(self) -> dict[Series, frozenset[str]]:
        """The keys of each series: a concept, or the stem of a word."""
        return {series: frozenset(self._keys_of(series)) for series in self.all_series}

    @cached_property
    def heads(self) -> dict[Series, frozenset[str]]:
        """The keys of the unit of each series: what stands beside its numbers."""
        heads = {}
        for series in self.all_series:
            metric = self.catalogue.metrics[series.metric]
            unit = self.catalogue.units[metric.unit]
            texts = list(unit.values()) if metric.kind != "share" else []
            heads[series] = frozenset(self._content(texts))
        return heads

    @cached_property
    def weights(self) -> dict[str, float]:
        """The weight of each key: the fewer metrics have it, the more it says."""
        metrics: dict[str, set[tuple[str, str]]] = {}
        for series, keys in self.keys.items():
            for key in keys:
                metrics.setdefault(key, set()).add(
                    (series.metric, series.service if key in self._own_keys[series] else "")
                )
        return {key: len(names) ** -0.5 for key, names in metrics.items()}

    @cached_property
    def _own_keys(self) -> dict[Series, frozenset[str]]:
        """The keys that a service has and its metric has not; none of a metric."""
        own = {}
        for series in self.all_series:
            whole = frozenset(self._content(self._texts(self.catalogue.metrics[series.metric])))
            own[series] = frozenset(self._service_keys(series)) - whole if series.service else frozenset()
        return own

    @cached_property
    def words_of_languages(self) -> dict[str, frozenset[str]]:
        """The words for units, metrics and services that only one language of the data has, by their language."""
        metrics = self.catalogue.metrics.values()
        services = [service for metric in metrics for service in metric.services.values()]
        texts = [*self.catalogue.units.values(), *(named.name for named in (*metrics, *services))]
        words = {
            language: {word for text in texts for word in _WORD.findall(text[language].lower())}
            for language in self.catalogue.languages
        }
        shared = {word for one, other in combinations(words.values(), 2) for word in one & other}
        return {language: frozenset(found - shared) for language, found in words.items()}

    def service_keys(self, series: Series) -> frozenset[str]:
        """Return the keys that tell a service from the others of its metric."""
        return self._own_keys[series]

    def services_named_by(self, cues: Iterable[Cue]) -> list[Series]:
        """Return the services that some words tell from the others of their metric, in the order of the catalogue."""
        keys = {cue.key for cue in cues}
        return [series for series in self.all_series if not keys.isdisjoint(self._own_keys[series])]

    def counted_by(self, cue: Cue) -> Series | None:
        """Return the series that a word counts: the first count or number of persons whose unit it is."""
        counts = (series for series in self.all_series if not series.service and cue.key in self.heads[series])
        return next((series for series in counts if self.catalogue.metrics[series.metric].kind != "mean"), None)

    def whole_of(self, series: Series) -> Series | None:
        """Return what a service is a part of; None of another series, and where the services do not add up to one."""
        whole = self.catalogue.metrics[series.metric].services_add_up_to if series.service else ""
        return Series(whole) if whole else None

    def cues(self, text: str) -> list[Cue]:
        """Return the words of a text that are keys of any series, in their order."""
        found: list[Cue] = []
        for key, pattern in self._patterns:
            found += [Cue(*match.span(), key) for match in pattern.finditer(text)]
        taken = [(cue.start, cue.end) for cue in found]
        for match in _WORD.finditer(text):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            word = match[0].lower()
            for part, key in self._keys_of_word(word) if word not in _FUNCTION_WORDS else ():
                found.append(Cue(match.start(), match.start() + part, key))
        named = (cue for cue in found if cue.key not in self._keys_of_services or not _WHEN.search(text, 0, cue.start))
        return sorted(named, key=lambda cue: cue.start)

    @cached_property
    def _keys_of_services(self) -> frozenset[str]:
        return frozenset().union(*self._own_keys.values())

    @cached_property
    def _patterns(self) -> list[tuple[str, re.Pattern[str]]]:
        used = {key for keys in self.keys.values() for key in keys} | {
            key for keys in self.heads.values() for key in keys
        }
        patterns = [(name, _pattern(expression)) for name, expression in CONCEPTS.items() if name in used]
        for name, phrases in self._given.items():
            patterns += [(name, caseless(rf"\b{re.escape(phrase)}")) for phrase in phrases if " " in phrase]
        return patterns

    @cached_property
    def _given(self) -> dict[str, list[str]]:
        """The words that `metrics.toml` lists for each series, by the key that stands for them."""
        given = {}
        for series in self.all_series:
            words = self._listed(series)
            if words:
                given[f"={series.metric}:{series.service}"] = words
        return given

    def _listed(self, series: Series) -> list[str]:
        part = self.catalogue.metrics[series.metric].part(series.service)
        return [word.lower() for words in (part.words.values() if part.words else []) for word in words]

    def _keys_of_word(self, word: str) -> list[tuple[int, str]]:
        for key, words in self._given.items():
            if any(" " not in given and (word == given or stem(word) == stem(given)) for given in words):
                return [(len(word), key)]
        return [(len(word), key) for key in self._stems if _is_of_stem(word, key)][:1]

    @cached_property
    def _stems(self) -> list[str]:
        keys = {key for keys in (*self.keys.values(), *self.heads.values()) for key in keys}
        return sorted((key for key in keys if key not in CONCEPTS and not key.startswith("=")), key=len, reverse=True)

    def _keys_of(self, series: Series) -> Iterable[str]:
        metric = self.catalogue.metrics[series.metric]
        yield from self._content(self._texts(metric))
        if series.service:
            yield from self._service_keys(series)
        if self._listed(series):
            yield f"={series.metric}:{series.service}"

    def _texts(self, metric: Metric) -> list[str]:
        unit = self.catalogue.units[metric.unit]
        shared = [*metric.name.values(), *metric.subject.values()]
        return shared + (unit.values() if metric.kind in ("count", "persons", "stock") else [])

    def _service_keys(self, series: Series) -> Iterable[str]:
        service: Service = self.catalogue.metrics[series.metric].services[series.service]
        names = [name.split(",")[0] for name in service.name.values()]
        keys = {*self._content([*service.short.values(), *(name for name in names if len(name.split()) <= 3)])}
        yield from keys - _EVENTS or keys
        if self._listed(series):
            yield f"={series.metric}:{series.service}"

    @cached_property
    def _portal(self) -> frozenset[str]:
        """The words of the name of the portal."""
        return frozenset(word.lower() for name in self.catalogue.portal.name.values() for word in name.split())

    def _content(self, texts: Iterable[str]) -> Iterable[str]:
        """Yield the keys of the words of some texts that say something, without the name of the portal."""
        return (key for text in texts for word, key in _keys_in(text) if word not in self._portal)


@cache
def _keys_in(text: str) -> tuple[tuple[str, str], ...]:
    """Return the words of a text that say something, each with its key; no word with a key of `CONCEPTS`."""
    found, rest = [], text
    for name, expression in CONCEPTS.items():
        pattern = _pattern(expression)
        if pattern.search(rest):
            found.append(("", name))
            rest = pattern.sub(" ", rest)
    words = (word.lower() for word in _WORD.findall(rest))
    return (*found, *((word, stem(word)) for word in words if word not in _FUNCTION_WORDS and len(word) > 2))


@cache
def _pattern(expression: str) -> re.Pattern[str]:
    return caseless(rf"(?<![\w-])(?:{expression})(?!\w)")


@cache
def _is_of_stem(word: str, key: str) -> bool:
    """Return whether a word has the stem of a key, or is a compound that ends or begins with it."""
    own = stem(word)
    if own == key:
        return True
    is_compound = len(key) >= 5 and (own.endswith(key) or own.startswith(key))
    return is_compound and len(own) > len(key)
