"""What other modules of report use of charts."""

from .change_chart import PARTS as PARTS
from .change_chart import Step as Step
from .change_chart import Steps as Steps
from .change_chart import change_steps as change_steps
from .change_chart import index_steps as index_steps
from .change_chart import level_steps as level_steps
from .change_chart import lines_chart as lines_chart
from .change_chart import periods_of as periods_of
from .change_chart import scale_of_figures as scale_of_figures
from .level_chart import series_chart as series_chart
from .level_table import unit_of as unit_of
from .panels import panels as panels
from .panels import panels_list as panels_list
from .visit_charts import daily_chart as daily_chart
from .visit_charts import rules_chart as rules_chart
