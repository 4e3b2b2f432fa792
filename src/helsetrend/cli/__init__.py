"""The command `helsetrend`, a thin layer over the packages below it.

- cells: what stands in one cell of a listing.
- change_listing: what `revisions` and `diff` print.
- check_json: what `check --json` prints.
- check_listing: what `check` prints.
- commands: the subcommands with their options.
- count_command: `count` with its options.
- counting: what `count` does.
- count_listing: what `count` prints.
- entry: the command from its start to its exit code.
- example: the folder that `new` makes.
- options: the options that several subcommands have, and the values of options, parsed.
- plain_table: tables of text without lines.
- progress: the log of a run on standard error.
- report_command: `report` with its options.
- revision_listing: what `revisions --summary` and `--triangle` print.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
