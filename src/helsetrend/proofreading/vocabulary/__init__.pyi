"""What other modules of proofreading use of vocabulary."""

from .concepts import CONCEPTS as CONCEPTS
from .concepts import GENERAL_USE as GENERAL_USE
from .concepts import PEOPLE_COUNTED as PEOPLE_COUNTED
from .language import language_of as language_of
from .lexicon import DAILY as DAILY
from .lexicon import DOWN as DOWN
from .lexicon import FRACTIONS as FRACTIONS
from .lexicon import FROM_BEFORE as FROM_BEFORE
from .lexicon import LESS as LESS
from .lexicon import MEAN as MEAN
from .lexicon import MONTHLY as MONTHLY
from .lexicon import MORE as MORE
from .lexicon import MULTIPLE_STEMS as MULTIPLE_STEMS
from .lexicon import NUMBER_OF_WORD as NUMBER_OF_WORD
from .lexicon import ORDINALS as ORDINALS
from .lexicon import PEOPLE as PEOPLE
from .lexicon import SPENDING as SPENDING
from .lexicon import TIME_UNITS as TIME_UNITS
from .lexicon import TOGETHER as TOGETHER
from .lexicon import UP as UP
from .lexicon import WEEKLY as WEEKLY
from .lexicon import caseless as caseless
from .lexicon import words_of as words_of
from .words import Cue as Cue
from .words import Series as Series
from .words import Vocabulary as Vocabulary
