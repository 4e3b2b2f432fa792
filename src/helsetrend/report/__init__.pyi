"""The public names of report."""

from .annual import annual_report as annual_report
from .charts import daily_chart as daily_chart
from .charts import rules_chart as rules_chart
from .claims_section import why as why
from .content import Content as Content
from .content import content_of as content_of
from .content import known_on as known_on
from .content import years_of as years_of
from .labels import Labels as Labels
from .labels import labels_in_each_language as labels_in_each_language
from .main_points import findings as findings
from .release_section import contact_of as contact_of
from .release_section import facts_of_release as facts_of_release
from .views import explore as explore
from .views import view as view
