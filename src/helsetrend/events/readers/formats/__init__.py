"""The formats of text logs: SQL that splits each line into fields.

- `lines`: the lines of a file
- `csv`, `json`: tables, whose columns the mapping names
- `access`, `log_format`, `w3c`: logs of web servers
- `snowplow`: the columns of Snowplow's files
"""
