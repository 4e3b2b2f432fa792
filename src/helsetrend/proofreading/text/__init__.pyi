"""What other modules of proofreading use of text."""

from .directions import sign_of as sign_of
from .grammar import PART_OF as PART_OF
from .grammar import SAME_AGAIN as SAME_AGAIN
from .grammar import THAT_IS as THAT_IS
from .grammar import THE_CHANGE as THE_CHANGE
from .grammar import Sense as Sense
from .grammar import growth as growth
from .grammar import has_mean as has_mean
from .grammar import has_together as has_together
from .grammar import sense_of as sense_of
from .mention import Mention as Mention
from .not_figures import LEAST_COUNT as LEAST_COUNT
from .not_figures import is_of_money as is_of_money
from .not_figures import reason_of_no_figure as reason_of_no_figure
from .number import Number as Number
from .periods import periods_in as periods_in
from .sentences import Sentence as Sentence
from .sentences import sentences_of as sentences_of
from .unreal import why_unreal as why_unreal
