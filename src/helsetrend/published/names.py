"""The names of metrics and services as people give them: those of metrics.toml, or the words of a page or a screen."""

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from helsetrend.errors import UnknownNameError
from helsetrend.published.catalogue import Catalogue
from helsetrend.published.metric import Service

Names = Mapping[str, Sequence[str]]
"""The names in words of what is chosen from, by the name in metrics.toml."""

ALIKE = 0.7
"""How much alike a name in words must be to what was asked for, from 0 to 1, for an error to show it."""


def series_named(catalogue: Catalogue, metric: str, service: str = "") -> tuple[str, str]:
    """Return the metric and the service of these names; the service is empty if all are meant, or there is none.

    A name is the one of metrics.toml, or a name in any language of the folder, whatever its capitals and with or
    without the portal: "Innlogginger". The name of a service alone will do where only one metric has it. Raises
    UnknownNameError with the names that there are, those most like it first, and TypeError if a name is no text.
    """
    entry = catalogue.metrics.get(metric) if isinstance(metric, str) else None
    if entry is None:
        names = _names_of_metrics(catalogue)
        services = {
            f"{name}:{key}": [key, *texts]
            for name, of_metric in catalogue.metrics.items()
            for key, texts in _names_of_services(of_metric.services).items()
        }
        if isinstance(metric, str) and not service and not _spelled(metric, names):
            found = _spelled(metric, services)
            if len(found) == 1:
                metric, _, service = found[0].partition(":")
        metric = _found(metric, names, kind="metric", others=services)
        entry = catalogue.metrics[metric]
    if service and not (isinstance(service, str) and service in entry.services):
        service = service_named(entry.services, service, kind=f"service of {metric}")
    return metric, service


def service_named(services: Mapping[str, Service], name: str, *, kind: str) -> str:
    """Return the service of a name, as in `series_named`; `kind` is what an error calls it."""
    return _found(name, _names_of_services(services), kind=kind)


def _names_of_metrics(catalogue: Catalogue) -> Names:
    """Return the names of the metrics, also without the portal and the word before it: "Visits to Helsenorge"."""
    portals = set(catalogue.portal.name.values())
    names = {}
    for key, entry in catalogue.metrics.items():
        heads = (
            text.removesuffix(portal).split()[:-1]
            for text in entry.name.values()
            for portal in portals
            if text.endswith(f" {portal}")
        )
        names[key] = [*entry.name.values(), *(" ".join(head) for head in heads if head)]
    return names


def _names_of_services(services: Mapping[str, Service]) -> Names:
    return {key: [*service.name.values(), *service.short.values()] for key, service in services.items()}


def _found(name: object, names: Names, *, kind: str, others: Names | None = None) -> str:
    """Return the one that a name is of. Raises as `series_named` does; `others` are shown too if they are like it."""
    if not isinstance(name, str):
        example = next(iter(names), "visits")
        raise TypeError(f"{name!r} is not the name of a {kind}; allowed: a text such as {example!r}")
    if name in names:
        return name
    spelled = _spelled(name, names)
    if len(spelled) == 1:
        return spelled[0]
    shown = [_likeness(name, key, texts) for key, texts in names.items()]
    more = [_likeness(name, key, texts) for key, texts in (others or {}).items()]
    shown += [(likeness, text) for likeness, text in more if likeness >= ALIKE]
    texts = [text for _, text in sorted(shown, key=lambda pair: -pair[0])]
    choice = f"there are: {', '.join(texts)}" if texts else "there is none"
    raise UnknownNameError(f"there is no {kind} {name!r}; {choice}")


def _likeness(name: str, key: str, texts: Sequence[str]) -> tuple[float, str]:
    """Return how much alike a name is to one that there is, and how this is shown: in words too if they are alike."""
    plain = _plain(name)
    own = SequenceMatcher(None, name.lower(), key.lower()).ratio()
    in_words = {text: 1.0 if plain in _plain(text) else _ratio(plain, _plain(text)) for text in texts}
    best = max(in_words, key=lambda text: in_words[text])
    if not plain or plain in _plain(key) or in_words[best] < ALIKE or in_words[best] <= own:
        return own, key
    return in_words[best], f"{key} ({best})"


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()


def _spelled(name: str, names: Names) -> list[str]:
    """Return those that a name is one of the names of."""
    wanted = _plain(name)
    return [key for key, texts in names.items() if wanted in map(_plain, (key, *texts))]


def _plain(name: str) -> str:
    """Return a name without capitals and what stands for a space."""
    return " ".join(name.casefold().replace("_", " ").replace("-", " ").split())
