"""The language of a sentence: bokmål, nynorsk or English, by the small words in it."""

import re
from collections import Counter
from collections.abc import Collection, Mapping

_WORDS = {
    "nb": """og i det er på til av for med har en et ikke som de fra den ble var året prosent millioner flere mer enn
        hver også om ved eller men så hadde siden ganger færre mot årene andelen fram uten noen to tre fire fem sju
        økte økning vekst falt ned opp tallet antall nå""",
    "nn": """og i det er på til av for med har ein eit ikkje som dei frå den vart var året prosent millionar fleire meir
        enn kvar også om ved eller men så hadde sidan gonger færre mot åra delen fram utan nokon to tre fire fem sju
        auka auke vekst fall ned opp talet no berre mykje kvart""",
    "en": """the of and in to a is was were that for on with as by it from at than more an be have has had are this
        percent million per which not but year who over visits up down two three four five each every there""",
}
_COUNTS = {language: frozenset(words.split()) for language, words in _WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")
LEAST_WORDS = 3
"""The fewest known words by which a language is recognized; with fewer, the one around it is taken."""


def language_of(text: str, default: str = "", more: Mapping[str, Collection[str]] | None = None) -> str:
    """Return the language of a text, "nb", "nn" or "en"; `default` where the text has too few words to tell.

    `more` are further words of each language, for a text that has none of the common ones.
    """
    words = [word.lower() for word in _WORD.findall(text)]
    counts = Counter({language: sum(word in known for word in words) for language, known in _COUNTS.items()})
    if more and max(counts.values()) < LEAST_WORDS:
        counts.update({language: sum(word in known for word in words) for language, known in more.items()})
    if default in counts:
        counts[default] += 1
    best = max(counts, key=lambda language: (counts[language], language == default))
    return best if counts[best] >= LEAST_WORDS or not default else default
