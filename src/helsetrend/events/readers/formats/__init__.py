"""The formats of text logs: SQL that splits each line into fields.

- `lines`: the lines of a file
- `csv`, `json`: tables, whose columns the mapping names
- `access`, `log_format`, `w3c`: logs of web servers
- `snowplow`: the columns of Snowplow's files
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
