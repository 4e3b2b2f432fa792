"""How many examples of a property are tried where these are not as many as for most."""

from hypothesis import settings


def of_hundred(number: int) -> settings:
    """Return the setting for that many examples where others have a hundred, and for a tenth in `make test-fast`."""
    return settings(max_examples=max(1, number * settings.default.max_examples // 100))
