"""What other modules of proofreading use of text."""

from .grammar import PART_OF as PART_OF
from .grammar import SAME_AGAIN as SAME_AGAIN
from .grammar import THAT_IS as THAT_IS
from .grammar import THE_CHANGE as THE_CHANGE
from .grammar import Sense as Sense
from .grammar import has_mean as has_mean
from .grammar import has_together as has_together
from .grammar import sense_of as sense_of
from .grammar import sign_of as sign_of
from .lexicon import DAILY as DAILY
from .lexicon import DOWN as DOWN
from .lexicon import LESS as LESS
from .lexicon import MORE as MORE
from .lexicon import NUMBER_OF_WORD as NUMBER_OF_WORD
from .lexicon import PEOPLE as PEOPLE
from .lexicon import SPENDING as SPENDING
from .lexicon import TOGETHER as TOGETHER
from .lexicon import UP as UP
from .not_figures import LEAST_COUNT as LEAST_COUNT
from .not_figures import is_of_money as is_of_money
from .not_figures import reason_of_no_figure as reason_of_no_figure
from .numbers import Number as Number
from .periods import Mention as Mention
from .periods import periods_in as periods_in
from .sentences import Sentence as Sentence
from .sentences import sentences_of as sentences_of
from .unreal import why_unreal as why_unreal
from .words import CONCEPTS as CONCEPTS
from .words import GENERAL_USE as GENERAL_USE
from .words import PEOPLE_COUNTED as PEOPLE_COUNTED
from .words import Cue as Cue
from .words import Series as Series
from .words import Vocabulary as Vocabulary

__all__ = [
    "CONCEPTS",
    "DAILY",
    "DOWN",
    "GENERAL_USE",
    "LEAST_COUNT",
    "LESS",
    "MORE",
    "NUMBER_OF_WORD",
    "PART_OF",
    "PEOPLE",
    "PEOPLE_COUNTED",
    "SAME_AGAIN",
    "SPENDING",
    "THAT_IS",
    "THE_CHANGE",
    "TOGETHER",
    "UP",
    "Cue",
    "Mention",
    "Number",
    "Sense",
    "Sentence",
    "Series",
    "Vocabulary",
    "has_mean",
    "has_together",
    "is_of_money",
    "periods_in",
    "reason_of_no_figure",
    "sense_of",
    "sentences_of",
    "sign_of",
    "why_unreal",
]
