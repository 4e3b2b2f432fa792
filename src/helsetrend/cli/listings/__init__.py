"""What the subcommands print.

- `cells`: what stands in one cell of a listing
- `changes`: what `revisions` and `diff` print
- `checks`, `check_json`: what `check` prints, and with `--json`
- `counts`: what `count` prints
- `revisions`: what `revisions --summary` and `--triangle` print
- `tables`: tables of text without lines
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
