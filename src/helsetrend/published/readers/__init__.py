"""published/readers."""
