"""Runs the command as `python -m helsetrend`."""

from helsetrend.cli import main

if __name__ == "__main__":
    main()
