"""The words of edition.pages that others use."""

from .change_words import ChangeWords as ChangeWords
from .changes_page import CHANGES_PAGE as CHANGES_PAGE
from .changes_page import changes_page as changes_page
from .changes_page import changes_section as changes_section
from .correction import NOTICE as NOTICE
from .correction import correction_notice as correction_notice
from .inspection import faults_of as faults_of
from .page_files import write_page as write_page
from .plain_page import Link as Link
from .plain_page import link_to_language as link_to_language
from .plain_page import rendered as rendered
