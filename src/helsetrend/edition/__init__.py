"""The files of a report, made whole or not at all.

A run (`run`) takes requests (`request`) and publishes an edition for each (`publish`): the notebooks are executed,
pages, PDFs and data are made of them, all of it is inspected, signed with a manifest and put in place in one step.

- build: all files of an edition, made into a folder and inspected there.
- exit_codes: what ends a run from outside, and the exit code of each kind of end.
- exports: the figures and statements as CSV, JSON-stat, workbook and catalogue.
- kernels: Jupyter kernels forked from the warm process.
- log: the log of one report among several.
- manifest: what an edition was made of and consists of, with digests.
- notebook: a notebook and its parameters become an executed notebook (papermill).
- overview: the page that lists all editions.
- pages: the page that a notebook becomes, its PDF, its drawings and its links.
- parameters: the parameters of a report, checked against the data.
- publish: one report, from the request to the edition in its place.
- request: what is asked of a run, before anything is read.
- run: all reports of one command, and how each ended.
- shelf: the folders of editions: locks, replacement, recovery, the link `latest`.
- side_by_side: calls in threads that an interrupt does not wait for.
- warm_process: the process that has imported what every report needs, and functions called in a fork of it.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
