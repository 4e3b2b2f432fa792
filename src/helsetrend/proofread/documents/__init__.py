"""Drafts of any kind as documents."""
