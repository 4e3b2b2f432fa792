"""Numbers of people: what counts them, and whether they are events taken for people."""

import re

from helsetrend.proofreading.resolving.discourse import Discourse
from helsetrend.proofreading.resolving.rules.series import LEAST_SCORE
from helsetrend.proofreading.resolving.topics import BESIDE, Topic
from helsetrend.proofreading.text import CONCEPTS, PEOPLE_COUNTED, Sentence, Series


def counts_people(known: Discourse, series: Series | None) -> bool:
    """Return whether a series counts persons, or is counted in a word for people: visitors, passengers."""
    if series is None:
        return False
    is_of_persons = known.catalogue.metrics[series.metric].kind == "persons"
    return is_of_persons or not known.vocabulary.heads[series].isdisjoint(PEOPLE_COUNTED)


def who_is_counted(known: Discourse, sentence: Sentence, people: str, named: Series | None) -> Topic | None:
    """Return what a number of people is about, by the word for them; None where it is the `named` series, or no other.

    Visitors are events taken for people where the data count visits; else people are what the data are about, where
    that is counted in people, or the only series that counts persons.
    """
    main, heads = known.vocabulary.main, known.vocabulary.heads
    if named and counts_people(known, named) and not heads[named].isdisjoint(cue.key for cue in sentence.cues):
        return None
    if "visit" in heads[main] and re.fullmatch(CONCEPTS["visitor"], people, re.IGNORECASE):
        return None if named and "visit" in heads[named] else Topic(main, BESIDE, "visits taken for people", True)
    found = [series for series in known.vocabulary.all_series if not series.service and counts_people(known, series)]
    if counts_people(known, main) or len(found) == 1:
        return Topic(main if main in found else found[0], LEAST_SCORE, "people", False)
    return None
