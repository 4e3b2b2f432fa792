"""The command `helsetrend`, a thin layer over the packages below it.

- `commands`, `report_command`, `count_command`: the subcommands with their options
- `counting`, `example`, `proofs`, `questions`: what `count`, `new`, `proofread` and `add` do
- `entry`: the command from its start to its exit code
- `listings`: what the subcommands print
- `options`: the options that several subcommands have, and the values of options, parsed
- `progress`: the log of a run on standard error
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
