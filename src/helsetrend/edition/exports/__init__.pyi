"""The public names of edition.exports."""

from .all_tables import datasets as datasets
from .dataset import Dataset as Dataset
from .open_data import DATA_FOLDER as DATA_FOLDER
from .open_data import write_open_data as write_open_data
from .open_data import write_series_of as write_series_of
from .read_back import WORKBOOK as WORKBOOK
from .read_back import disagreements as disagreements
from .workbook import write_workbook as write_workbook
