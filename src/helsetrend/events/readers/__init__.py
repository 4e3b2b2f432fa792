"""events/readers."""
