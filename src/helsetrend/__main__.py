"""Runs the command, as `helsetrend` and as `python -m helsetrend`; Ctrl-C is no error, however early it comes."""

import sys


def main() -> None:
    """Run the command."""
    try:
        from helsetrend.cli import main as run

        run()
    except KeyboardInterrupt:
        print("helsetrend: interrupted", file=sys.stderr)
        sys.exit(130)  # as in exitcodes.py, which may not be imported yet


if __name__ == "__main__":
    main()
