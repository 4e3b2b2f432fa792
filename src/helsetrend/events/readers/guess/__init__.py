"""Draft the mapping for a log.

- `draft`: the format, the columns by what they are, and the TOML for them
- `programs`: the logs of programs: names of columns, words for kinds, format strings
- `time_lines`: the form and the zone of the times
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
