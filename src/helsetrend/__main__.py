"""The entry point of `helsetrend` and `python -m helsetrend`; Ctrl-C ends it without a traceback at any time."""

import sys


def main() -> None:
    """Run the command."""
    try:
        from helsetrend.cli import main as run

        run()
    except KeyboardInterrupt:
        from helsetrend.edition.exit_codes import INTERRUPTED, exit_now

        print("helsetrend: interrupted", file=sys.stderr)
        exit_now(INTERRUPTED)


if __name__ == "__main__":
    main()
