"""The entry point of `helsetrend` and `python -m helsetrend`; Ctrl-C ends it without a traceback at any time."""

import sys


def main() -> None:
    """Run the command."""
    try:
        from helsetrend.cli import main as run

        run()
    except KeyboardInterrupt:
        print("helsetrend: interrupted", file=sys.stderr)
        sys.exit(130)  # as in exit_codes.py, which may not be imported yet


if __name__ == "__main__":
    main()
