"""The words of views that others use."""

from .asked import view as view
from .explorer import explore as explore
