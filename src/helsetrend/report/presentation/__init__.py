"""report/presentation."""
