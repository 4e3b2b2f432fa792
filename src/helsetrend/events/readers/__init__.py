"""Read event logs: which files they are, what their columns mean, and SQL that turns their rows into events.

- `paths`: the files that names, folders and patterns lead to; the day or month in a path
- `mapping`, `sections`: the TOML file that says what the columns of a log mean, and its sections
- `packing`: the text of a file as plain UTF-8, whatever it is packed with and however it is encoded
- `formats`: the lines of each format split into fields
- `texts`: the lines of a text log, of whatever format, as a relation
- `client`: users as one text, addresses in one spelling, the client behind proxies
- `requests`: which requests to leave out: robots, failed ones, those not for a page
- `shape`: the shape of a text, shown in place of it
- `pages`: patterns of page addresses
- `clock`: local wall time and UTC, and the changes between summer and winter time
- `times`: the time of an event, in each form in which logs write it
- `rows`: the rows of one file as events, each with the flaw that keeps it from being counted
- `selection`: the events of several files, from one moment up to another
- `preview`, `guess`: the first rows as they are understood, and a draft of the mapping
- `survey`: how many rows a file has, which services, what is wrong with it
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
